// SPDX-License-Identifier: Apache-2.0
package winnow.collector.piece;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import winnow.decode.InputBuffer;

/** The piece of a binary input at which a reader is. */
final class PieceWindow {
  private final InputBuffer input;
  private int length;

  PieceWindow(InputStream input) {
    this.input = new InputBuffer(input);
  }

  /** Goes behind the piece; returns what there is from there on, at least {@code count} bytes. */
  boolean advance(int count) throws IOException {
    input.advance(length);
    length = 0;
    return input.fill(count);
  }

  /** Says how long the piece is; false when the input ends before. */
  boolean has(long bytes, int most) throws IOException {
    if (bytes < 0 || bytes > most || !input.fill((int) bytes)) {
      return false;
    }
    length = (int) bytes;
    return true;
  }

  /** Everything up to the end of the input, up to {@code most}, is the piece; false when empty. */
  boolean hasRest(int most) throws IOException {
    input.fill(most);
    length = Math.min(input.available(), most);
    return length > 0;
  }

  byte[] array() {
    return input.bytes();
  }

  int position() {
    return input.position();
  }

  int available() {
    return input.available();
  }

  long offset() {
    return input.offset();
  }

  long end() {
    return input.offset() + length;
  }

  byte[] bytes() {
    return Arrays.copyOfRange(input.bytes(), input.position(), input.position() + length);
  }
}
