// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.collector.Quarantine;
import winnow.collector.spool.Segment;
import winnow.collector.spool.SegmentHeader;
import winnow.collector.spool.SegmentReader;
import winnow.collector.spool.SourceSpool;
import winnow.lake.Ingest;
import winnow.lake.Lake;
import winnow.lake.Published;
import winnow.lake.catalog.InputCounts;
import winnow.lake.catalog.InputIdentity;
import winnow.lake.catalog.LedgerEntry;
import winnow.lake.write.TooManyHoursException;

/**
 * Brings the segments of one source into the lake, in order and each exactly once: a segment's
 * digest is in the ledger as soon as its rows are visible, and the segment is deleted only then.
 * The decoder's state after a segment is on disk before its rows are visible. One thread at a time.
 */
final class SegmentPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentPublisher.class);

  private final Lake lake;
  private final SourceSpool spool;
  private final Map<String, MessageKind> kinds;
  private final Quarantine quarantine;
  private final SourceTally tally;
  private final SharedFlows shared;
  private @Nullable MessageDecoder decoder;
  private String decoderKind = "";

  SegmentPublisher(
      Lake lake,
      SourceSpool spool,
      Map<String, MessageKind> kinds,
      Quarantine quarantine,
      SourceTally tally,
      SharedFlows shared) {
    this.lake = lake;
    this.spool = spool;
    this.kinds = kinds;
    this.quarantine = quarantine;
    this.tally = tally;
    this.shared = shared;
  }

  SourceTally tally() {
    return tally;
  }

  SourceSpool spool() {
    return spool;
  }

  /**
   * Publishes the oldest segment.
   *
   * @return false when none waits
   * @throws IOException when the segment cannot be read
   * @throws RuntimeException when the lake cannot be written; the segment stays, to be tried again
   */
  boolean publishOldest() throws IOException {
    Segment segment = spool.oldest();
    if (segment == null) {
      return false;
    }
    String sha256 = segment.sha256();
    Optional<LedgerEntry> known = lake.findInput(sha256);
    if (known.isPresent()) {
      // The last process ended between publishing the segment and deleting it.
      spool.remove(segment);
      decoder = null;
      return true;
    }
    SegmentHeader header = header(segment);
    MessageKind kind = header == null ? null : kinds.get(header.kind());
    if (header == null) {
      LOG.warn("{}: not even its header was written; nothing is in it", segment.path());
      spool.remove(segment);
    } else if (kind == null) {
      setAside(segment, "it holds messages of the unknown kind " + header.kind());
    } else {
      publish(segment, sha256, kind);
    }
    return true;
  }

  private static @Nullable SegmentHeader header(Segment segment) throws IOException {
    try (SegmentReader reader = SegmentReader.open(segment)) {
      return reader.header();
    }
  }

  private void publish(Segment segment, String sha256, MessageKind kind) throws IOException {
    String name = spool.name() + "-" + segment.id();
    InputIdentity identity =
        new InputIdentity(sha256, name, spool.name(), kind.name(), segment.sizeBytes());
    boolean done = false;
    try (Ingest ingest = lake.beginIngest(identity)) {
      SegmentDecoding decoding =
          new SegmentDecoding(segment, decoder(kind), shared, ingest::append);
      decoding.run();
      Path prepared =
          quarantine.preparePieces(
              identity, segment.path(), SegmentFormat.of(kind), decoding.counter());
      writeState(segment);
      LedgerEntry entry = ingest.commit(counts(decoding));
      done = true;
      quarantine.settle(new Published(entry, true), prepared);
      spool.remove(segment);
      spool.states().forgetBefore(segment);
      tally.published(entry, decoding.lastMicros());
      decoding.addTo(tally);
    } catch (SegmentDecoding.StoreException e) {
      if (!(e.reason() instanceof TooManyHoursException)) {
        throw e.reason();
      }
      setAside(segment, String.valueOf(e.reason().getMessage()));
    } finally {
      if (!done) {
        // It has seen messages that will be decoded again.
        decoder = null;
      }
    }
  }

  /** Tells the tally what is remembered of exporters from before the process was started. */
  void recall() {
    MessageKind kind = kinds.get(spool.kind());
    if (kind != null) {
      try {
        tally.domains(decoder(kind).statistics());
      } catch (IOException e) {
        LOG.warn("source {}: what is remembered cannot be read: {}", spool.name(), e.getMessage());
      }
    }
  }

  private MessageDecoder decoder(MessageKind kind) throws IOException {
    MessageDecoder current = decoder;
    if (current == null || !decoderKind.equals(kind.name())) {
      current = kind.newDecoder().create(spool.states().read(kind.name()));
      decoder = current;
      decoderKind = kind.name();
    }
    return current;
  }

  private void writeState(Segment segment) throws IOException {
    byte[] state = decoder == null ? null : decoder.state();
    if (state != null) {
      spool.states().write(segment, decoderKind, state);
    }
  }

  private static InputCounts counts(SegmentDecoding decoding) {
    return new InputCounts(
        decoding.counter().accepted(),
        decoding.counter().rejectedByReason(),
        decoding.counter().skippedByReason());
  }

  private void setAside(Segment segment, String why) throws IOException {
    Path folder = quarantine.folder().resolve("segments");
    LOG.error("{}: {}; it is set aside in {}", segment.path(), why, folder);
    spool.setAside(segment, folder);
    tally.failed(1);
  }
}
