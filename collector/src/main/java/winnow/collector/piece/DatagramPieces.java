// SPDX-License-Identifier: Apache-2.0
package winnow.collector.piece;

import java.io.IOException;
import java.io.InputStream;
import winnow.decode.datagram.DatagramFileDecoder;

/** Flow datagrams one after another; from where none starts, the rest is one piece. */
final class DatagramPieces extends BinaryPieces {
  private boolean lost;

  DatagramPieces(InputStream input) {
    super(input);
  }

  @Override
  public boolean next() throws IOException {
    boolean isThere = advance(DatagramFileDecoder.MAX_DATAGRAM) || available() > 0;
    if (lost || !isThere) {
      return false;
    }
    int length = DatagramFileDecoder.datagramLength(array(), position(), available());
    lost = length == 0;
    return lost ? hasRest(Excerpt.MAX_BYTES) : has(length, length);
  }

  @Override
  public boolean isContext() {
    return false;
  }
}
