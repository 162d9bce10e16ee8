// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import winnow.decode.Compression;
import winnow.decode.DecodeSink;
import winnow.decode.zeek.ZeekJoin;
import winnow.decode.zeek.ZeekSigns;

/**
 * The logs that Zeek wrote beside a conn.log of the same time: `ssl.log` beside `conn.log`,
 * `ssl.10:00:00-11:00:00.log.gz` beside `conn.10:00:00-11:00:00.log.gz`, and so on. They are read
 * with the conn.log, and what they say goes into its rows; the identity of the input stays that of
 * the conn.log alone.
 */
public final class ZeekSiblings implements Closeable {
  private static final String CONN = "conn";
  private static final List<String> SUFFIXES = List.of("", ".gz", ".zst");

  private final @Nullable InputFile file;
  private final String format;
  private final List<InputStream> open = new ArrayList<>();

  /**
   * What lies beside {@code file}: nothing when the input is no file.
   *
   * @param format name of the format of {@code file}
   */
  public ZeekSiblings(@Nullable InputFile file, String format) {
    this.file = file;
    this.format = format;
  }

  /**
   * A sink that hands on to {@code sink} what is read from the file, with what lies beside it. It
   * throws {@link java.io.UncheckedIOException} when that cannot be read.
   *
   * @throws IOException when what lies beside it cannot be opened
   */
  public DecodeSink joining(DecodeSink sink) throws IOException {
    if (file == null || !format.equals("zeek-conn") && !format.equals("zeek-json")) {
      return sink;
    }
    ZeekJoin join = new ZeekJoin(sink);
    for (String log : ZeekJoin.names()) {
      Optional<Path> beside = beside(file, CONN, log);
      if (beside.isPresent()) {
        join.add(log, beside.get().toString(), open(beside.get()));
      }
    }
    return join.sink();
  }

  /** Whether {@code file} is a log that is read with a conn.log beside it, and can be. */
  static boolean isJoined(InputFile file) {
    try {
      return ZeekJoin.names().stream().anyMatch(log -> beside(file, log, CONN).isPresent())
          && ZeekSigns.of(file.head()).isJoined();
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** The log {@code other} of the same time as {@code file}, which is the log {@code own}. */
  private static Optional<Path> beside(InputFile file, String own, String other) {
    String name = file.fileName();
    int at = name.indexOf(own);
    boolean isNamed = at == 0 || at > 0 && !Character.isLetterOrDigit(name.charAt(at - 1));
    return isNamed ? find(file.path(), own, other) : Optional.empty();
  }

  /** Where the log beside {@code path} is: compressed as that is, or otherwise. */
  private static Optional<Path> find(Path path, String own, String other) {
    // What is around the log's name need not be text in this locale; the URI has its bytes.
    String uri = path.toUri().toString();
    int at = uri.indexOf(own, uri.lastIndexOf('/'));
    if (at < 0) {
      return Optional.empty();
    }
    String sibling = uri.substring(0, at) + other + uri.substring(at + own.length());
    List<String> candidates = new ArrayList<>(List.of(sibling));
    SUFFIXES.forEach(suffix -> candidates.add(Compression.stripSuffix(sibling) + suffix));
    return candidates.stream().map(PathText::path).filter(Files::isRegularFile).findFirst();
  }

  private InputStream open(Path path) throws IOException {
    try {
      InputStream input = InputFile.of(path).open(bytes -> {});
      open.add(input);
      return input;
    } catch (IOException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    for (InputStream input : open) {
      input.close();
    }
  }
}
