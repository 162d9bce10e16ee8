// SPDX-License-Identifier: Apache-2.0
package winnow.collector.status;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import winnow.collector.PathText;

/**
 * The tables of sources of a lake, one of each spool: collectors that share a lake have each its
 * own spool, and so its own table, with its {@linkplain CollectorState state} beside it.
 *
 * @param lake folder of the lake
 */
public record SourceTables(Path lake) {
  private static final String TABLE = ".csv";
  private static final String STATE = ".properties";
  private static final String USUAL_SPOOL = "spool";
  private static final int DIGEST_BYTES = 4;

  /** With the absolute path of the lake. */
  public SourceTables {
    lake = lake.toAbsolutePath().normalize();
  }

  /**
   * The table of the collector that has the spool at {@code spool} open; made of the one that
   * collectors wrote before they had one each, if that is still there.
   */
  public Path claim(Path spool) throws IOException {
    Files.createDirectories(folder());
    Path table = folder().resolve(name(place(spool)) + TABLE);
    if (Files.exists(table)) {
      Files.deleteIfExists(common());
    } else if (Files.exists(common())) {
      Files.move(common(), table, StandardCopyOption.ATOMIC_MOVE);
    }
    return table;
  }

  /**
   * Where the spool at {@code spool} is, in words that hold after the lake was moved: from the
   * folder of the lake on when it is in there.
   */
  public String place(Path spool) throws IOException {
    Path usual = lake.resolve(USUAL_SPOOL);
    return Files.exists(usual) && Files.isSameFile(usual, spool)
        ? USUAL_SPOOL
        : PathText.of(spool.toRealPath(), lake.toRealPath());
  }

  /**
   * The folder of the spool at a {@link #place}, the one in the lake where that is not told.
   *
   * @throws IllegalArgumentException when {@code place} is no path, as when it was written in
   *     another locale
   */
  public Path spool(String place) {
    return lake.resolve(PathText.path(place.isEmpty() ? USUAL_SPOOL : place)).normalize();
  }

  /** Where the collector of {@code table} leaves its state. */
  public static Path state(Path table) {
    return beside(table, TABLE, STATE);
  }

  /** The tables of all collectors that told of themselves; one may have left its state alone. */
  public List<Path> files() throws IOException {
    TreeSet<Path> files = new TreeSet<>();
    if (Files.exists(common())) {
      files.add(common());
    }
    if (Files.isDirectory(folder())) {
      try (Stream<Path> entries = Files.list(folder())) {
        for (Path entry : entries.filter(Files::isRegularFile).toList()) {
          if (entry.toString().endsWith(TABLE)) {
            files.add(entry);
          } else if (entry.toString().endsWith(STATE)) {
            files.add(beside(entry, STATE, TABLE));
          }
        }
      }
    }
    return List.copyOf(files);
  }

  /** The file with another suffix, whose name may be no text in this locale. */
  private static Path beside(Path file, String suffix, String other) {
    String uri = file.toUri().toString();
    return Path.of(URI.create(uri.substring(0, uri.length() - suffix.length()) + other));
  }

  /**
   * All tables as one, as CSV.
   *
   * @param damage takes what is said of those that cannot be read, and are left out
   */
  public String csv(Consumer<IOException> damage) throws IOException {
    StringBuilder csv = new StringBuilder();
    SourceRow.appendHeader(csv);
    for (Path table : files()) {
      try {
        SourceRow.read(table).forEach(row -> row.appendTo(csv));
      } catch (IOException e) {
        damage.accept(e);
      }
    }
    return csv.toString();
  }

  private Path folder() {
    return lake.resolve("sources");
  }

  private Path common() {
    return lake.resolve("sources.csv");
  }

  private static String name(String place) {
    if (place.equals(USUAL_SPOOL)) {
      return place;
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(place.getBytes(StandardCharsets.UTF_8));
      String folder = place.substring(place.lastIndexOf('/') + 1);
      return folder + "-" + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
