// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.collector.InputCounter;
import winnow.collector.spool.Segment;
import winnow.collector.spool.SegmentReader;
import winnow.collector.spool.Sender;
import winnow.collector.spool.SpooledMessage;
import winnow.decode.DecodeSink;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.schema.FlowRecord;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryRecord;

/** One reading of a segment: decodes all of it and counts by exporter. */
final class SegmentDecoding implements DecodeSink {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentDecoding.class);

  private final Segment segment;
  private final MessageDecoder decoder;
  private final SharedFlows shared;
  private final InputCounter counter;
  private final HourLimit hours = new HourLimit();
  private final Map<IpAddress, Counts> exporters = new HashMap<>();
  private @Nullable IpAddress latestAddress;
  private long latestMicros;
  private final Counts unknown = new Counts();
  private Counts latest = unknown;
  private boolean hasFailed;
  private long lastMicros = Long.MIN_VALUE;
  private long lastOffset;

  SegmentDecoding(
      Segment segment,
      MessageDecoder decoder,
      SharedFlows shared,
      Consumer<TelemetryRecord> records) {
    this.segment = segment;
    this.decoder = decoder;
    this.shared = shared;
    counter = new InputCounter(records);
  }

  /** Counts of one exporter. */
  private static final class Counts {
    private long messages;
    private long bytes;
    private long rows;
    private long rejected;
    private long lastMicros = Long.MIN_VALUE;
    private final BitSet hours = new BitSet();
  }

  /** Reads the segment from start to end. */
  void run() throws IOException {
    try (SegmentReader reader = SegmentReader.open(segment)) {
      for (SpooledMessage message = reader.next(); message != null; message = reader.next()) {
        decode(message);
      }
      decoder.endSegment(this);
      Rejection torn = torn(reader);
      if (torn != null) {
        LOG.warn("{}: {}", segment.path(), torn.detail());
        counter.reject(torn);
      }
    }
  }

  /**
   * What is left at the end of a segment, all of whose messages were read; null when nothing is.
   */
  static @Nullable Rejection torn(SegmentReader reader) throws IOException {
    long end = reader.offset();
    long bytes = reader.tornBytes();
    return bytes == 0 ? null : Rejection.ofTornEnd(end, bytes);
  }

  private void decode(SpooledMessage message) {
    Sender sender = message.sender();
    IpAddress address = sender == null ? null : sender.address();
    if (!Objects.equals(address, latestAddress)) {
      latest = address == null ? unknown : countsOf(address);
      latestAddress = address;
    }
    latestMicros = message.receivedMicros();
    if (!message.isBoundary()) {
      latest.messages++;
    }
    latest.bytes += message.length();
    latest.lastMicros = Math.max(latest.lastMicros, latestMicros);
    lastMicros = Math.max(lastMicros, latestMicros);
    lastOffset = message.segmentOffset();
    try {
      decoder.take(message, this);
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      failed(message, e);
    }
  }

  /** Those beyond the limit are not told apart: whoever sends may say that it is anyone. */
  private Counts countsOf(IpAddress address) {
    Counts known = exporters.get(address);
    if (known == null && exporters.size() < SourceTally.MAX_EXPORTERS) {
      known = new Counts();
      exporters.put(address, known);
    }
    return known == null ? unknown : known;
  }

  /** A fault of ours; the messages around it shall not suffer for it. */
  private void failed(SpooledMessage message, RuntimeException cause) {
    Rejection failure = failure(message, cause);
    if (!hasFailed) {
      hasFailed = true;
      LOG.error("{} at byte {}: {}", segment.path(), failure.offset(), failure.detail(), cause);
    }
    reject(failure);
  }

  /** The rejection of a message at which the decoder itself failed. */
  static Rejection failure(SpooledMessage message, RuntimeException cause) {
    String what = "a message of %d bytes from %s".formatted(message.length(), message.sender());
    return Rejection.ofFailure(message.segmentOffset(), what, cause);
  }

  @Override
  public void accept(TelemetryRecord record) {
    if (!hours.admits(latest.hours, record.eventTimeMicros(), latestMicros)) {
      reject(Rejection.ofWildTime(lastOffset, record, HourLimit.MOST_OF_EXPORTER));
      return;
    }
    latest.rows++;
    if (record instanceof FlowRecord flow && latestAddress != null) {
      shared.saw(latestAddress, latestMicros, flow);
    }
    try {
      counter.accept(record);
    } catch (RuntimeException e) {
      throw new StoreException(e);
    }
  }

  @Override
  public void reject(Rejection rejection) {
    latest.rejected++;
    counter.reject(rejection);
  }

  @Override
  public void skip(SkipReason reason, long count) {
    counter.skip(reason, count);
  }

  InputCounter counter() {
    return counter;
  }

  /** When the last message was received; {@link Long#MIN_VALUE} when there is none. */
  long lastMicros() {
    return lastMicros;
  }

  /** Adds what was counted to {@code tally}. */
  void addTo(SourceTally tally) {
    exporters.forEach((address, counts) ->
        tally.add(
            address,
            new ExporterCounts(
                counts.messages, counts.bytes, counts.rows, counts.rejected, counts.lastMicros)));
    tally.domains(decoder.statistics());
    exporters.keySet().forEach(address -> tally.shares(address, shared.other(address)));
  }

  /** A record could not be stored, which is not the decoder's fault. */
  static final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RuntimeException reason;

    StoreException(RuntimeException reason) {
      super(reason);
      this.reason = reason;
    }

    RuntimeException reason() {
      return reason;
    }
  }
}
