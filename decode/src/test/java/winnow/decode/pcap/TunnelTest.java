// SPDX-License-Identifier: Apache-2.0
package winnow.decode.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.decode.ByteWriter;

class TunnelTest {
  private static final byte[] UDP = Packets.udp(1111, 53, new byte[] {'h', 'e', 'l', 'l', 'o'});

  private final PacketView view = new PacketView();

  static Stream<String> tunnels() {
    return Tunnels.byName().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("tunnels")
  void tellsTheInnermostPacket(String name) {
    byte[] frame = Tunnels.named(name);
    view.read(frame, 0, frame.length, frame.length, 1, 0);

    assertThat(view.source().toString()).isIn("198.51.100.1", "2001:db8:1::1");
    assertThat(view.isUdp()).isTrue();
    assertThat(view.destinationPort()).isEqualTo(53);
    assertThat(view.payloadLength()).isEqualTo(5);
    assertThat(view.ipLength()).isEqualTo(view.ipVersion() == 4 ? 33 : 53);
    assertThat(view.isMalformed()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("tunnels")
  void staysWithTheOuterPacketWhereTheInnerIsCut(String name) {
    byte[] frame = Tunnels.named(name);
    for (int length = 0; length < frame.length; length++) {
      view.read(Arrays.copyOf(frame, length), 0, length, frame.length, 1, 0);

      assertThat(view.isMalformed()).isFalse();
      assertThat(view.payloadOffset() + view.payloadLength()).isLessThanOrEqualTo(length);
    }
  }

  @Test
  void entersNoMoreTunnelsThanABound() {
    byte[] packet = Packets.ipv4(17, 0, UDP);
    for (int i = 0; i < 100; i++) {
      packet = Packets.ipv4(4, 0, packet);
    }
    view.read(packet, 0, packet.length, packet.length, 101, 0);

    assertThat(view.protocol()).isEqualTo(4);
    assertThat(view.ipLength()).isEqualTo(packet.length - 8 * 20);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 02000000",
    "0, 00000002",
    "6, 1040 020000000001 020000000002 aaaa03 000000 0800",
    "8, 00000000000000000000000000000000",
    "9, ff03 0021",
    "9, 21",
    "10, 50 020000000001 020000000002 aaaa03 000000 0800",
    "11, aaaa03 000000 0800",
    "12, ''",
    "50, ff03 0021",
    "51, 1100 0001 0023 0021",
    "101, ''",
    "104, 0f00 0800",
    "105, 0801 0000 020000000001 020000000002 020000000003 0000 aaaa03 000000 0800",
    "105, 8801 0000 020000000001 020000000002 020000000003 0000 0000 aaaa03 000000 0800",
    "107, 1841 03 cc",
    "107, 1841 0800",
    "109, 02000000 00000000 00000000",
    "113, 0000 0001 0006 0200000000010000 0800",
    "117, 0f020000 000000000000000000000000",
    "127, 0000 0800 00000000 0801 0000 020000000001 020000000002 020000000003 0000 aaaa03 000000"
        + " 0800",
    "127, 0000 0900 02000000 20 8801 0000 020000000001 020000000002 020000000003 0000 0000 0000"
        + " aaaa03 000000 0800",
    "192, 0000 0800 01000000 020000000001 020000000002 0800",
    "239, 02000000 0800 0100 00000000 2500 0900",
    "276, 0800 0000 00000001 0001 00 06 0200000000010000",
  })
  void readsLinkTypes(int linkType, String header) {
    byte[] packet = ByteWriter.bigEndian().hex(header).bytes(Packets.ipv4(17, 0, UDP)).toBytes();
    view.read(packet, 0, packet.length, packet.length, linkType, 0);

    assertThat(PacketView.reads(linkType)).isTrue();
    assertThat(view.source()).hasToString("10.0.0.1");
    assertThat(view.destinationPort()).isEqualTo(53);
  }
}
