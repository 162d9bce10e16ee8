// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import winnow.decode.DecodeOptions;
import winnow.decode.Rejection;
import winnow.decode.format.Format;
import winnow.decode.format.Formats;
import winnow.lake.Ingest;
import winnow.lake.Lake;
import winnow.lake.Published;
import winnow.lake.StagedInput;
import winnow.lake.catalog.DuplicateInputException;
import winnow.lake.catalog.InputCounts;
import winnow.lake.catalog.InputIdentity;
import winnow.lake.catalog.LedgerEntry;
import winnow.lake.catalog.TooManyHoursException;

/**
 * Brings files into a lake, each exactly once: the identity of a file is the digest of its content,
 * and its rows become visible together with the ledger's entry, or not at all. Thread-safe.
 */
public final class FileIngest {
  private final Lake lake;
  private final IngestSettings settings;
  private final Quarantine quarantine;

  /**
   * An ingest of files.
   *
   * @param lake where the records go
   * @param quarantine where what was rejected goes
   * @param settings what is known about the files
   */
  public FileIngest(Lake lake, Quarantine quarantine, IngestSettings settings) {
    this.lake = lake;
    this.quarantine = quarantine;
    this.settings = settings;
  }

  /** What reading a file led to. */
  public sealed interface Reading {
    /** Nothing is to be published. */
    record Ended(IngestOutcome outcome) implements Reading {}

    /**
     * Its records wait to be published.
     *
     * @param file the file
     * @param input its records
     * @param samples the first rejections of each reason
     * @param quarantine where its rejected pieces are prepared
     */
    record Staged(InputFile file, StagedInput input, List<Rejection> samples, Quarantine quarantine)
        implements Reading {
      /** What became of the file once its records were published. */
      IngestOutcome outcome(Published published) {
        quarantine.settle(published.entry().input().sha256());
        return published.isNew()
            ? new IngestOutcome.Ingested(file, published.entry(), samples)
            : new IngestOutcome.Known(file, published.entry());
      }
    }
  }

  /**
   * Ingests a file.
   *
   * @param file the file
   * @param progress is told how many bytes of it were read since the last time
   * @throws IOException when the file cannot be read; the lake is as before
   */
  public IngestOutcome ingest(InputFile file, LongConsumer progress) throws IOException {
    return switch (read(file, progress)) {
      case Reading.Ended ended -> ended.outcome();
      case Reading.Staged staged -> {
        try (StagedInput input = staged.input()) {
          yield staged.outcome(lake.publish(List.of(input)).getFirst());
        }
      }
    };
  }

  /**
   * Reads a file without publishing its records.
   *
   * @throws IOException when the file cannot be read; the lake is as before
   */
  Reading read(InputFile file, LongConsumer progress) throws IOException {
    if (file.sizeBytes() == 0) {
      return ended(new IngestOutcome.Refused(file, "it is empty"));
    }
    byte[] head = file.head();
    Optional<Format> format = settings.formatOf(head, file);
    if (format.isEmpty()) {
      String why = Formats.refusal(head, file.nameWithoutCompression());
      return ended(new IngestOutcome.Refused(file, why));
    }
    FileState before = FileState.of(file.path());
    String sha256 = file.sha256();
    Optional<LedgerEntry> known = lake.findInput(sha256);
    if (known.isPresent()) {
      return ended(new IngestOutcome.Known(file, known.get()));
    }
    String source = settings.source() == null ? file.name() : settings.source();
    InputIdentity identity =
        new InputIdentity(sha256, file.name(), source, format.get().name(), before.sizeBytes());
    try {
      return read(file, before, format.get(), identity, progress);
    } catch (DuplicateInputException e) {
      return ended(new IngestOutcome.Known(file, e.existing()));
    } catch (TooManyHoursException e) {
      return ended(new IngestOutcome.Refused(file, String.valueOf(e.getMessage())));
    }
  }

  private Reading read(
      InputFile file,
      FileState before,
      Format format,
      InputIdentity identity,
      LongConsumer progress)
      throws IOException {
    DecodeOptions options = settings.optionsOf(file);
    try (Ingest ingest = lake.beginIngest(identity);
        InputStream input = file.open(progress);
        ZeekSiblings siblings = new ZeekSiblings(file, format.name())) {
      InputCounter counter = new InputCounter(ingest::append);
      format.newDecoder().create(options).decode(input, siblings.joining(counter));
      InputCounts counts =
          new InputCounts(
              counter.accepted(), counter.rejectedByReason(), counter.skippedByReason());
      before.requireUnchanged(file.path());
      new Rejects(file, identity, format, options, settings.mapping() != null, counter)
          .prepare(quarantine);
      before.requireUnchanged(file.path());
      if (counter.accepted() == 0) {
        quarantine.settle(identity.sha256());
        return ended(
            new IngestOutcome.NothingUsable(file, format.name(), counts, counter.samples()));
      }
      return new Reading.Staged(file, ingest.stage(counts), counter.samples(), quarantine);
    }
  }

  private static Reading ended(IngestOutcome outcome) {
    return new Reading.Ended(outcome);
  }
}
