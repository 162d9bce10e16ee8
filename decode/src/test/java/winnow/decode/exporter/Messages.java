// SPDX-License-Identifier: Apache-2.0
package winnow.decode.exporter;

import winnow.decode.ByteWriter;

/** Flow datagrams made byte by byte. */
public final class Messages {
  /** Export time of all messages, seconds since the epoch. */
  public static final long EXPORTED = 1_700_000_000L;

  /** System uptime at export, milliseconds. */
  public static final long UPTIME = 3_600_000;

  private Messages() {}

  /** A NetFlow v5 datagram of TCP flows from 10.0.0.1:1025 to 192.0.2.9:443. */
  public static byte[] version5(int claimed, int flows) {
    ByteWriter out = ByteWriter.bigEndian().u16s(5, claimed).u32(UPTIME).u32(EXPORTED);
    out.u32(250_000_000).u32(77).u8(1).u8(2).u16(0x4000 | 100);
    for (int i = 0; i < flows; i++) {
      out.hex("0a000001 c0000209 0a0000fe").u16s(3, 4).u32(10).u32(5000);
      out.u32(UPTIME - 60_000).u32(UPTIME - 10_000).u16s(1025, 443).hex("00 1b 06 b8");
      out.u16s(64500, 64501).hex("18 10 0000");
    }
    return out.toBytes();
  }

  /** A NetFlow v1 datagram of one TCP flow from 10.0.0.1:1025 to 192.0.2.9:443. */
  public static byte[] version1() {
    ByteWriter out = ByteWriter.bigEndian().u16s(1, 1).u32(UPTIME).u32(EXPORTED).u32(250_000_000);
    out.hex("0a000001 c0000209 0a0000fe").u16s(3, 4).u32(10).u32(5000);
    out.u32(UPTIME - 60_000).u32(UPTIME - 10_000).u16s(1025, 443, 0).hex("06 b8 1b");
    return out.zeros(11).toBytes();
  }

  /** A NetFlow v7 datagram of one TCP flow from 10.0.0.1:1025 to 192.0.2.9:443. */
  public static byte[] version7() {
    ByteWriter out = ByteWriter.bigEndian().u16s(7, 1).u32(UPTIME).u32(EXPORTED).u32(250_000_000);
    out.u32(77).u32(0).hex("0a000001 c0000209 0a0000fe").u16s(3, 4).u32(10).u32(5000);
    out.u32(UPTIME - 60_000).u32(UPTIME - 10_000).u16s(1025, 443).hex("00 1b 06 b8");
    return out.u16s(64500, 64501).hex("18 10 0000 0a0000fd").toBytes();
  }

  /** A NetFlow v9 datagram of domain 7. */
  public static byte[] version9(byte[]... sets) {
    ByteWriter out = ByteWriter.bigEndian().u16s(9, sets.length).u32(UPTIME).u32(EXPORTED);
    out.u32(1).u32(7);
    for (byte[] set : sets) {
      out.bytes(set);
    }
    return out.toBytes();
  }

  /** An IPFIX message of domain 7. */
  public static byte[] ipfix(byte[]... sets) {
    ByteWriter body = ByteWriter.bigEndian();
    for (byte[] set : sets) {
      body.bytes(set);
    }
    ByteWriter out = ByteWriter.bigEndian().u16s(10, 16 + body.size()).u32(EXPORTED).u32(1).u32(7);
    return out.bytes(body.toBytes()).toBytes();
  }

  /** A set of templates or data. */
  public static byte[] set(int id, byte[]... parts) {
    ByteWriter body = ByteWriter.bigEndian();
    for (byte[] part : parts) {
      body.bytes(part);
    }
    return ByteWriter.bigEndian().u16s(id, 4 + body.size()).bytes(body.toBytes()).toBytes();
  }

  /** A template of (element, length) pairs; an element of an enterprise as Enterprise.of. */
  public static byte[] template(int id, long... elementsAndLengths) {
    ByteWriter out = ByteWriter.bigEndian().u16s(id, elementsAndLengths.length / 2);
    for (int i = 0; i < elementsAndLengths.length; i += 2) {
      field(out, elementsAndLengths[i], elementsAndLengths[i + 1]);
    }
    return out.toBytes();
  }

  /** An IPFIX options template with one scope field. */
  public static byte[] optionsTemplate(int id, long... elementsAndLengths) {
    ByteWriter out = ByteWriter.bigEndian().u16s(id, elementsAndLengths.length / 2, 1);
    for (int i = 0; i < elementsAndLengths.length; i += 2) {
      field(out, elementsAndLengths[i], elementsAndLengths[i + 1]);
    }
    return out.toBytes();
  }

  private static void field(ByteWriter out, long element, long length) {
    long enterprise = element >>> 16;
    out.u16(enterprise == 0 ? element : element & 0xffff | 0x8000).u16(length);
    if (enterprise != 0) {
      out.u32(enterprise);
    }
  }

  /** An element of an enterprise, for {@link #template}. */
  public static long of(long enterprise, int element) {
    return enterprise << 16 | element;
  }

  /** A data record of hexadecimal digits. */
  public static byte[] data(String hex) {
    return ByteWriter.bigEndian().hex(hex).toBytes();
  }
}
