// SPDX-License-Identifier: Apache-2.0
package winnow.decode.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import winnow.decode.ByteWriter;

class FragmentAssemblerTest {
  private static final byte[] DATA = new byte[1000];
  private static final byte[] UDP;

  static {
    new Random(1).nextBytes(DATA);
    UDP = Packets.udp(1111, 53, DATA);
  }

  private final FragmentAssembler assembler = new FragmentAssembler();
  private final List<byte[]> payloads = new ArrayList<>();
  private final List<Boolean> cut = new ArrayList<>();
  private int port;

  private void taken(PacketView whole) {
    int from = whole.payloadOffset();
    payloads.add(Arrays.copyOfRange(whole.bytes(), from, from + whole.payloadLength()));
    cut.add(whole.isFragment());
    port = whole.destinationPort();
  }

  private void accept(byte[] packet, long micros) {
    PacketView view = new PacketView();
    view.read(packet, 0, packet.length, packet.length, 101, micros);
    assertThat(view.isFragment()).isTrue();
    assembler.accept(view, this::taken);
  }

  /** An IPv4 fragment with bytes {@code from} to {@code to} of the datagram. */
  private static byte[] ipv4(int from, int to) {
    int bits = from / 8 | (to < UDP.length ? 0x2000 : 0);
    return Packets.ipv4(17, bits, Arrays.copyOfRange(UDP, from, to));
  }

  /** The same in IPv6, behind destination options. */
  private static byte[] ipv6(int from, int to) {
    byte[] whole = ByteWriter.bigEndian().hex("11 00 010400000000").bytes(UDP).toBytes();
    int more = to < whole.length ? 1 : 0;
    byte[] piece = Arrays.copyOfRange(whole, from, Math.min(to, whole.length));
    return Packets.ipv6(
        44, ByteWriter.bigEndian().u8(60).u8(0).u16(from | more).u32(77).bytes(piece).toBytes());
  }

  @Test
  void putsFragmentsTogetherInAnyOrder() {
    List<byte[]> pieces = new ArrayList<>();
    for (int from = 0; from < UDP.length; from += 200) {
      pieces.add(ipv4(from, Math.min(from + 200, UDP.length)));
    }
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(pieces, new Random(seed));
      pieces.forEach(piece -> accept(piece, 0));
    }

    assertThat(payloads).hasSize(20).allMatch(payload -> Arrays.equals(payload, DATA));
    assertThat(cut).containsOnly(false);
    assertThat(port).isEqualTo(53);
  }

  @Test
  void readsExtensionHeadersBehindTheFragmentHeader() {
    accept(ipv6(0, 504), 0);
    accept(ipv6(504, 2000), 0);

    assertThat(payloads).hasSize(1).allMatch(payload -> Arrays.equals(payload, DATA));
  }

  @Test
  void takesARepeatedFragmentOnceAndGivesUpWhatOverlaps() {
    accept(ipv4(0, 504), 0);
    accept(ipv4(0, 504), 0);
    accept(ipv4(504, UDP.length), 0);
    assertThat(payloads).hasSize(1);

    accept(ipv4(0, 504), 0);
    accept(ipv4(496, UDP.length), 0);
    assertThat(payloads).hasSize(1);
    assembler.finish(this::taken);
    assertThat(payloads).hasSize(1);
  }

  @Test
  void handsOnTheBeginningOfWhatNeverBecomesWhole() {
    accept(ipv4(0, 504), 0);
    accept(ipv4(0, 504).clone(), FragmentAssembler.TIMEOUT_MICROS + 1);

    assertThat(payloads).hasSize(1);
    assertThat(payloads.getFirst()).isEqualTo(Arrays.copyOf(DATA, 496));
    assertThat(cut).containsExactly(true);
  }

  @Test
  void countsWhatPiecesTakeBesidesTheirBytes() {
    int pieces = 1200;
    int packets = 200;
    for (int id = 0; id < packets; id++) {
      for (int at = 0; at < pieces; at++) {
        byte[] piece = Packets.ipv4(17, 0x2000 | 2 * at, new byte[] {1});
        piece[4] = (byte) (id >>> 8);
        piece[5] = (byte) id;
        accept(piece, 0);
      }
    }

    assertThat(payloads).as("given up, as one byte takes the memory of a hundred").isNotEmpty();
  }

  @Test
  void keepsNoMoreThanItsBounds() {
    for (int id = 0; id < 3 * FragmentAssembler.MAX_PACKETS; id++) {
      byte[] piece = ipv4(0, 504);
      piece[4] = (byte) (id >>> 8);
      piece[5] = (byte) id;
      accept(piece, 0);
    }

    assertThat(payloads).hasSize(2 * FragmentAssembler.MAX_PACKETS);
  }
}
