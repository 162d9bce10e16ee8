// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.LongConsumer;
import winnow.decode.DecodeOptions;
import winnow.decode.format.Format;
import winnow.decode.format.Formats;
import winnow.lake.Ingest;
import winnow.lake.Lake;
import winnow.lake.catalog.DuplicateInputException;
import winnow.lake.catalog.InputCounts;
import winnow.lake.catalog.InputIdentity;
import winnow.lake.catalog.LedgerEntry;
import winnow.lake.catalog.TooManyHoursException;

/**
 * Brings files into a lake, each exactly once: the identity of a file is the digest of its content,
 * and its rows become visible together with the ledger's entry, or not at all. One file at a time
 * and thread; several instances may share a lake.
 */
public final class FileIngest {
  private final Lake lake;
  private final IngestSettings settings;
  private final Quarantine quarantine;

  /**
   * An ingest of files.
   *
   * @param lake where the records go
   * @param quarantine where samples of what was rejected go
   * @param settings what is known about the files
   */
  public FileIngest(Lake lake, Quarantine quarantine, IngestSettings settings) {
    this.lake = lake;
    this.quarantine = quarantine;
    this.settings = settings;
  }

  /**
   * Ingests a file.
   *
   * @param file the file
   * @param progress is told how many bytes of it were read since the last time
   * @throws IOException when the file cannot be read; the lake is as before
   */
  public IngestOutcome ingest(InputFile file, LongConsumer progress) throws IOException {
    if (file.sizeBytes() == 0) {
      return new IngestOutcome.Refused(file, "it is empty");
    }
    byte[] head = file.head();
    Optional<Format> format =
        Formats.choose(head, file.nameWithoutCompression(), settings.format(), settings.layout());
    if (format.isEmpty()) {
      return new IngestOutcome.Refused(file, Formats.refusal(head, file.nameWithoutCompression()));
    }
    FileState before = FileState.of(file.path());
    String sha256 = file.sha256();
    Optional<LedgerEntry> known = lake.findInput(sha256);
    if (known.isPresent()) {
      return new IngestOutcome.Known(file, known.get());
    }
    String source = settings.source() == null ? file.name() : settings.source();
    InputIdentity identity =
        new InputIdentity(sha256, file.name(), source, format.get().name(), before.sizeBytes());
    try {
      return ingest(file, before, format.get(), identity, progress);
    } catch (DuplicateInputException e) {
      return new IngestOutcome.Known(file, e.existing());
    } catch (TooManyHoursException e) {
      return new IngestOutcome.Refused(file, String.valueOf(e.getMessage()));
    }
  }

  private IngestOutcome ingest(
      InputFile file,
      FileState before,
      Format format,
      InputIdentity identity,
      LongConsumer progress)
      throws IOException {
    DecodeOptions options =
        new DecodeOptions(file.name(), settings.zone(), settings.layout(), file.modifiedAt())
            .only(settings.kinds());
    try (Ingest ingest = lake.beginIngest(identity);
        InputStream input = file.open(progress)) {
      InputCounter counter = new InputCounter(ingest::append);
      format.newDecoder().create(options).decode(input, counter);
      InputCounts counts =
          new InputCounts(
              counter.accepted(), counter.rejectedByReason(), counter.skippedByReason());
      before.requireUnchanged(file.path());
      quarantine.keep(identity, counter.samples());
      if (counter.accepted() == 0) {
        return new IngestOutcome.NothingUsable(file, format.name(), counts, counter.samples());
      }
      return new IngestOutcome.Ingested(file, ingest.commit(counts), counter.samples());
    }
  }
}
