// SPDX-License-Identifier: Apache-2.0
package winnow.collector.piece;

import java.io.IOException;
import java.io.InputStream;
import winnow.decode.BigEndian;
import winnow.decode.LittleEndian;
import winnow.decode.pcap.CaptureReader;

/** Packets of a pcap file (draft-ietf-opsawg-pcap), each with its header; the file's is context. */
final class PcapPieces extends BinaryPieces {
  private static final int FILE_HEADER = 24;
  private static final int CAPTURED_LENGTH = 8;

  private boolean context;
  private boolean bigEndian;
  private int packetHeader;

  PcapPieces(InputStream input) {
    super(input);
  }

  @Override
  public boolean next() throws IOException {
    if (packetHeader == 0) {
      context = advance(FILE_HEADER) && has(FILE_HEADER, FILE_HEADER);
      int magic = context ? BigEndian.i32(array(), position()) : 0;
      bigEndian = magic >>> 24 == 0xa1;
      packetHeader = magic == 0xa1b2cd34 || magic == 0x34cdb2a1 ? 24 : 16;
      return context;
    }
    context = false;
    if (!advance(packetHeader)) {
      return hasRest(packetHeader);
    }
    byte[] bytes = array();
    int at = position() + CAPTURED_LENGTH;
    long captured = bigEndian ? BigEndian.u32(bytes, at) : LittleEndian.u32(bytes, at);
    return captured <= CaptureReader.MAX_PACKET_BYTES
        && (has(packetHeader + captured, Integer.MAX_VALUE)
            || hasRest(packetHeader + (int) captured));
  }

  @Override
  public boolean isContext() {
    return context;
  }
}
