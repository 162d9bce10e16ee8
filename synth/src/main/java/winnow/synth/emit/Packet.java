// SPDX-License-Identifier: Apache-2.0
package winnow.synth.emit;

import java.nio.ByteBuffer;
import winnow.schema.IpAddress;

/**
 * Builds one Ethernet frame at a time with IPv4 or IPv6 (RFC 791, RFC 8200), UDP or TCP (RFC 768,
 * RFC 9293) and valid checksums. The frame stays valid until the next one is built.
 */
final class Packet {
  static final int SYN = 0x02;
  static final int ACK = 0x10;
  static final int PSH = 0x08;
  static final int FIN = 0x01;
  private static final int ETHERNET_OCTETS = 14;
  private static final int UDP = 17;
  private static final int TCP = 6;

  private final byte[] bytes = new byte[65_536];
  private final ByteBuffer frame = ByteBuffer.wrap(bytes);
  private int ipId;

  /** Ends of a packet. */
  record Ends(IpAddress source, int sourcePort, IpAddress destination, int destinationPort) {
    Ends reversed() {
      return new Ends(destination, destinationPort, source, sourcePort);
    }
  }

  byte[] bytes() {
    return bytes;
  }

  /** A UDP packet; returns the length of the frame. */
  int udp(Ends ends, byte[] payload, int length) {
    int transport = ip(ends, UDP, 8 + length);
    frame.putShort((short) ends.sourcePort).putShort((short) ends.destinationPort);
    frame.putShort((short) (8 + length)).putShort((short) 0);
    frame.put(payload, 0, length);
    int sum = transportChecksum(ends, UDP, transport, 8 + length);
    frame.putShort(transport + 6, (short) (sum == 0 ? 0xffff : sum));
    return frame.position();
  }

  /** A TCP segment without options; returns the length of the frame. */
  int tcp(Ends ends, int flags, int[] sequence, byte[] payload, int offset, int length) {
    int transport = ip(ends, TCP, 20 + length);
    frame.putShort((short) ends.sourcePort).putShort((short) ends.destinationPort);
    frame.putInt(sequence[0]).putInt((flags & ACK) != 0 ? sequence[1] : 0);
    frame.put((byte) (5 << 4)).put((byte) flags).putShort((short) 64_240);
    frame.putInt(0).put(payload, offset, length);
    int sum = transportChecksum(ends, TCP, transport, 20 + length);
    frame.putShort(transport + 16, (short) sum);
    return frame.position();
  }

  private int ip(Ends ends, int protocol, int length) {
    frame.clear();
    boolean ipv4 = ends.source.isIpv4();
    mac(ends.destination);
    mac(ends.source);
    frame.putShort((short) (ipv4 ? 0x0800 : 0x86dd));
    if (ipv4) {
      frame.put((byte) 0x45).put((byte) 0).putShort((short) (20 + length));
      frame.putShort((short) ++ipId).putShort((short) 0x4000).put((byte) 64).put((byte) protocol);
      frame.putShort((short) 0).putInt((int) ends.source.low());
      frame.putInt((int) ends.destination.low());
      int sum = fold(sum(ETHERNET_OCTETS, 20));
      frame.putShort(ETHERNET_OCTETS + 10, (short) ~sum);
    } else {
      frame.putInt(6 << 28).putShort((short) length).put((byte) protocol).put((byte) 64);
      frame.putLong(ends.source.high()).putLong(ends.source.low());
      frame.putLong(ends.destination.high()).putLong(ends.destination.low());
    }
    return frame.position();
  }

  /** A locally administered MAC address that belongs to an IP address. */
  private void mac(IpAddress address) {
    frame.putShort((short) 0x0200).putInt((int) (address.low() ^ address.high() >>> 32));
  }

  private int transportChecksum(Ends ends, int protocol, int offset, int length) {
    long sum = protocol + length + sum(offset, length);
    for (IpAddress address : new IpAddress[] {ends.source, ends.destination}) {
      if (address.isIpv4()) {
        sum += (address.low() >>> 16 & 0xffff) + (address.low() & 0xffff);
      } else {
        for (int shift = 0; shift < 64; shift += 16) {
          sum += (address.high() >>> shift & 0xffff) + (address.low() >>> shift & 0xffff);
        }
      }
    }
    return ~fold(sum) & 0xffff;
  }

  private long sum(int offset, int length) {
    long sum = 0;
    int end = offset + length;
    for (int i = offset; i < end; i += 2) {
      int low = i + 1 < end ? bytes[i + 1] & 0xff : 0;
      sum += (bytes[i] & 0xff) << 8 | low;
    }
    return sum;
  }

  private static int fold(long sum) {
    long folded = sum;
    while (folded >>> 16 != 0) {
      folded = (folded & 0xffff) + (folded >>> 16);
    }
    return (int) folded;
  }
}
