// SPDX-License-Identifier: Apache-2.0
package winnow.decode.pcap;

import winnow.decode.BigEndian;
import winnow.decode.LittleEndian;

/**
 * Walks the headers of one packet, from the link layer to the transport layer, and notes them in a
 * {@link PacketView}. Stops without complaint at the first header that is cut or unknown.
 */
final class PacketDissector {
  private static final long IPV4_MAPPED = 0x0000_ffff_0000_0000L;
  private static final int IPV4 = 0x0800;
  private static final int IPV6 = 0x86dd;

  private final PacketView view;
  private byte[] bytes = new byte[0];
  private int at;
  private int end;
  private long wireEnd;

  PacketDissector(PacketView view) {
    this.view = view;
  }

  /** Whether packets of {@code linkType} are looked into. */
  static boolean reads(int linkType) {
    return switch (linkType) {
      case 0, 1, 9, 12, 14, 101, 108, 113, 228, 229, 276 -> true;
      default -> false;
    };
  }

  /**
   * Notes the headers of the packet in {@code packet[start, end)}.
   *
   * @param linkType number of the LINKTYPE registry
   */
  void dissect(byte[] packet, int start, int end, int linkType) {
    this.bytes = packet;
    this.at = start;
    this.end = end;
    this.wireEnd = start + Math.max(view.wireLength, end - start);
    switch (linkType) {
      case 0, 108 -> loopback();
      case 1 -> ethernet();
      case 9 -> pointToPoint();
      case 12, 14, 101, 228, 229 -> ip();
      case 113 -> cooked(14, 16);
      case 276 -> cooked(0, 20);
      default -> {}
    }
  }

  private boolean has(int count) {
    return end - at >= count;
  }

  private void loopback() {
    if (!has(4)) {
      return;
    }
    long family = Math.min(LittleEndian.u32(bytes, at), BigEndian.u32(bytes, at));
    at += 4;
    if (family == 2 || family == 10 || family == 24 || family == 28 || family == 30) {
      ip();
    }
  }

  private void ethernet() {
    if (has(14)) {
      view.destinationMac = BigEndian.i64(bytes, at) >>> 16;
      view.sourceMac = BigEndian.i64(bytes, at + 6) >>> 16;
      at += 14;
      etherType(BigEndian.u16(bytes, at - 2));
    }
  }

  private void cooked(int typeOffset, int headerLength) {
    if (has(headerLength)) {
      int type = BigEndian.u16(bytes, at + typeOffset);
      at += headerLength;
      etherType(type);
    }
  }

  private void pointToPoint() {
    if (has(4) && bytes[at] == (byte) 0xff && bytes[at + 1] == 3) {
      at += 2;
    }
    pppProtocol();
  }

  private void pppProtocol() {
    if (has(2)) {
      int protocol = BigEndian.u16(bytes, at);
      at += 2;
      if (protocol == 0x21 || protocol == 0x57) {
        ip();
      }
    }
  }

  private void etherType(int first) {
    int type = first;
    while ((type == 0x8100 || type == 0x88a8 || type == 0x9100) && has(4)) {
      view.vlan = BigEndian.u16(bytes, at) & 0xfff;
      type = BigEndian.u16(bytes, at + 2);
      at += 4;
    }
    if (type == IPV4 || type == IPV6) {
      ip();
    } else if (type == 0x8864 && has(6)) {
      at += 6;
      pppProtocol();
    } else if (type == 0x8847 || type == 0x8848) {
      labels();
    }
  }

  private void labels() {
    while (has(4)) {
      boolean bottom = (bytes[at + 2] & 1) != 0;
      at += 4;
      if (bottom) {
        ip();
        return;
      }
    }
  }

  private void ip() {
    if (!has(1)) {
      return;
    }
    int version = bytes[at] >> 4 & 0xf;
    if (version == 4 && has(20)) {
      ipv4();
    } else if (version == 6 && has(40)) {
      ipv6();
    } else {
      view.malformed = version != 4 && version != 6;
    }
  }

  private void ipv4() {
    int header = (bytes[at] & 0xf) * 4;
    int total = BigEndian.u16(bytes, at + 2);
    if (total == 0) {
      total = restOnWire();
    }
    if (header < 20 || total < header) {
      view.malformed = true;
      return;
    }
    view.version = 4;
    view.tos = bytes[at + 1] & 0xff;
    view.ipLength = total;
    view.protocol = bytes[at + 9] & 0xff;
    view.sourceLow = IPV4_MAPPED | BigEndian.u32(bytes, at + 12);
    view.destinationLow = IPV4_MAPPED | BigEndian.u32(bytes, at + 16);
    int fragment = BigEndian.u16(bytes, at + 6);
    view.fragmentId = BigEndian.u16(bytes, at + 4);
    view.fragmentOffset = (fragment & 0x1fff) * 8;
    view.moreFragments = (fragment & 0x2000) != 0;
    boundTo(total);
    at = Math.min(at + header, end);
    transport();
  }

  private void ipv6() {
    int payload = BigEndian.u16(bytes, at + 4);
    int total = payload == 0 ? restOnWire() : payload + 40;
    view.version = 6;
    view.tos = BigEndian.u16(bytes, at) >> 4 & 0xff;
    view.ipLength = total;
    view.protocol = bytes[at + 6] & 0xff;
    view.sourceHigh = BigEndian.i64(bytes, at + 8);
    view.sourceLow = BigEndian.i64(bytes, at + 16);
    view.destinationHigh = BigEndian.i64(bytes, at + 24);
    view.destinationLow = BigEndian.i64(bytes, at + 32);
    boundTo(total);
    at += 40;
    while (isExtension(view.protocol) && view.fragmentOffset == 0) {
      if (!has(8)) {
        payload();
        return;
      }
      extension();
    }
    transport();
  }

  private static boolean isExtension(int protocol) {
    return switch (protocol) {
      case 0, 43, 44, 51, 60, 135, 139, 140 -> true;
      default -> false;
    };
  }

  /** RFC 8200 section 4; the authentication header counts in units of 4 bytes (RFC 4302). */
  private void extension() {
    int units = bytes[at + 1] & 0xff;
    int length = view.protocol == 51 ? (units + 2) * 4 : (units + 1) * 8;
    if (view.protocol == 44) {
      length = 8;
      int fragment = BigEndian.u16(bytes, at + 2);
      view.fragmentOffset = fragment & 0xfff8;
      view.moreFragments = (fragment & 1) != 0;
      view.fragmentId = BigEndian.u32(bytes, at + 4);
    }
    view.protocol = bytes[at] & 0xff;
    at = Math.min(at + length, end);
  }

  private int restOnWire() {
    return (int) Math.min(wireEnd - at, CaptureReader.MAX_PACKET_BYTES);
  }

  private void boundTo(int ipLength) {
    wireEnd = (long) at + ipLength;
    end = (int) Math.min(end, wireEnd);
  }

  private void transport() {
    if (view.fragmentOffset == 0) {
      switch (view.protocol) {
        case PacketView.UDP -> udp();
        case PacketView.TCP -> tcp();
        case PacketView.ICMP, PacketView.ICMP6 -> icmp();
        default -> {}
      }
    }
    payload();
  }

  private void udp() {
    if (!has(8)) {
      return;
    }
    ports();
    int length = BigEndian.u16(bytes, at + 4);
    if (length >= 8) {
      wireEnd = Math.min(wireEnd, (long) at + length);
      end = (int) Math.min(end, wireEnd);
    } else {
      view.malformed = length != 0;
    }
    at += 8;
  }

  private void tcp() {
    if (!has(20)) {
      return;
    }
    ports();
    view.tcpSequence = BigEndian.u32(bytes, at + 4);
    view.tcpAcknowledgment = BigEndian.u32(bytes, at + 8);
    view.tcpFlags = bytes[at + 13] & 0xff;
    view.tcpWindow = BigEndian.u16(bytes, at + 14);
    int header = (bytes[at + 12] >> 4 & 0xf) * 4;
    view.malformed = header < 20;
    at = Math.min(at + Math.max(20, header), end);
  }

  private void icmp() {
    if (has(4)) {
      view.transport = true;
      view.icmpType = bytes[at] & 0xff;
      view.icmpCode = bytes[at + 1] & 0xff;
      at += 4;
    }
  }

  private void ports() {
    view.transport = true;
    view.sourcePort = BigEndian.u16(bytes, at);
    view.destinationPort = BigEndian.u16(bytes, at + 2);
  }

  private void payload() {
    view.payloadOffset = at;
    view.payloadLength = end - at;
    view.payloadWireLength = (int) Math.max(view.payloadLength, wireEnd - at);
  }
}
