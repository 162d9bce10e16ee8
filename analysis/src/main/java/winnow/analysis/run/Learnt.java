// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import winnow.analysis.cases.CaseMaker;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;

/**
 * What was learnt of a history: all that is needed to judge the day after it. Kept in files, so
 * that earlier days are not read again; the files can be deleted at any time.
 */
final class Learnt {
  /** Changes when the files or what they mean do; files of other versions are not looked at. */
  private static final String SUFFIX = ".learnt3";

  private static final String UNFINISHED = ".tmp";
  private static final int MOST_KEPT = 4;

  private History history;
  private final EvidenceFinder finder;
  private final CaseMaker maker;

  private Learnt(History history, History.Network network, int threads) {
    this.history = history;
    finder = new EvidenceFinder(network.hosts(), threads);
    maker = new CaseMaker(EvidenceFinder.families().size());
  }

  /** Of no day. */
  static Learnt nothing(History.Network network, int threads) {
    return new Learnt(new History(network.inside(), List.of()), network, threads);
  }

  History history() {
    return history;
  }

  EvidenceFinder finder() {
    return finder;
  }

  CaseMaker maker() {
    return maker;
  }

  /** Notes that a day was given to the finder and to the maker. */
  void learnt(History.Day day) {
    history = history.plus(day);
  }

  /** Keeps it in {@code folder}, and deletes what is older than a few days. */
  void save(Path folder) {
    PackedWriter out = new PackedWriter();
    history.write(out);
    finder.write(out);
    maker.write(out);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try {
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(out.toBytes());
      }
      Files.createDirectories(folder);
      Path made = Files.createTempFile(folder, "learnt", UNFINISHED);
      try {
        write(packed.toByteArray(), made);
        Files.move(made, folder.resolve(name(history)), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(made);
      }
      List<Path> files = files(folder, SUFFIX);
      deleteAll(files.subList(Math.min(MOST_KEPT, files.size()), files.size()));
      deleteAbandoned(folder, Files.getLastModifiedTime(folder.resolve(name(history))));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep what was learnt in " + folder, e);
    }
  }

  /** Writes and waits until the disk has it, for what is moved into place must be whole. */
  private static void write(byte[] bytes, Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  private static void deleteAll(List<Path> files) throws IOException {
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  /** Deletes what processes that were killed more than a day before {@code now} left. */
  private static void deleteAbandoned(Path folder, FileTime now) throws IOException {
    Instant earliest = now.toInstant().minus(Duration.ofDays(1));
    for (Path file : files(folder, UNFINISHED)) {
      if (Files.getLastModifiedTime(file).toInstant().isBefore(earliest)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static String name(History history) {
    return history.last() + "-" + history.digest().substring(0, 16) + SUFFIX;
  }

  /** The newest first. */
  private static List<Path> files(Path folder, String suffix) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(suffix))
          .sorted(Comparator.comparing((Path file) -> file.getFileName().toString()).reversed())
          .toList();
    }
  }

  /**
   * The newest that is kept of a history before {@code day}.
   *
   * @param present the days of the lake, as they are now
   */
  static Optional<Learnt> find(
      Path folder,
      LocalDate day,
      NavigableMap<LocalDate, History.Day> present,
      History.Network network,
      int threads) {
    return find(
        folder,
        file -> file.compareTo(day.toString()) < 0,
        history ->
            history.inside().equals(network.inside())
                && history.usesLeases() == (network.leases() != null)
                && history.isOf(present),
        network,
        threads);
  }

  /** What is kept of the history with this digest. */
  static Optional<Learnt> find(
      Path folder, String historyDigest, History.Network network, int threads) {
    return find(
        folder, file -> true, history -> history.digest().equals(historyDigest), network, threads);
  }

  private static Optional<Learnt> find(
      Path folder,
      Predicate<String> isCandidate,
      Predicate<History> isWanted,
      History.Network network,
      int threads) {
    try {
      for (Path file : files(folder, SUFFIX)) {
        if (isCandidate.test(file.getFileName().toString())) {
          Optional<Learnt> found = read(file, isWanted, network, threads);
          if (found.isPresent()) {
            return found;
          }
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list what was learnt in " + folder, e);
    }
  }

  private static Optional<Learnt> read(
      Path file, Predicate<History> isWanted, History.Network network, int threads) {
    try (GZIPInputStream gzip =
        new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      PackedReader in = new PackedReader(gzip.readAllBytes());
      History history = History.read(in);
      if (!isWanted.test(history)) {
        return Optional.empty();
      }
      Learnt learnt = new Learnt(history, network, threads);
      learnt.finder.read(in);
      learnt.maker.read(in);
      return Optional.of(learnt);
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          "cannot read what was learnt from "
              + file
              + ": "
              + e.getMessage()
              + "; delete the file, and the days that it stands for are read again",
          e);
    }
  }
}
