// SPDX-License-Identifier: Apache-2.0
package winnow.synth.emit;

import org.jspecify.annotations.Nullable;
import winnow.schema.Traffic;
import winnow.synth.chance.Dice;
import winnow.synth.traffic.Conversation;

/**
 * Looks at one of so many packets, each by itself (random sampling of RFC 5475 section 5.2.2), and
 * counts what it saw, not what it concludes: exporters leave scaling to those who know the
 * interval.
 *
 * @param seed of the choice
 * @param interval 1 of so many packets is looked at; 1 is all
 */
record PacketSampler(long seed, int interval) {
  private static final int SYN = 0x02;
  private static final int PSH = 0x08;
  private static final int ACK = 0x10;
  private static final int FIN_OR_RST = 0x05;
  private static final double NORMAL_MEAN = 1000;

  /**
   * What is left of a direction of a flow.
   *
   * @param firstMicros first packet looked at
   * @param lastMicros last packet looked at
   * @param traffic packets looked at
   */
  record Seen(long firstMicros, long lastMicros, Traffic traffic) {}

  /** What is seen of the packets of a direction; null when none was looked at. */
  @Nullable Seen sample(
      Conversation conversation, boolean reply, long first, long last, Traffic all) {
    if (interval == 1) {
      return new Seen(first, last, all);
    }
    long flow = Dice.hash(conversation.source().address().low(), conversation.sourcePort());
    long other = Dice.hash(conversation.destination().address().low(), reply ? 1 : 0);
    Dice dice = Dice.of(Dice.hash(seed, first), flow, other);
    long packets = count(dice, all.packets(), 1.0 / interval);
    if (packets == 0) {
      return null;
    }
    double before = 1 - Math.pow(1 - dice.nextDouble(), 1.0 / packets);
    double after = packets == 1 ? 0 : Math.pow(1 - dice.nextDouble(), 1.0 / (packets - 1));
    long start = first + (long) (before * (last - first));
    long end = start + (long) (after * (last - start));
    return new Seen(start, end, traffic(dice, conversation.headerOctets(), all, packets));
  }

  /** How many of {@code packets} are looked at: binomial, its normal limit for large means. */
  private static long count(Dice dice, long packets, double probability) {
    double mean = packets * probability;
    if (mean > NORMAL_MEAN) {
      double sigma = Math.sqrt(mean * (1 - probability));
      return Math.clamp(Math.round(mean + sigma * dice.nextGaussian()), 0, packets);
    }
    long count = 0;
    double skipped = Math.log1p(-probability);
    for (double at = gap(dice, skipped); at < packets; at += 1 + gap(dice, skipped)) {
      count++;
    }
    return count;
  }

  /** Packets passed over before the next that is looked at: geometric. */
  private static double gap(Dice dice, double skipped) {
    return Math.floor(Math.log(1 - dice.nextDouble()) / skipped);
  }

  private static Traffic traffic(Dice dice, int headerOctets, Traffic all, long packets) {
    if (packets == all.packets()) {
      return all;
    }
    long payload = Math.max(0, all.octets() - all.packets() * headerOctets);
    long full = Math.min(all.packets(), Math.ceilDiv(payload, 1400L));
    long data = data(dice, packets, full, all.packets());
    long octets = all.octets() / all.packets() * packets;
    if (full > 0 && full < all.packets()) {
      octets = packets * headerOctets + payload / full * data;
    }
    return new Traffic(octets, packets, flags(dice, all, packets, data > 0), all.tos());
  }

  /** How many of the packets looked at carry data. */
  private static long data(Dice dice, long packets, long full, long all) {
    double share = (double) full / all;
    double sigma = Math.sqrt(packets * share * (1 - share));
    long drawn =
        packets == 1
            ? dice.chance(share) ? 1 : 0
            : Math.round(packets * share + sigma * dice.nextGaussian());
    return Math.clamp(drawn, Math.max(0, packets - (all - full)), Math.min(packets, full));
  }

  /** Flags of the packets looked at: only one packet opens and one closes a connection. */
  private static int flags(Dice dice, Traffic all, long packets, boolean data) {
    int whole = all.tcpFlags();
    if ((whole & ACK) == 0) {
      return whole;
    }
    double share = (double) packets / all.packets();
    int flags = ACK | (data ? PSH : 0);
    flags |= dice.chance(share) ? SYN : 0;
    flags |= dice.chance(share) ? FIN_OR_RST : 0;
    return flags & whole;
  }
}
