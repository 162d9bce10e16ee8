// SPDX-License-Identifier: Apache-2.0
package winnow.decode.pcap;

import winnow.decode.BigEndian;

/**
 * Walks the headers of one packet, from the link layer to the transport layer, and notes them in a
 * {@link PacketView}. Stops without complaint at the first header that is cut or unknown. Of IP in
 * a tunnel the innermost is noted; what is a fragment is not entered.
 */
final class PacketDissector {
  private static final long IPV4_MAPPED = 0x0000_ffff_0000_0000L;
  private static final int MAX_DEPTH = 8;
  private static final int FRAGMENT = 44;
  private static final int AUTHENTICATION = 51;

  final PacketView view;
  byte[] bytes = new byte[0];

  /** Where the next header starts, and where the bytes end in the capture and on the wire. */
  int at;

  int end;
  long wireEnd;

  private final LinkDissector link = new LinkDissector(this);
  private final TunnelDissector tunnel = new TunnelDissector(this, link);
  private int depth;

  PacketDissector(PacketView view) {
    this.view = view;
  }

  /**
   * Notes the headers of the packet in {@code packet[start, end)}.
   *
   * @param linkType number of the LINKTYPE registry
   */
  void dissect(byte[] packet, int start, int end, int linkType) {
    begin(packet, start, end, start + Math.max(view.wireLength, end - start));
    link.link(linkType);
  }

  /** Notes the headers behind the IP header that {@code view} has; its protocol starts at 0. */
  void dissectPayload(byte[] payload, int length) {
    begin(payload, 0, length, length);
    extensions();
  }

  private void begin(byte[] packet, int start, int end, long wireEnd) {
    this.bytes = packet;
    this.at = start;
    this.end = end;
    this.wireEnd = wireEnd;
    this.depth = 0;
  }

  boolean has(int count) {
    return end - at >= count;
  }

  /** Walks on {@code header} bytes further, into a tunnel. */
  void inside(int header, Runnable walk) {
    if (depth < MAX_DEPTH && has(header)) {
      depth++;
      at += header;
      walk.run();
    }
  }

  /** An IP header. One in a tunnel that cannot be one is left alone. */
  void ip() {
    if (!has(1)) {
      return;
    }
    int version = bytes[at] >> 4 & 0xf;
    if (version == 4 && has(20)) {
      ipv4();
    } else if (version == 6 && has(40)) {
      ipv6();
    } else if (view.version == 0) {
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
      view.malformed = view.version == 0;
      return;
    }
    view.clearIp();
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
    noteFragment(at);
    extensions();
  }

  private void ipv6() {
    int payload = BigEndian.u16(bytes, at + 4);
    int total = payload == 0 ? restOnWire() : payload + 40;
    view.clearIp();
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
    extensions();
  }

  private void extensions() {
    while (isExtension(view.protocol) && view.fragmentOffset == 0) {
      if (!has(8)) {
        payload();
        return;
      }
      extension();
    }
    transport();
  }

  private boolean isExtension(int protocol) {
    return switch (protocol) {
      case AUTHENTICATION -> true;
      case 0, 43, FRAGMENT, 60, 135, 139, 140 -> view.version == 6;
      default -> false;
    };
  }

  /** RFC 8200 section 4; the authentication header counts in units of 4 bytes (RFC 4302). */
  private void extension() {
    int units = bytes[at + 1] & 0xff;
    int length = view.protocol == AUTHENTICATION ? (units + 2) * 4 : (units + 1) * 8;
    boolean isFragment = view.protocol == FRAGMENT;
    if (isFragment) {
      length = 8;
      int fragment = BigEndian.u16(bytes, at + 2);
      view.fragmentOffset = fragment & 0xfff8;
      view.moreFragments = (fragment & 1) != 0;
      view.fragmentId = BigEndian.u32(bytes, at + 4);
    }
    view.protocol = bytes[at] & 0xff;
    at = Math.min(at + length, end);
    if (isFragment) {
      noteFragment(at);
    }
  }

  private void noteFragment(int start) {
    view.fragmentStart = start;
    view.fragmentLength = end - start;
    view.fragmentWireLength = (int) Math.max(view.fragmentLength, wireEnd - start);
    view.fragmentProtocol = view.protocol;
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
        case PacketView.SCTP, PacketView.DCCP, PacketView.UDP_LITE -> otherPorts();
        default -> {}
      }
    }
    payload();
    if (!view.isFragment()) {
      if (view.isUdp()) {
        tunnel.ofUdp(view.sourcePort, view.destinationPort);
      } else if (!view.transport) {
        tunnel.ofIp(view.protocol);
      }
    }
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

  private void otherPorts() {
    if (has(8)) {
      ports();
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
