// SPDX-License-Identifier: Apache-2.0
package winnow.collector.status;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The tables of sources of a lake, one of each spool: collectors that share a lake have each its
 * own spool, and so its own table.
 *
 * @param lake folder of the lake
 */
public record SourceTables(Path lake) {
  private static final String SUFFIX = ".csv";
  private static final int DIGEST_BYTES = 4;

  /**
   * The table of the collector that has the spool at {@code spool} open; made of the one that
   * collectors wrote before they had one each, if that is still there.
   */
  public Path claim(Path spool) throws IOException {
    Files.createDirectories(folder());
    Path table = folder().resolve(name(spool) + SUFFIX);
    if (Files.exists(table)) {
      Files.deleteIfExists(common());
    } else if (Files.exists(common())) {
      Files.move(common(), table, StandardCopyOption.ATOMIC_MOVE);
    }
    return table;
  }

  /** The tables that are there. */
  public List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.exists(common())) {
      files.add(common());
    }
    if (Files.isDirectory(folder())) {
      try (Stream<Path> entries = Files.list(folder())) {
        entries.filter(file -> file.toString().endsWith(SUFFIX)).sorted().forEach(files::add);
      }
    }
    return files;
  }

  /** The rows of all tables. */
  public List<SourceRow> rows() throws IOException {
    List<SourceRow> rows = new ArrayList<>();
    for (Path table : files()) {
      rows.addAll(SourceRow.read(table));
    }
    return rows;
  }

  /** All tables as one, as CSV. */
  public String csv() throws IOException {
    StringBuilder csv = new StringBuilder();
    SourceRow.appendHeader(csv);
    rows().forEach(row -> row.appendTo(csv));
    return csv.toString();
  }

  private Path folder() {
    return lake.resolve("sources");
  }

  private Path common() {
    return lake.resolve("sources.csv");
  }

  /** The spool in the lake moves with it; another is told from others by where it is. */
  private String name(Path spool) throws IOException {
    Path usual = lake.resolve("spool");
    if (Files.exists(usual) && Files.isSameFile(usual, spool)) {
      return "spool";
    }
    Path place = spool.toRealPath();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(place.toString().getBytes(StandardCharsets.UTF_8));
      return place.getFileName() + "-" + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
