// SPDX-License-Identifier: Apache-2.0
package winnow.synth.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import winnow.schema.IpAddress;
import winnow.schema.Traffic;
import winnow.synth.traffic.Conversation;
import winnow.synth.traffic.Outcome;
import winnow.synth.traffic.Peer;
import winnow.synth.traffic.Service;

class PacketSamplerTest {
  private static final int FLOWS = 20_000;
  private static final int HEADER = 52;

  private static Conversation conversation(int number, Traffic sent) {
    return new Conversation(
        1_000_000L * number,
        5_000_000,
        300,
        Peer.inside(IpAddress.ofIpv4(0x0a000001 + number)),
        40_000,
        Peer.inside(IpAddress.ofIpv4(0x0a010001)),
        443,
        Service.HTTPS,
        Outcome.SF,
        sent,
        null,
        null);
  }

  private static PacketSampler.@Nullable Seen sample(
      PacketSampler sampler, int number, Traffic sent) {
    Conversation it = conversation(number, sent);
    long start = it.startMicros();
    return sampler.sample(it, false, start, start + it.durationMicros(), sent);
  }

  @Test
  void flowsOfFewPacketsVanishAsOftenAsNoPacketIsLookedAt() {
    for (int packets : new int[] {1, 4, 20}) {
      for (int interval : new int[] {2, 10, 100}) {
        PacketSampler sampler = new PacketSampler(1, interval);
        Traffic sent = new Traffic(packets * 100L, packets, 0x1b, 0);
        int seen = 0;
        for (int i = 0; i < FLOWS; i++) {
          seen += sample(sampler, i, sent) == null ? 0 : 1;
        }
        double expected = 1 - Math.pow(1 - 1.0 / interval, packets);
        assertThat((double) seen / FLOWS)
            .as("%d packets, 1 in %d", packets, interval)
            .isCloseTo(expected, within(0.012));
      }
    }
  }

  @Test
  void countsTimesTheIntervalGiveTheTraffic() {
    for (int packets : new int[] {7, 300, 90_000}) {
      for (int interval : new int[] {4, 50}) {
        PacketSampler sampler = new PacketSampler(2, interval);
        long data = packets / 3;
        Traffic sent = new Traffic((long) packets * HEADER + data * 1400, packets, 0x1b, 0);
        double sumPackets = 0;
        double sumOctets = 0;
        int flows = packets > 1000 ? 300 : FLOWS;
        for (int i = 0; i < flows; i++) {
          PacketSampler.Seen seen = sample(sampler, i, sent);
          sumPackets += seen == null ? 0 : seen.traffic().packets();
          sumOctets += seen == null ? 0 : seen.traffic().octets();
        }
        assertThat(sumPackets * interval / flows / packets).isCloseTo(1, within(0.06));
        assertThat(sumOctets * interval / flows / sent.octets()).isCloseTo(1, within(0.08));
      }
    }
  }

  @Test
  void whatIsSeenIsPossible() {
    PacketSampler sampler = new PacketSampler(3, 10);
    for (int i = 0; i < FLOWS; i++) {
      int packets = 1 + i % 60;
      Traffic sent = new Traffic(packets * (HEADER + 1400L * (i % 3) / 2), packets, 0x1b, 0x10);
      PacketSampler.Seen seen = sample(sampler, i, sent);
      if (seen == null) {
        continue;
      }
      Conversation it = conversation(i, sent);
      assertThat(seen.firstMicros()).isBetween(it.startMicros(), seen.lastMicros());
      assertThat(seen.lastMicros()).isLessThanOrEqualTo(it.startMicros() + it.durationMicros());
      assertThat(seen.traffic().packets()).isBetween(1L, sent.packets());
      assertThat((double) seen.traffic().octets() / seen.traffic().packets())
          .isBetween((double) HEADER, HEADER + 1400.0);
      assertThat(seen.traffic().tcpFlags() & ~sent.tcpFlags()).isZero();
      assertThat(seen.traffic().tos()).isEqualTo(0x10);
      assertThat(sample(sampler, i, sent)).isEqualTo(seen);
    }
  }

  @Test
  void everythingIsSeenWhereEveryPacketIsLookedAt() {
    Traffic sent = new Traffic(9_000, 12, 0x1b, 0);
    PacketSampler.Seen seen = sample(new PacketSampler(1, 1), 5, sent);
    assertThat(seen).isEqualTo(new PacketSampler.Seen(5_000_000, 10_000_000, sent));
  }
}
