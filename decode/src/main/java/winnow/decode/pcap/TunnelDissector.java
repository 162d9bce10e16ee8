// SPDX-License-Identifier: Apache-2.0
package winnow.decode.pcap;

import winnow.decode.BigEndian;

/**
 * Walks into what IP or UDP carries when that is IP again, directly or in Ethernet, PPP or MPLS.
 * Each method is called at the start of a payload and gives up where that is not what it is taken
 * for; then the outer packet stays.
 */
final class TunnelDissector {
  private static final int VXLAN = 4789;
  private static final int VXLAN_LINUX = 8472;
  private static final int VXLAN_GPE = 4790;
  private static final int GENEVE = 6081;
  private static final int GTP_U = 2152;
  private static final int TEREDO = 3544;
  private static final int L2TP = 1701;

  private final PacketDissector packet;
  private final LinkDissector link;

  TunnelDissector(PacketDissector packet, LinkDissector link) {
    this.packet = packet;
    this.link = link;
  }

  /** What the IP protocol numbers that are tunnels carry. */
  void ofIp(int protocol) {
    switch (protocol) {
      case 4, 41 -> packet.inside(0, packet::ip);
      case 47 -> generic();
      case 97 -> packet.inside(2, link::ethernet);
      case 137 -> packet.inside(0, link::labels);
      default -> {}
    }
  }

  /** What UDP carries between ports of tunnels. */
  void ofUdp(int source, int destination) {
    switch (destination) {
      case VXLAN, VXLAN_LINUX, VXLAN_GPE -> vxlan(destination);
      case GENEVE -> geneve();
      case GTP_U -> gtp();
      case TEREDO -> teredo();
      case L2TP -> l2tp();
      default -> {
        switch (source) {
          case GTP_U -> gtp();
          case TEREDO -> teredo();
          case L2TP -> l2tp();
          default -> {}
        }
      }
    }
  }

  /** GRE: RFC 2784 and 2890; version 1 of RFC 2637 (PPTP). */
  private void generic() {
    if (!packet.has(4)) {
      return;
    }
    int flags = BigEndian.u16(packet.bytes, packet.at);
    int type = BigEndian.u16(packet.bytes, packet.at + 2);
    boolean sequenced = (flags & 0x1000) != 0;
    int header = 4 + ((flags & 0x2000) != 0 ? 4 : 0) + (sequenced ? 4 : 0);
    if ((flags & 7) == 1) {
      packet.inside(header + ((flags & 0x80) != 0 ? 4 : 0), link::ppp);
      return;
    }
    if ((flags & 0x4000) != 0) {
      return;
    }
    header += (flags & 0x8000) != 0 ? 4 : 0;
    switch (type) {
      case 0x88be -> packet.inside(header + (sequenced ? 8 : 0), link::ethernet);
      case 0x22eb -> erspan3(header);
      case 0x883e -> redirected(header);
      default -> packet.inside(header, () -> link.etherType(type));
    }
  }

  /** ERSPAN type III: 12 bytes, 8 more when bit O says so. */
  private void erspan3(int header) {
    if (packet.has(header + 12)) {
      boolean more = (packet.bytes[packet.at + header + 11] & 1) != 0;
      packet.inside(header + (more ? 20 : 12), link::ethernet);
    }
  }

  /** WCCP: version 2 has 4 bytes before IP. */
  private void redirected(int header) {
    if (packet.has(header + 1)) {
      int first = packet.bytes[packet.at + header] >> 4 & 15;
      packet.inside(header + (first == 4 ? 0 : 4), packet::ip);
    }
  }

  /** RFC 7348; GPE says what follows. */
  private void vxlan(int port) {
    if (!packet.has(8) || (packet.bytes[packet.at] & 8) == 0) {
      return;
    }
    int next = port == VXLAN_GPE ? packet.bytes[packet.at + 3] : 3;
    packet.inside(8, next == 3 ? link::ethernet : packet::ip);
  }

  /** RFC 8926. */
  private void geneve() {
    if (packet.has(8) && packet.bytes[packet.at] >> 6 == 0) {
      int header = 8 + (packet.bytes[packet.at] & 0x3f) * 4;
      int type = BigEndian.u16(packet.bytes, packet.at + 2);
      packet.inside(header, () -> link.etherType(type));
    }
  }

  /** 3GPP TS 29.281, message type 255 of version 1, with extension headers. */
  private void gtp() {
    byte[] bytes = packet.bytes;
    int at = packet.at;
    if (!packet.has(8) || (bytes[at] & 0xf0) != 0x30 || bytes[at + 1] != (byte) 0xff) {
      return;
    }
    int header = 8;
    if ((bytes[at] & 7) != 0) {
      header = 12;
      boolean extended = (bytes[at] & 4) != 0;
      while (extended && packet.has(header + 1) && bytes[at + header - 1] != 0) {
        int units = bytes[at + header] & 0xff;
        if (units == 0) {
          return;
        }
        header += 4 * units;
      }
    }
    packet.inside(header, packet::ip);
  }

  /** RFC 4380: IPv6 behind an authentication and an origin indication, if any. */
  private void teredo() {
    int header = 0;
    if (packet.has(4) && BigEndian.u16(packet.bytes, packet.at) == 1) {
      header = 13 + (packet.bytes[packet.at + 2] & 0xff) + (packet.bytes[packet.at + 3] & 0xff);
    }
    if (packet.has(header + 2) && BigEndian.u16(packet.bytes, packet.at + header) == 0) {
      header += 8;
    }
    if (packet.has(header + 40) && packet.bytes[packet.at + header] >> 4 == 6) {
      packet.inside(header, packet::ip);
    }
  }

  /** RFC 2661 section 3.1, data messages of version 2. */
  private void l2tp() {
    if (!packet.has(6)) {
      return;
    }
    int flags = BigEndian.u16(packet.bytes, packet.at);
    if ((flags & 0x800f) != 2) {
      return;
    }
    int header = 6 + ((flags & 0x4000) != 0 ? 2 : 0) + ((flags & 0x0800) != 0 ? 4 : 0);
    if ((flags & 0x0200) != 0) {
      if (!packet.has(header + 2)) {
        return;
      }
      header += 2 + BigEndian.u16(packet.bytes, packet.at + header);
    }
    packet.inside(header, link::ppp);
  }
}
