// SPDX-License-Identifier: Apache-2.0
package winnow.decode.pcap;

import winnow.decode.ByteWriter;

/** Packets and captures made byte by byte. */
public final class Packets {
  private Packets() {}

  /** An Ethernet frame. */
  public static byte[] ethernet(int type, byte[] content) {
    return ByteWriter.bigEndian()
        .hex("0200000000010200000000 02")
        .u16(type)
        .bytes(content)
        .toBytes();
  }

  /** An IPv4 packet from 10.0.0.1 to 192.0.2.9. */
  public static byte[] ipv4(int protocol, int fragmentBits, byte[] content) {
    return ByteWriter.bigEndian()
        .hex("45 b8")
        .u16(20 + content.length)
        .u16(0x1234)
        .u16(fragmentBits)
        .u8(64)
        .u8(protocol)
        .u16(0)
        .hex("0a000001 c0000209")
        .bytes(content)
        .toBytes();
  }

  /** An IPv6 packet from 2001:db8::1 to 2001:db8::2. */
  public static byte[] ipv6(int nextHeader, byte[] content) {
    return ByteWriter.bigEndian()
        .hex("6 2 e 00000")
        .u16(content.length)
        .u8(nextHeader)
        .u8(64)
        .hex("20010db8000000000000000000000001 20010db8000000000000000000000002")
        .bytes(content)
        .toBytes();
  }

  /** A UDP datagram. */
  public static byte[] udp(int sourcePort, int destinationPort, byte[] payload) {
    return ByteWriter.bigEndian()
        .u16s(sourcePort, destinationPort, 8 + payload.length, 0)
        .bytes(payload)
        .toBytes();
  }

  /** A TCP segment with a 4-byte option. */
  public static byte[] tcp(int sourcePort, int destinationPort, int flags, byte[] payload) {
    return ByteWriter.bigEndian()
        .u16s(sourcePort, destinationPort)
        .u32(0xfffffff0L)
        .u32(7)
        .u8(0x60)
        .u8(flags)
        .u16s(1024, 0, 0)
        .hex("020405b4")
        .bytes(payload)
        .toBytes();
  }

  /** A pcap file, microseconds, with one packet a second from 1,700,000,000 s + 5 µs on. */
  public static byte[] pcap(ByteWriter out, int linkType, byte[]... packets) {
    out.u32(0xa1b2c3d4L).u16s(2, 4).u32(0).u32(0).u32(65535).u32(linkType);
    long seconds = 1_700_000_000;
    for (byte[] packet : packets) {
      out.u32(seconds++).u32(5).u32(packet.length).u32(packet.length).bytes(packet);
    }
    return out.toBytes();
  }
}
