// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.decode.DecodeOptions;
import winnow.decode.format.Format;
import winnow.lake.Lake;
import winnow.lake.catalog.InputIdentity;

/**
 * What was rejected: a folder an input, named by its digest, with {@code entry.properties}, {@code
 * samples.csv} and {@code pieces}, an input of the same format.
 *
 * <p>An entry is written beside the one that is there, as {@code SHA256.next}, before the records
 * of its input become visible, and takes its place after that. So whenever a process ends, pieces
 * are kept and accepted records are not among them.
 *
 * @param folder where the entries are; made when needed
 */
public record Quarantine(Path folder) {
  private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);
  private static final String ENTRY = "entry.properties";
  private static final String SAMPLES = "samples.csv";
  private static final String PIECES = "pieces";
  private static final String NEXT = ".next";
  private static final String UNFINISHED = "unfinished-";
  private static final Object LOCK = new Object();
  private static final String DIGEST = "[0-9a-f]{64}";

  /** Writes the bytes that are kept to a file. */
  @FunctionalInterface
  interface Content {
    /** Writes {@code file}, or nothing when there is nothing to be kept. */
    void write(Path file) throws IOException;
  }

  /** Writes the entry that is to take the place of the one of the same input. */
  void prepare(QuarantineEntry entry, SampleTable samples, Content content) throws IOException {
    Path made = Files.createDirectories(folder.resolve(UNFINISHED + UUID.randomUUID()));
    try {
      content.write(made.resolve(PIECES));
      Instant writtenAt = entry.options().writtenAt();
      if (writtenAt != null && Files.exists(made.resolve(PIECES))) {
        Files.setLastModifiedTime(made.resolve(PIECES), FileTime.from(writtenAt));
      }
      Files.writeString(made.resolve(SAMPLES), samples.toCsv(), StandardCharsets.UTF_8);
      try (Writer writer = Files.newBufferedWriter(made.resolve(ENTRY))) {
        entry.toProperties().store(writer, null);
      }
      synchronized (LOCK) {
        delete(next(entry.sha256()));
        Files.move(made, next(entry.sha256()), StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      delete(made);
    }
  }

  /** Forgets what was prepared: nothing was rejected this time. */
  void prepareNothing(String sha256) throws IOException {
    synchronized (LOCK) {
      delete(next(sha256));
    }
  }

  /**
   * Prepares an entry of the pieces that were rejected of an input that is no file of a person;
   * nothing when nothing was.
   *
   * @param path where its bytes are
   * @param format how it can be read alone
   */
  public void preparePieces(InputIdentity input, Path path, Format format, InputCounter counter)
      throws IOException {
    if (counter.rejected() > 0) {
      InputFile file = new InputFile(path, input.name(), input.sizeBytes());
      DecodeOptions options = DecodeOptions.named(input.name());
      FileReading reading = new FileReading(file, format, options, null, null);
      new Rejects(reading, input, false, counter).preparePieces(this);
    }
  }

  /**
   * Notes that a file was not read, in place of what was noted of it before; of one that is kept
   * here, its own entry tells.
   */
  void note(QuarantineEntry refused) throws IOException {
    Path path = refused.path();
    if (path != null && path.startsWith(folder.toAbsolutePath())) {
      return;
    }
    prepare(refused, new SampleTable(List.of(), new TreeMap<>()), target -> {});
    settle(refused.sha256());
  }

  /** Puts what was prepared of an input in its place, once its records are visible. */
  public void settle(String sha256) {
    try {
      synchronized (LOCK) {
        delete(folder.resolve(sha256));
        if (Files.exists(next(sha256))) {
          Files.move(next(sha256), folder.resolve(sha256), StandardCopyOption.ATOMIC_MOVE);
        }
      }
    } catch (IOException e) {
      LOG.warn("{}: {}; it is settled when the quarantine is next looked at", sha256, e.toString());
    }
  }

  /** Settles what a process that ended early left unsettled. */
  public void recover(Lake lake) throws IOException {
    for (Path path : children()) {
      String sha256 = name(path).replace(NEXT, "");
      if (name(path).endsWith(NEXT) && sha256.matches(DIGEST) && isWhole(path)) {
        boolean isInLake = lake.findInput(sha256).isPresent();
        boolean isAlone = !Files.exists(folder.resolve(sha256));
        if (isInLake || (isAlone && !hasPiecesAlone(path))) {
          settle(sha256);
        }
      }
    }
  }

  /** Whether the rest of the input has to come into the lake another way. */
  private static boolean hasPiecesAlone(Path entry) throws IOException {
    QuarantineEntry.Form form = read(entry).form();
    return form == QuarantineEntry.Form.PIECES || form == QuarantineEntry.Form.SAMPLES;
  }

  /** All entries, the newest first. */
  public List<QuarantineEntry> entries() throws IOException {
    List<QuarantineEntry> entries = new ArrayList<>();
    for (Path path : children()) {
      if (name(path).matches(DIGEST) && isWhole(path)) {
        entries.add(read(path));
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
    return sha256.matches(DIGEST) && Files.exists(entry.resolve(ENTRY))
        ? Optional.of(read(entry))
        : Optional.empty();
  }

  /** The samples of an entry: CSV of reason, offset, detail and piece. */
  public Path samples(QuarantineEntry entry) {
    return folder.resolve(entry.sha256()).resolve(SAMPLES);
  }

  /** The pieces of an entry, if its form has them. */
  public Path pieces(QuarantineEntry entry) {
    return folder.resolve(entry.sha256()).resolve(PIECES);
  }

  /** Deletes the entry of an input, if there is one. */
  public void remove(String sha256) throws IOException {
    delete(folder.resolve(sha256));
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
          name(path).matches(DIGEST + "(\\.next)?") || name(path).startsWith(UNFINISHED);
      if (isOurs && Files.getLastModifiedTime(path).toInstant().isBefore(instant)) {
        delete(path);
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

  private Path next(String sha256) {
    return folder.resolve(sha256 + NEXT);
  }

  /** Whether nobody began to delete it. */
  private static boolean isWhole(Path entry) {
    return Files.exists(entry.resolve(ENTRY));
  }

  private static QuarantineEntry read(Path entry) throws IOException {
    Properties values = new Properties();
    try (BufferedReader reader = Files.newBufferedReader(entry.resolve(ENTRY))) {
      values.load(reader);
      return QuarantineEntry.of(values);
    } catch (RuntimeException e) {
      throw new IOException(entry + " is damaged: " + e.getMessage(), e);
    }
  }

  private static void delete(Path entry) throws IOException {
    if (Files.exists(entry)) {
      // Without its description it is no entry, should the process end here.
      Files.deleteIfExists(entry.resolve(ENTRY));
      Files.deleteIfExists(entry.resolve(PIECES));
      Files.deleteIfExists(entry.resolve(SAMPLES));
      Files.delete(entry);
    }
  }
}
