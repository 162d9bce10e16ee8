// SPDX-License-Identifier: Apache-2.0
package winnow.decode.nfcapd;

import winnow.decode.ByteWriter;

/** Files of nfcapd made byte by byte. */
final class NfcapdFiles {
  /** First packet of the flows, milliseconds since the epoch. */
  static final long FIRST = 1_700_000_000_123L;

  private NfcapdFiles() {}

  /** A file of layout 2. */
  static byte[] layout2(int compression, byte[]... blocks) {
    ByteWriter out = ByteWriter.littleEndian().u16s(0xa50c, 2).u32(0x01070100).i64(1_700_000_000);
    out.u8(compression).u8(0).u16(0).u32(0).i64(0).u32(5 << 20).u32(blocks.length);
    return append(out, blocks);
  }

  /** A file of layout 1. */
  static byte[] layout1(byte[]... blocks) {
    ByteWriter out = ByteWriter.littleEndian().u16s(0xa50c, 1).u32(0).u32(blocks.length);
    return append(out.zeros(128 + 136), blocks);
  }

  private static byte[] append(ByteWriter out, byte[]... parts) {
    for (byte[] part : parts) {
      out.bytes(part);
    }
    return out.toBytes();
  }

  /** A block whose content is stored as it is given. */
  static byte[] block(int type, int flags, byte[]... content) {
    byte[] all = append(ByteWriter.littleEndian(), content);
    ByteWriter out = ByteWriter.littleEndian().u32(content.length).u32(all.length);
    return out.u16s(type, flags).bytes(all).toBytes();
  }

  /** A flow record of layout 2. */
  static byte[] flow(int exporter, int flags, byte[]... elements) {
    byte[] all = append(ByteWriter.littleEndian(), elements);
    ByteWriter out = ByteWriter.littleEndian().u16s(11, 12 + all.length, elements.length);
    return out.u8(1).u8(2).u16(exporter).u8(flags).u8(9).bytes(all).toBytes();
  }

  /** An element. */
  static byte[] element(int type, ByteWriter value) {
    ByteWriter out = ByteWriter.littleEndian().u16s(type, 4 + value.size());
    return out.bytes(value.toBytes()).toBytes();
  }

  /** Generic flow: 3 packets, 1,800 bytes from port 1025, two seconds long. */
  static byte[] generic(int protocol, int destinationPort) {
    ByteWriter out = ByteWriter.littleEndian().i64(FIRST).i64(FIRST + 2000).i64(FIRST + 5000);
    out.i64(3).i64(1800).u16s(1025, destinationPort);
    return element(1, out.u8(protocol).u8(0x1b).u8(0x40).u8(0xb8));
  }

  /** Addresses 10.0.0.1 and 192.0.2.9. */
  static byte[] ipv4() {
    return element(2, ByteWriter.littleEndian().u32(0x0a000001).u32(0xc0000209L));
  }

  /** Exporter number {@code number}: 198.51.100.1, domain 7. */
  static byte[] exporter(int number) {
    ByteWriter out = ByteWriter.littleEndian().u16s(7, 32).u32(9).i64(0).i64(0xc6336401L);
    return out.u16s(2, number).u32(7).toBytes();
  }
}
