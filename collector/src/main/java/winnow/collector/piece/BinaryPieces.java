// SPDX-License-Identifier: Apache-2.0
package winnow.collector.piece;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import winnow.decode.InputBuffer;

/** Pieces of a binary input, each as long as its format says. */
abstract sealed class BinaryPieces implements PieceReader
    permits PcapPieces, PcapngPieces, DatagramPieces {
  private final InputBuffer input;
  private int length;

  BinaryPieces(InputStream input) {
    this.input = new InputBuffer(input);
  }

  /** Goes behind the piece; returns whether at least {@code count} bytes are there from then on. */
  final boolean advance(int count) throws IOException {
    input.advance(length);
    length = 0;
    return input.fill(count);
  }

  /** Says how long the piece is; false when it is longer than {@code most} or the input ends. */
  final boolean has(long bytes, int most) throws IOException {
    if (bytes < 0 || bytes > most || !input.fill((int) bytes)) {
      return false;
    }
    length = (int) bytes;
    return true;
  }

  /** Everything up to the end of the input, up to {@code most}, is the piece; false when empty. */
  final boolean hasRest(int most) throws IOException {
    input.fill(most);
    length = Math.min(input.available(), most);
    return length > 0;
  }

  /** Where the piece is, from {@link #position} on; until the next call that goes on. */
  final byte[] array() {
    return input.bytes();
  }

  final int position() {
    return input.position();
  }

  /** How many bytes are there from {@link #position} on. */
  final int available() {
    return input.available();
  }

  @Override
  public final long offset() {
    return input.offset();
  }

  @Override
  public final long end() {
    return input.offset() + length;
  }

  @Override
  public final byte[] bytes() {
    return Arrays.copyOfRange(array(), position(), position() + length);
  }
}
