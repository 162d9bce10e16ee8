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
final class PcapngPieces extends BinaryPieces {
  private static final int SECTION_HEADER = 0x0a0d0d0a;
  private static final int INTERFACE_DESCRIPTION = 1;
  private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
  private static final int SHORTEST_BLOCK = 12;

  private boolean bigEndian;
  private boolean context;

  PcapngPieces(InputStream input) {
    super(input);
  }

  @Override
  public boolean next() throws IOException {
    context = false;
    if (!advance(SHORTEST_BLOCK)) {
      return hasRest(SHORTEST_BLOCK);
    }
    byte[] bytes = array();
    int at = position();
    boolean isSection = BigEndian.i32(bytes, at) == SECTION_HEADER;
    if (isSection) {
      bigEndian = BigEndian.i32(bytes, at + 8) == BYTE_ORDER_MAGIC;
    }
    context = isSection || u32(bytes, at) == INTERFACE_DESCRIPTION;
    long length = u32(bytes, at + 4);
    return length >= SHORTEST_BLOCK
        && length <= CaptureReader.MAX_PACKET_BYTES
        && (has(length, Integer.MAX_VALUE) || hasRest((int) length));
  }

  private long u32(byte[] bytes, int at) {
    return bigEndian ? BigEndian.u32(bytes, at) : LittleEndian.u32(bytes, at);
  }

  @Override
  public boolean isContext() {
    return context;
  }
}
