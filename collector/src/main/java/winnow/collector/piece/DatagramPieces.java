// SPDX-License-Identifier: Apache-2.0
package winnow.collector.piece;

import java.io.IOException;
import java.io.InputStream;
import winnow.decode.datagram.DatagramFileDecoder;

/** Flow datagrams one after another; from where none starts, the rest is one piece. */
final class DatagramPieces implements PieceReader {
  private final PieceWindow window;
  private boolean lost;

  DatagramPieces(InputStream input) {
    window = new PieceWindow(input);
  }

  @Override
  public boolean next() throws IOException {
    boolean isThere = window.advance(DatagramFileDecoder.MAX_DATAGRAM) || window.available() > 0;
    if (lost || !isThere) {
      return false;
    }
    int length =
        DatagramFileDecoder.datagramLength(window.array(), window.position(), window.available());
    lost = length == 0;
    return lost ? window.hasRest(Excerpt.MAX_BYTES) : window.has(length, length);
  }

  @Override
  public long offset() {
    return window.offset();
  }

  @Override
  public long end() {
    return window.end();
  }

  @Override
  public boolean isContext() {
    return false;
  }

  @Override
  public byte[] bytes() {
    return window.bytes();
  }
}
