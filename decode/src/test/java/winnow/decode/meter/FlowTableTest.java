// SPDX-License-Identifier: Apache-2.0
package winnow.decode.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import winnow.decode.ByteWriter;
import winnow.decode.pcap.PacketView;
import winnow.decode.pcap.Packets;

class FlowTableTest {
  private static final int FLOWS = 20_000;

  @Test
  void spreadsAddressesThatDifferInAWayThatASenderChose() {
    for (long multiplier : new long[] {1, 0xbf58476d1ce4e5b9L, 0x9e3779b97f4a7c15L}) {
      Set<Integer> hashes = new HashSet<>();
      for (int i = 0; i < FLOWS; i++) {
        PacketView packet = packet(0x2001_0db8_0000_0000L + i, i * multiplier);
        hashes.add(FlowTable.hash(packet, FlowTable.key(1000, 2000, 17, false)));
      }
      assertThat(hashes).as("hashes, multiplier %x", multiplier).hasSizeGreaterThan(FLOWS - 20);
    }
  }

  @Test
  void givesBothDirectionsOneHash() {
    PacketView there = packet(7, 9);
    PacketView back = new PacketView();
    byte[] bytes = there.bytes().clone();
    System.arraycopy(there.bytes(), 8, bytes, 24, 16);
    System.arraycopy(there.bytes(), 24, bytes, 8, 16);
    back.read(bytes, 0, bytes.length, bytes.length, 101, 0);
    long key = FlowTable.key(1000, 2000, 17, false);

    assertThat(FlowTable.hash(back, FlowTable.turned(key))).isEqualTo(FlowTable.hash(there, key));
  }

  private static PacketView packet(long sourceHigh, long sourceLow) {
    byte[] bytes = Packets.ipv6(17, Packets.udp(1000, 2000, new byte[4]));
    byte[] source =
        ByteWriter.bigEndian()
            .u32(sourceHigh >>> 32)
            .u32(sourceHigh)
            .u32(sourceLow >>> 32)
            .u32(sourceLow)
            .toBytes();
    System.arraycopy(source, 0, bytes, 8, 16);
    PacketView packet = new PacketView();
    packet.read(bytes, 0, bytes.length, bytes.length, 101, 0);
    return packet;
  }
}
