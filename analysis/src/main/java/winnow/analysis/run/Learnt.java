// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import winnow.analysis.cases.CaseMaker;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;
import winnow.context.AddressRange;
import winnow.context.InternalNetworks;

/**
 * What was learnt of a history: all that is needed to judge the day after it. Kept in files, so
 * that earlier days are not read again; the files can be deleted at any time.
 */
final class Learnt {
  /** Changes when the files or what they mean do; files of other versions are not looked at. */
  private static final String SUFFIX = ".learnt1";

  private static final int MOST_KEPT = 4;

  private History history;
  private final EvidenceFinder finder;
  private final CaseMaker maker;

  private Learnt(History history, int threads) {
    this.history = history;
    finder = new EvidenceFinder(networks(history.inside()), threads);
    maker = new CaseMaker(EvidenceFinder.families().size());
  }

  private static InternalNetworks networks(List<String> inside) {
    return new InternalNetworks(inside.stream().map(AddressRange::parse).toList());
  }

  /** Of no day, of a network with these ranges beside private ones. */
  static Learnt nothing(List<String> inside, int threads) {
    return new Learnt(new History(inside, List.of()), threads);
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
      Path made = Files.createTempFile(folder, "learnt", ".tmp");
      Files.write(made, packed.toByteArray());
      Files.move(made, folder.resolve(name(history)), StandardCopyOption.ATOMIC_MOVE);
      List<Path> files = files(folder);
      for (Path file : files.subList(Math.min(MOST_KEPT, files.size()), files.size())) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep what was learnt in " + folder, e);
    }
  }

  private static String name(History history) {
    return history.last() + "-" + history.digest().substring(0, 16) + SUFFIX;
  }

  /** The newest first. */
  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
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
      List<String> inside,
      int threads) {
    try {
      for (Path file : files(folder)) {
        if (file.getFileName().toString().compareTo(day.toString()) < 0) {
          PackedReader in = open(file);
          History history = History.read(in);
          if (history.inside().equals(inside) && history.isOf(present)) {
            return Optional.of(read(history, in, threads));
          }
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read what was learnt in " + folder, e);
    }
  }

  /** What is kept of the history with this digest. */
  static Optional<Learnt> find(Path folder, String historyDigest, int threads) {
    try {
      for (Path file : files(folder)) {
        PackedReader in = open(file);
        History history = History.read(in);
        if (history.digest().equals(historyDigest)) {
          return Optional.of(read(history, in, threads));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read what was learnt in " + folder, e);
    }
  }

  private static PackedReader open(Path file) throws IOException {
    try (GZIPInputStream gzip =
        new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      return new PackedReader(gzip.readAllBytes());
    }
  }

  private static Learnt read(History history, PackedReader in, int threads) {
    Learnt learnt = new Learnt(history, threads);
    learnt.finder.read(in);
    learnt.maker.read(in);
    return learnt;
  }
}
