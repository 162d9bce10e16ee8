// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.decode.DecodeOptions;
import winnow.decode.format.Format;
import winnow.lake.Lake;
import winnow.lake.Published;
import winnow.lake.catalog.InputIdentity;
import winnow.lake.catalog.LedgerEntry;

/**
 * What was rejected: a folder an input, named by its digest, with {@code entry.properties}, {@code
 * samples.csv} and {@code pieces}, an input of the same format.
 *
 * <p>An entry is written beside the one that is there, as {@code SHA256.ID.next}, before the
 * records of its input become visible, and takes its place after that. So whenever a process ends,
 * pieces are kept and accepted records are not among them. The ID is that of the process and of
 * what was rejected: of one content that several read at a time, perhaps in different ways, that
 * takes the place which the ledger tells of, and no process takes away what another one prepared.
 *
 * @param folder where the entries are; made when needed
 */
public record Quarantine(Path folder) {
  private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);
  private static final String NEXT = ".next";
  private static final String UNFINISHED = "unfinished-";
  private static final int ID_LENGTH = 16;
  private static final Object LOCK = new Object();
  private static final String PROCESS = UUID.randomUUID().toString();
  private static final int DIGEST_LENGTH = 64;
  private static final String DIGEST = "[0-9a-f]{64}";
  private static final String WAITING = DIGEST + "(\\.[0-9a-f]+)?\\.next";

  /** Writes the bytes that are kept to a file. */
  @FunctionalInterface
  interface Content {
    /** Writes {@code file}, or nothing when there is nothing to be kept. */
    void write(Path file) throws IOException;
  }

  /**
   * Writes the entry that is to take the place of the one of the same input.
   *
   * @return where it waits
   */
  Path prepare(QuarantineEntry entry, SampleTable samples, Content content) throws IOException {
    String table = samples.toCsv();
    String id = ContentStream.sha256(PROCESS + entry.rejected() + table).substring(0, ID_LENGTH);
    Path next = folder.resolve(entry.sha256() + "." + id + NEXT);
    Path made = Files.createDirectories(unfinished());
    try {
      EntryFolder.write(made, entry, table, content);
      replace(next, made);
    } finally {
      EntryFolder.delete(made);
    }
    return next;
  }

  private Path unfinished() {
    return folder.resolve(UNFINISHED + UUID.randomUUID());
  }

  /**
   * Prepares an entry of the pieces that were rejected of an input that is no file of a person.
   *
   * @param path where its bytes are
   * @param format how it can be read alone
   * @return where it waits; null when nothing was rejected
   */
  public @Nullable Path preparePieces(
      InputIdentity input, Path path, Format format, InputCounter counter) throws IOException {
    if (counter.rejected() == 0) {
      return null;
    }
    InputFile file = new InputFile(path, input.name(), input.sizeBytes());
    DecodeOptions options = DecodeOptions.named(input.name());
    FileReading reading = new FileReading(file, format, options, null, null);
    return new Rejects(reading, input, false, counter).preparePieces(this);
  }

  /**
   * Notes that a file was not read, in place of what was noted of it before, unless that says the
   * same; of one that is kept here, its own entry tells.
   *
   * @param sample why, and how the file begins
   */
  void note(QuarantineEntry refused, SampleTable sample) throws IOException {
    Path path = refused.path();
    if (path != null && path.startsWith(folder.toAbsolutePath())) {
      return;
    }
    if (!EntryFolder.says(folder.resolve(refused.sha256()), refused, sample.toCsv())) {
      settle(refused.sha256(), prepare(refused, sample, target -> {}));
    }
  }

  /**
   * Puts what was prepared of an input in its place, once its records are visible. What another
   * read of it prepared is left alone.
   *
   * @param published what became of the input
   * @param prepared where what was rejected of it waits; null when nothing was
   */
  public void settle(Published published, @Nullable Path prepared) {
    String sha256 = published.entry().input().sha256();
    try {
      if (prepared == null) {
        if (published.isNew()) {
          remove(sha256);
        }
      } else if (published.isNew()) {
        replace(folder.resolve(sha256), prepared);
      } else {
        settle(prepared, published.entry());
      }
    } catch (IOException e) {
      warn(sha256, e);
    }
  }

  /** Puts what was prepared of an input of which no record becomes visible in its place. */
  void settle(String sha256, Path prepared) {
    try {
      replace(folder.resolve(sha256), prepared);
    } catch (IOException e) {
      warn(sha256, e);
    }
  }

  private static void warn(String sha256, IOException e) {
    LOG.warn("{}: {}; it is settled when the quarantine is next looked at", sha256, e.toString());
  }

  /** What was prepared of an input that is in the lake counts when the ledger tells of the same. */
  private void settle(Path prepared, LedgerEntry published) throws IOException {
    Path place = folder.resolve(published.input().sha256());
    if (!tellsOf(place, published) && tellsOf(prepared, published)) {
      replace(place, prepared);
    } else {
      EntryFolder.delete(prepared);
    }
  }

  private static boolean tellsOf(Path entry, LedgerEntry published) {
    return EntryFolder.find(entry)
        .filter(QuarantineEntry::hasPiecesAlone)
        .filter(found -> found.rejected().equals(published.counts().rejected()))
        .isPresent();
  }

  /** Puts the entry at {@code from} to {@code to}; nothing when another process did. */
  private void replace(Path to, Path from) throws IOException {
    synchronized (LOCK) {
      if (!Files.exists(from)) {
        return;
      }
      Path before = unfinished();
      EntryFolder.move(to, before);
      if (!EntryFolder.move(from, to)) {
        // Another process did meanwhile, and it may be its work that was taken away.
        EntryFolder.move(before, to);
      }
      EntryFolder.delete(before);
    }
  }

  /** Settles what a process that ended early left unsettled. */
  public void recover(Lake lake) throws IOException {
    for (Path path : children()) {
      if (name(path).matches(WAITING)) {
        String sha256 = name(path).substring(0, DIGEST_LENGTH);
        Optional<QuarantineEntry> entry = EntryFolder.find(path);
        Optional<LedgerEntry> published = lake.findInput(sha256);
        if (entry.isPresent() && published.isPresent()) {
          settle(path, published.get());
        } else if (entry.isPresent()
            && !entry.get().hasPiecesAlone()
            && !Files.exists(folder.resolve(sha256))) {
          settle(sha256, path);
        }
      }
    }
  }

  /** All entries, the newest first; one that is damaged is warned of and left out. */
  public List<QuarantineEntry> entries() throws IOException {
    List<QuarantineEntry> entries = new ArrayList<>();
    for (Path path : children()) {
      if (name(path).matches(DIGEST)) {
        EntryFolder.find(path).ifPresent(entries::add);
      }
    }
    entries.sort(
        Comparator.comparing(QuarantineEntry::keptAt)
            .reversed()
            .thenComparing(QuarantineEntry::sha256));
    return entries;
  }

  /** The entry of the input with the digest {@code sha256}. */
  public Optional<QuarantineEntry> find(String sha256) throws IOException {
    Path entry = folder.resolve(sha256);
    return sha256.matches(DIGEST) && EntryFolder.isWhole(entry)
        ? Optional.of(EntryFolder.read(entry))
        : Optional.empty();
  }

  /** The samples of an entry: CSV of reason, offset, detail and piece. */
  public Path samples(QuarantineEntry entry) {
    return folder.resolve(entry.sha256()).resolve(EntryFolder.SAMPLES);
  }

  /** The pieces of an entry, if its form has them. */
  public Path pieces(QuarantineEntry entry) {
    return folder.resolve(entry.sha256()).resolve(EntryFolder.PIECES);
  }

  /** Deletes the entry of an input, if there is one. */
  public void remove(String sha256) throws IOException {
    EntryFolder.delete(folder.resolve(sha256));
  }

  /**
   * Deletes what was kept before {@code instant}.
   *
   * @return how many entries
   */
  public int removeBefore(Instant instant) throws IOException {
    int removed = 0;
    for (Path path : children()) {
      boolean isOurs =
          name(path).matches(DIGEST)
              || name(path).matches(WAITING)
              || name(path).startsWith(UNFINISHED);
      if (isOurs && Files.getLastModifiedTime(path).toInstant().isBefore(instant)) {
        EntryFolder.delete(path);
        removed += name(path).matches(DIGEST) ? 1 : 0;
      }
    }
    return removed;
  }

  private List<Path> children() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> list = Files.list(folder)) {
      return list.filter(Files::isDirectory).toList();
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
