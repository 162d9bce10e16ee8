// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import winnow.decode.Compression;
import winnow.decode.DecodeSink;
import winnow.decode.zeek.ZeekHandshakes;

/**
 * The ssl.log that Zeek wrote beside a conn.log of the same time: `ssl.log` beside `conn.log`,
 * `ssl.10:00:00-11:00:00.log.gz` beside `conn.10:00:00-11:00:00.log.gz`. It is read to the end
 * before the connections are, and what it says goes into their rows; the identity of the input
 * stays that of the conn.log alone.
 */
public final class ZeekSiblings {
  private static final String CONN = "conn";
  private static final String SSL = "ssl";
  private static final List<String> SUFFIXES = List.of("", ".gz", ".zst");

  private ZeekSiblings() {}

  /**
   * A sink that hands on to {@code sink} what is read from {@code file}, with what lies beside it.
   *
   * @param format name of the format of {@code file}
   * @throws IOException when what lies beside it cannot be read
   */
  public static DecodeSink joining(InputFile file, String format, DecodeSink sink)
      throws IOException {
    if (!format.equals("zeek-conn") && !format.equals("zeek-json")) {
      return sink;
    }
    for (Path candidate : candidates(file)) {
      if (Files.isRegularFile(candidate)) {
        try (InputStream input = InputFile.of(candidate).open(bytes -> {})) {
          return ZeekHandshakes.read(input).joining(sink);
        } catch (IOException e) {
          throw new IOException(candidate + ": " + e.getMessage(), e);
        }
      }
    }
    return sink;
  }

  /** Where it may be: compressed as the conn.log is, or otherwise. */
  private static List<Path> candidates(InputFile file) {
    String name = file.name();
    int at = name.indexOf(CONN);
    if (at < 0 || (at > 0 && Character.isLetterOrDigit(name.charAt(at - 1)))) {
      return List.of();
    }
    String sibling = name.substring(0, at) + SSL + name.substring(at + CONN.length());
    List<Path> candidates = new ArrayList<>(List.of(file.path().resolveSibling(sibling)));
    for (String suffix : SUFFIXES) {
      candidates.add(file.path().resolveSibling(Compression.stripSuffix(sibling) + suffix));
    }
    return candidates;
  }
}
