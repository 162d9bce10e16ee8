// SPDX-License-Identifier: Apache-2.0
package winnow.decode.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.decode.ByteWriter;
import winnow.schema.IpAddress;

class PacketViewTest {
  private static final byte[] HELLO = {'h', 'e', 'l', 'l', 'o'};
  private static final byte[] UDP = Packets.udp(5353, 53, HELLO);

  private final PacketView view = new PacketView();

  private PacketView dissect(int linkType, byte[] packet) {
    view.wireLength = packet.length;
    view.dissect(packet, 0, packet.length, linkType);
    return view;
  }

  private String payload() {
    int start = view.payloadOffset();
    return new String(
        Arrays.copyOfRange(view.bytes(), start, start + view.payloadLength()),
        java.nio.charset.StandardCharsets.US_ASCII);
  }

  @Test
  void readsUdpOverIpv4() {
    dissect(1, Packets.ethernet(0x0800, Packets.ipv4(17, 0, UDP)));

    assertThat(view.isUdp()).isTrue();
    assertThat(view.ipVersion()).isEqualTo(4);
    assertThat(view.source()).isEqualTo(IpAddress.parse("10.0.0.1"));
    assertThat(view.destination()).isEqualTo(IpAddress.parse("192.0.2.9"));
    assertThat(view.sourcePort()).isEqualTo(5353);
    assertThat(view.destinationPort()).isEqualTo(53);
    assertThat(view.tos()).isEqualTo(0xb8);
    assertThat(payload()).isEqualTo("hello");
    assertThat(view.isCut()).isFalse();
  }

  @Test
  void readsTcpWithOptions() {
    dissect(101, Packets.ipv4(6, 0, Packets.tcp(1025, 443, 0x12, HELLO)));

    assertThat(view.isTcp()).isTrue();
    assertThat(view.tcpSequence()).isEqualTo(0xfffffff0L);
    assertThat(view.tcpAcknowledgment()).isEqualTo(7);
    assertThat(view.tcpFlags()).isEqualTo(0x12);
    assertThat(payload()).isEqualTo("hello");
  }

  @Test
  void leavesLinkPaddingOutOfThePayload() {
    byte[] frame = Packets.ethernet(0x0800, Packets.ipv4(17, 0, UDP));
    dissect(1, Arrays.copyOf(frame, 60));

    assertThat(payload()).isEqualTo("hello");
  }

  @Test
  void marksACutPayload() {
    byte[] packet = Packets.ipv4(17, 0, UDP);
    view.wireLength = packet.length;
    view.dissect(packet, 0, packet.length - 2, 101);

    assertThat(payload()).isEqualTo("hel");
    assertThat(view.isCut()).isTrue();
    assertThat(view.payloadWireLength()).isEqualTo(5);
  }

  @Test
  void givesNoPortsForALaterFragment() {
    dissect(101, Packets.ipv4(17, 3, HELLO));

    assertThat(view.isUdp()).isFalse();
    assertThat(view.isFragment()).isTrue();
    assertThat(view.fragmentOffset()).isEqualTo(24);
    assertThat(view.fragmentId()).isEqualTo(0x1234);
    assertThat(view.hasMoreFragments()).isFalse();
    assertThat(payload()).isEqualTo("hello");
  }

  @Test
  void readsPortsOfTheFirstFragment() {
    dissect(101, Packets.ipv4(17, 0x2000, UDP));

    assertThat(view.isUdp()).isTrue();
    assertThat(view.isFragment()).isTrue();
  }

  @Test
  void walksIpv6ExtensionHeaders() {
    byte[] content =
        ByteWriter.bigEndian()
            .hex("2b 00 000000000000")
            .hex("2c 00 000000000000")
            .hex("11 00 0001 deadbeef")
            .bytes(UDP)
            .toBytes();
    dissect(1, Packets.ethernet(0x86dd, Packets.ipv6(0, content)));

    assertThat(view.isUdp()).isTrue();
    assertThat(view.source()).isEqualTo(IpAddress.parse("2001:db8::1"));
    assertThat(view.destination()).isEqualTo(IpAddress.parse("2001:db8::2"));
    assertThat(view.tos()).isEqualTo(0x2e);
    assertThat(view.hasMoreFragments()).isTrue();
    assertThat(view.fragmentId()).isEqualTo(0xdeadbeefL);
    assertThat(payload()).isEqualTo("hello");
  }

  /** RFC 4302: next header, length in units of 4 bytes less 2, and here a check value of 12. */
  @Test
  void entersTheAuthenticationHeader() {
    byte[] content =
        ByteWriter.bigEndian().hex("11 04 0000 00000100 00000001").zeros(12).bytes(UDP).toBytes();
    for (byte[] packet : new byte[][] {Packets.ipv4(51, 0, content), Packets.ipv6(51, content)}) {
      dissect(101, packet);

      assertThat(view.isUdp()).isTrue();
      assertThat(view.protocol()).isEqualTo(17);
      assertThat(view.ipLength()).isEqualTo(packet.length);
      assertThat(payload()).isEqualTo("hello");
    }
    dissect(101, Arrays.copyOf(Packets.ipv4(51, 0, content), 26));
    assertThat(view.isUdp()).isFalse();
    assertThat(view.isMalformed()).isFalse();
  }

  @Test
  void readsIcmpTypeAndCode() {
    dissect(101, Packets.ipv4(1, 0, new byte[] {3, 1, 0, 0, 9}));

    assertThat(view.isIcmp()).isTrue();
    assertThat(view.icmpType()).isEqualTo(3);
    assertThat(view.icmpCode()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 020000000001020000000002 88a8 0064 8100 0065 0800, 101",
    "1, 020000000001020000000002 8847 00010040 00020140, 0",
    "1, 020000000001020000000002 8864 11000001 0030 0021, 0",
    "113, 0000 0001 0006 020000000001 0000 0800, 0",
    "276, 0800 0000 00000002 0001 00 06 0200000000010000, 0",
    "0, 02000000, 0",
    "0, 00000002, 0",
    "9, ff03 0021, 0",
    "228, '', 0",
  })
  void findsIpUnderLinkHeaders(int linkType, String header, int vlan) {
    byte[] packet = ByteWriter.bigEndian().hex(header).bytes(Packets.ipv4(17, 0, UDP)).toBytes();
    dissect(linkType, packet);

    assertThat(payload()).isEqualTo("hello");
    assertThat(view.isUdp()).isTrue();
    assertThat(view.vlan()).isEqualTo(vlan);
  }

  @Test
  void forgetsThePacketBefore() {
    dissect(101, Packets.ipv4(6, 0, Packets.tcp(1025, 443, 0x12, HELLO)));
    dissect(1, Packets.ethernet(0x0806, new byte[28]));

    assertThat(view.isIp()).isFalse();
    assertThat(view.isTcp()).isFalse();
    assertThat(view.sourcePort()).isZero();
    assertThat(view.payloadLength()).isZero();
  }

  @Test
  void marksAHeaderLengthBelowTheMinimum() {
    byte[] packet = Packets.ipv4(17, 0, UDP);
    packet[0] = 0x44;

    assertThat(dissect(101, packet).isMalformed()).isTrue();
    assertThat(view.isIp()).isFalse();
  }

  @Test
  void staysInsideEveryPrefixOfAPacket() {
    byte[] content = ByteWriter.bigEndian().hex("2c 00 000000000000 06 00 0001 00000001").toBytes();
    byte[] tcp = Packets.tcp(1, 2, 3, HELLO);
    byte[] all = ByteWriter.bigEndian().bytes(content).bytes(tcp).toBytes();
    byte[] packet = Packets.ethernet(0x86dd, Packets.ipv6(0, all));
    for (int length = 0; length <= packet.length; length++) {
      view.wireLength = packet.length;
      byte[] cut = Arrays.copyOf(packet, length);
      view.dissect(cut, 0, length, 1);

      assertThat(view.payloadLength()).isNotNegative();
      assertThat(view.payloadOffset() + view.payloadLength()).isLessThanOrEqualTo(length);
    }
    assertThat(view.isTcp()).isTrue();
  }
}
