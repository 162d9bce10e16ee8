// SPDX-License-Identifier: Apache-2.0
package winnow.decode.sflow;

import org.jspecify.annotations.Nullable;
import winnow.decode.BigEndian;
import winnow.decode.MacAddresses;
import winnow.decode.pcap.PacketView;
import winnow.schema.FlowBuilder;
import winnow.schema.IpAddress;

/**
 * What the records of one sample tell about the packet. Its first bytes are believed before the
 * fields that an agent has read from them.
 */
final class SampledPacket {
  private static final int HEADER = 1;
  private static final int ETHERNET = 2;
  private static final int IPV4 = 3;
  private static final int IPV6 = 4;
  private static final int SWITCH = 1001;
  private static final int ROUTER = 1002;
  private static final int GATEWAY = 1003;
  private static final int USER = 1004;
  private static final int NAT = 1007;
  private static final int NAT_PORTS = 1020;

  private static final int HEADER_ETHERNET = 1;
  private static final int ICMP = 1;
  private static final int ICMP6 = 58;

  private final FlowBuilder flow;
  private final PacketView packet = new PacketView();
  private final MacAddresses macs = new MacAddresses();
  private boolean hasPacket;

  SampledPacket(FlowBuilder flow) {
    this.flow = flow;
  }

  /** Forgets the packet before. */
  void reset() {
    hasPacket = false;
  }

  /**
   * Takes what one record of the sample tells.
   *
   * @param format enterprise and format of the record
   * @param in the record
   */
  void read(long format, XdrReader in) {
    switch ((int) format) {
      case HEADER -> header(in);
      case ETHERNET -> ethernet(in);
      case IPV4 -> ip(in, false);
      case IPV6 -> ip(in, true);
      case SWITCH -> vlans(in);
      case ROUTER -> router(in);
      case GATEWAY -> gateway(in);
      case USER -> user(in);
      case NAT -> {
        flow.translatedSource = in.address();
        flow.translatedDestination = in.address();
      }
      case NAT_PORTS -> {
        flow.translatedSourcePort = in.i32() & 0xffff;
        flow.translatedDestinationPort = in.i32() & 0xffff;
      }
      default -> {}
    }
  }

  private void header(XdrReader in) {
    int protocol = in.i32();
    long frame = in.u32();
    long stripped = in.u32();
    int length = (int) Math.min(in.u32(), in.left());
    int at = in.position();
    in.skip(length);
    int linkType = linkType(protocol);
    if (in.isCut() || linkType < 0) {
      return;
    }
    packet.dissectSample(in.bytes(), at, length, Math.max(length, frame - stripped), linkType);
    if (protocol == HEADER_ETHERNET && length >= 12) {
      macs(in.bytes(), at + 6, at);
    }
    hasPacket = packet.isIp();
  }

  /** The number in the LINKTYPE registry of a header protocol of sFlow, -1 when there is none. */
  private static int linkType(int protocol) {
    return switch (protocol) {
      case HEADER_ETHERNET -> 1;
      case 7, 14 -> 9;
      case 11 -> 228;
      case 12 -> 229;
      default -> -1;
    };
  }

  private void macs(byte[] bytes, int source, int destination) {
    flow.sourceMac = macs.text(BigEndian.i64(bytes, source - 2) & 0xffff_ffff_ffffL);
    flow.destinationMac = macs.text(BigEndian.i64(bytes, destination - 2) & 0xffff_ffff_ffffL);
  }

  private void ethernet(XdrReader in) {
    in.u32();
    int at = in.position();
    in.skip(20);
    if (!in.isCut() && flow.sourceMac == null) {
      macs(in.bytes(), at, at + 8);
    }
  }

  private void ip(XdrReader in, boolean ipv6) {
    flow.octets = in.u32();
    flow.protocol = in.i32() & 0xff;
    flow.sourceAddress = ipv6 ? in.ipv6() : in.ipv4();
    flow.destinationAddress = ipv6 ? in.ipv6() : in.ipv4();
    boolean icmp = flow.protocol == ICMP || flow.protocol == ICMP6;
    int source = in.i32() & 0xffff;
    int destination = in.i32() & 0xffff;
    flow.sourcePort = icmp ? 0 : source;
    flow.destinationPort = icmp ? 0 : destination;
    flow.tcpFlags = in.i32() & 0xff;
    flow.tos = in.i32() & 0xff;
  }

  private void vlans(XdrReader in) {
    flow.vlan = in.i32() & 0xfff;
    in.u32();
    flow.postVlan = in.i32() & 0xfff;
    in.u32();
  }

  private void router(XdrReader in) {
    flow.nextHop = in.address();
    flow.sourcePrefixLength = in.i32() & 0xff;
    flow.destinationPrefixLength = in.i32() & 0xff;
  }

  /** The last system of the path is the destination's. */
  private void gateway(XdrReader in) {
    @Nullable IpAddress nextHop = in.address();
    in.u32();
    long source = in.u32();
    in.u32();
    long destination = 0;
    for (long segments = in.u32(); segments > 0 && !in.isCut(); segments--) {
      in.u32();
      for (long systems = in.u32(); systems > 0 && !in.isCut(); systems--) {
        destination = in.u32();
      }
    }
    if (!in.isCut()) {
      flow.bgpNextHop = nextHop;
      flow.sourceAs = source;
      flow.destinationAs = destination;
    }
  }

  private void user(XdrReader in) {
    in.u32();
    String source = in.text();
    in.u32();
    String destination = in.text();
    flow.user = source == null ? destination : source;
  }

  /** Puts together what was told; false when the packet is not of IP. */
  boolean settle() {
    if (!hasPacket) {
      return flow.sourceAddress != null && flow.destinationAddress != null;
    }
    flow.sourceAddress = packet.source();
    flow.destinationAddress = packet.destination();
    flow.protocol = packet.protocol();
    flow.tos = packet.tos();
    flow.octets = packet.ipLength();
    flow.sourcePort = packet.sourcePort();
    flow.destinationPort = packet.destinationPort();
    flow.tcpFlags = packet.tcpFlags();
    flow.vlan = flow.vlan == 0 ? packet.vlan() : flow.vlan;
    if (packet.isIcmp()) {
      flow.icmpType = packet.icmpType();
      flow.icmpCode = packet.icmpCode();
    }
    return true;
  }
}
