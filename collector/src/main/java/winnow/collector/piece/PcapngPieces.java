// SPDX-License-Identifier: Apache-2.0
package winnow.collector.piece;

import java.io.IOException;
import java.io.InputStream;
import winnow.decode.BigEndian;
import winnow.decode.LittleEndian;
import winnow.decode.pcap.CaptureReader;

/**
 * Blocks of a pcapng file (draft-ietf-opsawg-pcapng); those of sections and interfaces are context.
 */
final class PcapngPieces implements PieceReader {
  private static final int SECTION_HEADER = 0x0a0d0d0a;
  private static final int INTERFACE_DESCRIPTION = 1;
  private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
  private static final int SHORTEST_BLOCK = 12;

  private final PieceWindow window;
  private boolean bigEndian;
  private boolean context;

  PcapngPieces(InputStream input) {
    window = new PieceWindow(input);
  }

  @Override
  public boolean next() throws IOException {
    context = false;
    if (!window.advance(SHORTEST_BLOCK)) {
      return window.hasRest(SHORTEST_BLOCK);
    }
    byte[] bytes = window.array();
    int at = window.position();
    boolean isSection = BigEndian.i32(bytes, at) == SECTION_HEADER;
    if (isSection) {
      bigEndian = BigEndian.i32(bytes, at + 8) == BYTE_ORDER_MAGIC;
    }
    context = isSection || u32(bytes, at) == INTERFACE_DESCRIPTION;
    long length = u32(bytes, at + 4);
    return length >= SHORTEST_BLOCK
        && length <= CaptureReader.MAX_PACKET_BYTES
        && (window.has(length, Integer.MAX_VALUE) || window.hasRest((int) length));
  }

  private long u32(byte[] bytes, int at) {
    return bigEndian ? BigEndian.u32(bytes, at) : LittleEndian.u32(bytes, at);
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
    return context;
  }

  @Override
  public byte[] bytes() {
    return window.bytes();
  }
}
