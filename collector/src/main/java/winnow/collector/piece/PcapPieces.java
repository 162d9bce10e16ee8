// SPDX-License-Identifier: Apache-2.0
package winnow.collector.piece;

import java.io.IOException;
import java.io.InputStream;
import winnow.decode.BigEndian;
import winnow.decode.LittleEndian;
import winnow.decode.pcap.CaptureReader;

/** Packets of a pcap file (draft-ietf-opsawg-pcap), each with its header; the file's is context. */
final class PcapPieces implements PieceReader {
  private static final int FILE_HEADER = 24;
  private static final int CAPTURED_LENGTH = 8;

  private final PieceWindow window;
  private boolean context;
  private boolean bigEndian;
  private int packetHeader;

  PcapPieces(InputStream input) {
    window = new PieceWindow(input);
  }

  @Override
  public boolean next() throws IOException {
    if (packetHeader == 0) {
      context = window.advance(FILE_HEADER) && window.has(FILE_HEADER, FILE_HEADER);
      int magic = context ? BigEndian.i32(window.array(), window.position()) : 0;
      bigEndian = magic >>> 24 == 0xa1;
      packetHeader = magic == 0xa1b2cd34 || magic == 0x34cdb2a1 ? 24 : 16;
      return context;
    }
    context = false;
    if (!window.advance(packetHeader)) {
      return window.hasRest(packetHeader);
    }
    byte[] bytes = window.array();
    int at = window.position() + CAPTURED_LENGTH;
    long captured = bigEndian ? BigEndian.u32(bytes, at) : LittleEndian.u32(bytes, at);
    return captured <= CaptureReader.MAX_PACKET_BYTES
        && (window.has(packetHeader + captured, Integer.MAX_VALUE)
            || window.hasRest(packetHeader + (int) captured));
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
