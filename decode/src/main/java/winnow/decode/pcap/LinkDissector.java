// SPDX-License-Identifier: Apache-2.0
package winnow.decode.pcap;

import winnow.decode.BigEndian;
import winnow.decode.LittleEndian;

/**
 * Walks what lies below IP: the header of a link type (numbers of the LINKTYPE registry), tags,
 * labels and LLC, up to the IP header. Works on the bytes and the place of a {@link
 * PacketDissector}.
 */
final class LinkDissector {
  private static final int ETHERNET = 1;
  private static final int TOKEN_RING = 6;
  private static final int SLIP = 8;
  private static final int PPP = 9;
  private static final int FDDI = 10;
  private static final int ATM_RFC1483 = 11;
  private static final int RAW_BSD = 12;
  private static final int RAW_OPENBSD = 14;
  private static final int PPP_SERIAL = 50;
  private static final int PPP_OVER_ETHERNET = 51;
  private static final int RAW = 101;
  private static final int CISCO_HDLC = 104;
  private static final int WLAN = 105;
  private static final int FRAME_RELAY = 107;
  private static final int LOOP = 108;
  private static final int ENC = 109;
  private static final int LINUX_COOKED = 113;
  private static final int PFLOG = 117;
  private static final int WLAN_PRISM = 119;
  private static final int IP_OVER_FC = 122;
  private static final int WLAN_RADIOTAP = 127;
  private static final int WLAN_AVS = 163;
  private static final int PPI = 192;
  private static final int IPV4 = 228;
  private static final int IPV6 = 229;
  private static final int NFLOG = 239;
  private static final int LINUX_COOKED2 = 276;

  private final PacketDissector packet;
  private final WlanDissector wlan;

  LinkDissector(PacketDissector packet) {
    this.packet = packet;
    this.wlan = new WlanDissector(packet, this);
  }

  /** Whether packets of {@code linkType} are looked into. */
  static boolean reads(int linkType) {
    return switch (linkType) {
      case 0, ETHERNET, TOKEN_RING, SLIP, PPP, FDDI, ATM_RFC1483, RAW_BSD, RAW_OPENBSD -> true;
      case PPP_SERIAL, PPP_OVER_ETHERNET, RAW, CISCO_HDLC, WLAN, FRAME_RELAY, LOOP, ENC -> true;
      case LINUX_COOKED, PFLOG, WLAN_PRISM, IP_OVER_FC, WLAN_RADIOTAP, WLAN_AVS, PPI -> true;
      case IPV4, IPV6, NFLOG, LINUX_COOKED2 -> true;
      default -> false;
    };
  }

  /** Walks on from the start of a packet. */
  void link(int linkType) {
    switch (linkType) {
      case 0, LOOP -> loopback(4);
      case ETHERNET -> ethernet();
      case TOKEN_RING -> tokenRing();
      case SLIP -> after(16, Next.IP);
      case PPP, PPP_SERIAL -> pointToPoint();
      case FDDI -> fddi();
      case ATM_RFC1483 -> logicalLink();
      case RAW_BSD, RAW_OPENBSD, RAW, IPV4, IPV6 -> packet.ip();
      case PPP_OVER_ETHERNET -> after(6, Next.PPP);
      case CISCO_HDLC -> cooked(2, 4);
      case WLAN -> wlan.frame(false);
      case FRAME_RELAY -> frameRelay();
      case ENC -> loopback(12);
      case LINUX_COOKED -> cooked(14, 16);
      case PFLOG -> packetFilterLog();
      case WLAN_PRISM -> wlan.prism();
      case IP_OVER_FC -> after(16, Next.LLC);
      case WLAN_RADIOTAP -> wlan.radiotap();
      case WLAN_AVS -> wlan.avs();
      case PPI -> perPacketInformation();
      case NFLOG -> netfilterLog();
      case LINUX_COOKED2 -> cooked(0, 20);
      default -> {}
    }
  }

  /** What comes behind a header of fixed length. */
  private enum Next {
    IP,
    PPP,
    LLC
  }

  private void after(int length, Next next) {
    if (packet.has(length)) {
      packet.at += length;
      switch (next) {
        case IP -> packet.ip();
        case PPP -> pppProtocol();
        case LLC -> logicalLink();
      }
    }
  }

  private void loopback(int length) {
    if (!packet.has(length)) {
      return;
    }
    byte[] bytes = packet.bytes;
    long family = Math.min(LittleEndian.u32(bytes, packet.at), BigEndian.u32(bytes, packet.at));
    packet.at += length;
    if (family == 2 || family == 10 || family == 24 || family == 28 || family == 30) {
      packet.ip();
    }
  }

  /** An Ethernet frame; a type below 1536 is a length, and LLC follows (IEEE 802.3). */
  void ethernet() {
    if (packet.has(14)) {
      packet.view.destinationMac = BigEndian.i64(packet.bytes, packet.at) >>> 16;
      packet.view.sourceMac = BigEndian.i64(packet.bytes, packet.at + 6) >>> 16;
      packet.at += 14;
      etherType(BigEndian.u16(packet.bytes, packet.at - 2));
    }
  }

  private void tokenRing() {
    if (packet.has(14)) {
      boolean routed = (packet.bytes[packet.at + 8] & 0x80) != 0;
      packet.at += 14;
      if (routed && packet.has(2)) {
        packet.at += Math.max(2, packet.bytes[packet.at] & 0x1f);
      }
      logicalLink();
    }
  }

  private void fddi() {
    if (packet.has(13)) {
      packet.view.destinationMac = BigEndian.i64(packet.bytes, packet.at) << 8 >>> 16;
      packet.view.sourceMac = BigEndian.i64(packet.bytes, packet.at + 5) & 0xffff_ffff_ffffL;
      packet.at += 13;
      logicalLink();
    }
  }

  private void cooked(int typeOffset, int headerLength) {
    if (packet.has(headerLength)) {
      int type = BigEndian.u16(packet.bytes, packet.at + typeOffset);
      packet.at += headerLength;
      etherType(type);
    }
  }

  private void pointToPoint() {
    byte[] bytes = packet.bytes;
    if (packet.has(4) && bytes[packet.at] == (byte) 0xff && bytes[packet.at + 1] == 3) {
      packet.at += 2;
    }
    pppProtocol();
  }

  /** A PPP protocol field of one or two bytes (RFC 1661 section 6.5), and what follows. */
  void pppProtocol() {
    if (!packet.has(2)) {
      return;
    }
    int first = packet.bytes[packet.at] & 0xff;
    boolean compressed = (first & 1) != 0;
    int protocol = compressed ? first : BigEndian.u16(packet.bytes, packet.at);
    packet.at += compressed ? 1 : 2;
    if (protocol == 0x21 || protocol == 0x57) {
      packet.ip();
    } else if (protocol == 0x281 || protocol == 0x283) {
      labels();
    }
  }

  /** PPP with or without address and control field. */
  void ppp() {
    pointToPoint();
  }

  /** RFC 2427: IP by its NLPID, or SNAP; Cisco's framing has an EtherType. */
  private void frameRelay() {
    if (!packet.has(6)) {
      return;
    }
    byte[] bytes = packet.bytes;
    while (packet.has(1) && (bytes[packet.at] & 1) == 0) {
      packet.at++;
    }
    packet.at++;
    if (!packet.has(4)) {
      return;
    }
    if (bytes[packet.at] != 3) {
      cooked(0, 2);
      return;
    }
    packet.at += bytes[packet.at + 1] == 0 ? 2 : 1;
    int network = bytes[packet.at] & 0xff;
    packet.at++;
    if (network == 0xcc || network == 0x8e) {
      packet.ip();
    } else if (network == 0x80) {
      cooked(3, 5);
    }
  }

  private void packetFilterLog() {
    if (packet.has(4)) {
      int length = (packet.bytes[packet.at] & 0xff) + 3 & ~3;
      after(Math.max(4, length), Next.IP);
    }
  }

  private void perPacketInformation() {
    if (packet.has(8)) {
      int length = LittleEndian.u16(packet.bytes, packet.at + 2);
      int linkType = LittleEndian.i32(packet.bytes, packet.at + 4);
      if (length >= 8 && packet.has(length) && linkType != PPI) {
        packet.at += length;
        link(linkType);
      }
    }
  }

  /** Attributes, each after its length and type in the order of the host; 9 is the packet. */
  private void netfilterLog() {
    if (!packet.has(4)) {
      return;
    }
    packet.at += 4;
    while (packet.has(4)) {
      int length = LittleEndian.u16(packet.bytes, packet.at);
      int type = LittleEndian.u16(packet.bytes, packet.at + 2) & 0x7fff;
      if (length < 4) {
        return;
      }
      if (type == 9) {
        packet.at += 4;
        packet.wireEnd = packet.at + (long) length - 4;
        packet.ip();
        return;
      }
      packet.at += length + 3 & ~3;
    }
  }

  /** LLC: IP, or SNAP with an EtherType (IEEE 802). */
  void logicalLink() {
    if (!packet.has(3)) {
      return;
    }
    int both = BigEndian.u16(packet.bytes, packet.at);
    if (both == 0xaaaa && packet.has(8)) {
      packet.at += 8;
      etherType(BigEndian.u16(packet.bytes, packet.at - 2));
    } else if (both == 0x0606) {
      packet.at += 3;
      packet.ip();
    }
  }

  /** Walks over tags to what an EtherType announces. */
  void etherType(int first) {
    int type = first;
    int tag = tagLength(type);
    while (tag > 0 && packet.has(tag)) {
      if (tag == 4 && type != 0x8926) {
        packet.view.vlan = BigEndian.u16(packet.bytes, packet.at) & 0xfff;
      }
      packet.at += tag;
      type = BigEndian.u16(packet.bytes, packet.at - 2);
      tag = tagLength(type);
    }
    switch (type) {
      case 0x0800, 0x86dd -> packet.ip();
      case 0x8847, 0x8848 -> labels();
      case 0x8864 -> after(6, Next.PPP);
      case 0x880b -> ppp();
      case 0x88e7 -> packet.inside(4, this::ethernet);
      case 0x6558 -> packet.inside(0, this::ethernet);
      case 0x894f -> serviceHeader();
      default -> {
        if (type < 1536) {
          logicalLink();
        }
      }
    }
  }

  /** VLAN tags, VN tag, E-tag and Cisco metadata: their length with the type that follows. */
  private static int tagLength(int type) {
    return switch (type) {
      case 0x8100, 0x88a8, 0x9100, 0x9200 -> 4;
      case 0x8926 -> 6;
      case 0x893f -> 8;
      case 0x8909 -> 8;
      default -> 0;
    };
  }

  /** RFC 8300; the base header tells its length in words and what follows. */
  private void serviceHeader() {
    if (packet.has(8)) {
      int length = (packet.bytes[packet.at + 1] & 0x3f) * 4;
      int next = packet.bytes[packet.at + 3];
      if (length >= 8 && packet.has(length)) {
        packet.at += length;
        if (next == 1 || next == 2) {
          packet.ip();
        } else if (next == 3) {
          packet.inside(0, this::ethernet);
        }
      }
    }
  }

  /** MPLS labels (RFC 3032), then IP, or Ethernet behind a control word (RFC 4448). */
  void labels() {
    while (packet.has(4)) {
      boolean bottom = (packet.bytes[packet.at + 2] & 1) != 0;
      packet.at += 4;
      if (bottom) {
        if (packet.has(1) && packet.bytes[packet.at] >> 4 == 0) {
          packet.inside(4, this::ethernet);
        } else {
          packet.ip();
        }
        return;
      }
    }
  }
}
