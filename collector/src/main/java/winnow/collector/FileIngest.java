// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.decode.CompressedDataException;
import winnow.decode.DecodeOptions;
import winnow.decode.Rejection;
import winnow.decode.format.Format;
import winnow.decode.format.Formats;
import winnow.lake.Ingest;
import winnow.lake.Lake;
import winnow.lake.Published;
import winnow.lake.StagedInput;
import winnow.lake.catalog.DuplicateInputException;
import winnow.lake.catalog.InputContent;
import winnow.lake.catalog.InputCounts;
import winnow.lake.catalog.InputIdentity;
import winnow.lake.catalog.LedgerEntry;
import winnow.lake.write.TooManyHoursException;

/**
 * Brings files into a lake, each exactly once: the identity of a file is the digest of its bytes,
 * decompressed, and its rows become visible together with the ledger's entry, or not at all. Of a
 * file that begins with an input of the lake, what follows comes in. Thread-safe.
 */
public final class FileIngest {
  private static final Logger LOG = LoggerFactory.getLogger(FileIngest.class);

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
     * @param quarantine where its rejected pieces go
     * @param prepared where they wait; null when nothing was rejected
     */
    record Staged(
        InputFile file,
        StagedInput input,
        List<Rejection> samples,
        Quarantine quarantine,
        @Nullable Path prepared)
        implements Reading {
      /** What became of the file once its records were published. */
      IngestOutcome outcome(Published published) {
        quarantine.settle(published, prepared);
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
    while (true) {
      switch (read(file, progress)) {
        case Reading.Ended ended -> {
          return ended.outcome();
        }
        case Reading.Staged staged -> {
          try (StagedInput input = staged.input()) {
            return staged.outcome(lake.publish(List.of(input)).getFirst());
          } catch (InputContent.OvertakenException e) {
            LOG.debug("{} is read again: {}", file.path(), e.getMessage());
          }
        }
      }
    }
  }

  /**
   * Reads a file without publishing its records.
   *
   * @throws IOException when the file cannot be read; the lake is as before
   */
  Reading read(InputFile file, LongConsumer progress) throws IOException {
    Reading reading;
    try {
      reading = readAny(file, progress);
    } catch (CompressedDataException | AccessDeniedException e) {
      boolean isDenied = e instanceof AccessDeniedException;
      reading = ended(new IngestOutcome.Refused(file, InputFiles.why(e), isDenied));
    }
    String why = reading instanceof Reading.Ended ended ? whyNotRead(ended.outcome()) : null;
    if (why != null && !ZeekSiblings.isJoined(file)) {
      DecodeOptions options = DecodeOptions.named(file.fileName());
      boolean isMapped = settings.mapping() != null;
      quarantine.note(
          QuarantineEntry.ofRefused(file, why, sourceOf(file), options, isMapped),
          SampleTable.ofRefused(why, "nothing was read of " + file.path(), headOrNothing(file)));
    } else {
      quarantine.remove(QuarantineEntry.keyOf(file));
    }
    return reading;
  }

  /** The first bytes of a file that may be what cannot be unpacked, nor even opened. */
  private static byte[] headOrNothing(InputFile file) {
    try {
      return file.head();
    } catch (IOException | RuntimeException e) {
      try (InputStream stored = file.openStored()) {
        return stored.readNBytes(Formats.HEAD_BYTES);
      } catch (IOException unreadable) {
        return new byte[0];
      }
    }
  }

  /** Why a file was not read that is kept nowhere else; null when it was, or is empty. */
  private static @Nullable String whyNotRead(IngestOutcome outcome) {
    return switch (outcome) {
      case IngestOutcome.Refused refused ->
          refused.file().sizeBytes() == 0 ? null : refused.reason();
      case IngestOutcome.NothingUsable none ->
          none.counts().rejected().isEmpty() ? "nothing usable, read as " + none.format() : null;
      case IngestOutcome.Ingested done -> null;
      case IngestOutcome.Known known -> null;
      case IngestOutcome.Failed failed -> null;
    };
  }

  private String sourceOf(InputFile file) {
    return settings.source() == null ? file.name() : settings.source();
  }

  private Reading readAny(InputFile file, LongConsumer progress) throws IOException {
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
    Recognition found = Recognition.of(file, head, lake);
    LedgerEntry known = found.known();
    if (known != null) {
      return ended(known(file, known, found));
    }
    FileReading reading = FileReading.of(file, format.get(), settings, found);
    String obstacle = reading.obstacle();
    if (obstacle != null) {
      return ended(new IngestOutcome.Refused(file, obstacle));
    }
    try {
      return read(reading, found, before, head, progress);
    } catch (DuplicateInputException e) {
      return ended(new IngestOutcome.Known(file, e.existing()));
    } catch (TooManyHoursException e) {
      return ended(new IngestOutcome.Refused(file, String.valueOf(e.getMessage())));
    }
  }

  /** Known, and from now on by its stored bytes, so that it need not be unpacked to tell. */
  private IngestOutcome known(InputFile file, LedgerEntry entry, Recognition found) {
    if (lake.findInput(found.storedSha256()).isEmpty()) {
      lake.addStored(found.storedSha256(), entry);
    }
    return new IngestOutcome.Known(file, entry);
  }

  private Reading read(
      FileReading reading, Recognition found, FileState before, byte[] head, LongConsumer progress)
      throws IOException {
    InputFile file = reading.file();
    try (Ingest ingest = lake.beginIngest(identity(reading, found.storedSha256(), before))) {
      InputCounter counter = new InputCounter(ingest::append);
      Recognition.Content content = reading.decode(counter, progress);
      before.requireUnchanged(file.path());
      Optional<LedgerEntry> known = lake.findInput(content.sha256());
      if (known.isPresent()) {
        return ended(known(file, known.get(), found));
      }
      InputIdentity identity = identity(reading, content.sha256(), before);
      Path prepared =
          new Rejects(reading, identity, settings.mapping() != null, counter).prepare(quarantine);
      before.requireUnchanged(file.path());
      InputCounts counts =
          new InputCounts(
              counter.accepted(), counter.rejectedByReason(), counter.skippedByReason());
      if (counter.accepted() == 0 && reading.added() == null) {
        if (prepared != null) {
          quarantine.settle(identity.sha256(), prepared);
        }
        return ended(
            new IngestOutcome.NothingUsable(file, identity.format(), counts, counter.samples()));
      }
      InputContent stored =
          InputContent.of(found.storedSha256(), content.sizeBytes(), head, found.seen());
      return new Reading.Staged(
          file, ingest.stage(identity, stored, counts), counter.samples(), quarantine, prepared);
    }
  }

  private InputIdentity identity(FileReading reading, String sha256, FileState before) {
    InputFile file = reading.file();
    return new InputIdentity(
        sha256, file.name(), sourceOf(file), reading.format().name(), before.sizeBytes());
  }

  private static Reading ended(IngestOutcome outcome) {
    return new Reading.Ended(outcome);
  }
}
