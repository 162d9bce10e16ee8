// SPDX-License-Identifier: Apache-2.0
package winnow.decode.exporter;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;
import winnow.decode.SkipReason;

/** Counts what comes from one domain. */
public final class DomainMonitor {
  private final ExportDomain domain;
  private final SequenceTracker sequence = new SequenceTracker();
  private final RecentDatagrams recent = new RecentDatagrams();
  private long datagrams;
  private long repeated;
  private long records;
  private long dropped;
  private @Nullable Long receivedMicros;
  private @Nullable Long clockSkewMicros;

  /** Nothing has come yet. */
  public DomainMonitor(ExportDomain domain) {
    this.domain = domain;
  }

  /** Whose datagrams are counted. */
  public ExportDomain domain() {
    return domain;
  }

  /**
   * Counts a datagram.
   *
   * @param number its sequence number; any where the protocol has none
   * @param exportMicros when it was exported, by the exporter's clock
   * @param sink told when the datagram repeats a recent one
   * @return whether it is new, and to be decoded
   */
  public boolean admits(FlowDatagram datagram, int number, long exportMicros, DecodeSink sink) {
    datagrams++;
    receivedMicros = datagram.receivedTimeMicros();
    clockSkewMicros =
        receivedMicros == null ? clockSkewMicros : Long.valueOf(exportMicros - receivedMicros);
    if (recent.isRepeat(datagram) && tells(number)) {
      repeated++;
      sink.skip(SkipReason.RETRANSMISSION, 1);
      return false;
    }
    return true;
  }

  /** Whether datagrams that are alike are the same one: their headers have to differ otherwise. */
  private boolean tells(int number) {
    return domain.protocol().sequenceUnit() == SequenceUnit.NONE || sequence.tells(number);
  }

  /** A record was handed on. */
  public void record() {
    records++;
  }

  /** The exporter says that it dropped {@code samples} more. */
  public void dropped(long samples) {
    dropped += samples;
  }

  /** The sequence numbers. */
  public SequenceTracker sequence() {
    return sequence;
  }

  /** The counts as they are now. */
  public DomainStatistics statistics(
      int templates, long samplingInterval, DomainStatistics.Waiting waiting) {
    return new DomainStatistics(
        domain,
        datagrams,
        repeated,
        records,
        new DomainStatistics.Loss(
            domain.protocol().sequenceUnit(),
            sequence.missed(),
            sequence.overtaken(),
            sequence.restarts(),
            dropped),
        new DomainStatistics.Times(receivedMicros, clockSkewMicros),
        templates,
        samplingInterval,
        waiting);
  }

  /** Writes what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    out.writeLong(datagrams);
    out.writeLong(repeated);
    out.writeLong(records);
    out.writeLong(dropped);
    sequence.write(out);
  }

  /** Goes on with the counts that another monitor has written. */
  public void read(DataInput in) throws IOException {
    datagrams = Math.max(0, in.readLong());
    repeated = Math.max(0, in.readLong());
    records = Math.max(0, in.readLong());
    dropped = Math.max(0, in.readLong());
    sequence.read(in);
  }
}
