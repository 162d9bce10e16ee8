// SPDX-License-Identifier: Apache-2.0
package winnow.collector.piece;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import winnow.decode.text.LineReader;
import winnow.decode.text.Slice;

/**
 * Lines that are not blank; those that start with `#` are context, as `#Fields` of proxies and of
 * Zeek.
 */
final class LinePieces implements PieceReader {
  private final LineReader lines;

  LinePieces(InputStream input) {
    lines = new LineReader(input);
  }

  @Override
  public boolean next() throws IOException {
    boolean isThere = lines.next();
    while (isThere && lines.line().isBlank()) {
      isThere = lines.next();
    }
    return isThere;
  }

  @Override
  public long offset() {
    return lines.offset();
  }

  @Override
  public long end() {
    return lines.nextOffset();
  }

  @Override
  public boolean isContext() {
    return lines.line().charAt(0) == '#';
  }

  @Override
  public byte @Nullable [] bytes() {
    if (lines.isTooLong()) {
      return null;
    }
    Slice line = lines.line();
    int newline = lines.isComplete() ? 1 : 0;
    byte[] bytes = new byte[line.length() + newline];
    System.arraycopy(line.bytes(), line.start(), bytes, 0, line.length());
    if (newline == 1) {
      bytes[line.length()] = '\n';
    }
    return bytes;
  }
}
