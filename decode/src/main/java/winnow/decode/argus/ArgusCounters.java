// SPDX-License-Identifier: Apache-2.0
package winnow.decode.argus;

import org.jspecify.annotations.Nullable;
import winnow.decode.RejectReason;
import winnow.decode.text.BadValueException;
import winnow.schema.FlowBuilder;

/**
 * Packets and octets of a flow, as far as the columns that were printed tell: totals, those of the
 * source, those of the destination. What two of the three leave open follows from them.
 */
final class ArgusCounters {
  @Nullable Long totalPackets;
  @Nullable Long sourcePackets;
  @Nullable Long destinationPackets;
  @Nullable Long totalOctets;
  @Nullable Long sourceOctets;
  @Nullable Long destinationOctets;

  void reset() {
    totalPackets = null;
    sourcePackets = null;
    destinationPackets = null;
    totalOctets = null;
    sourceOctets = null;
    destinationOctets = null;
  }

  /** Puts both directions; the reverse one is left out where it carried nothing. */
  void put(FlowBuilder flow) throws BadValueException {
    long reverseOctets = rest("TotBytes", totalOctets, sourceOctets, destinationOctets);
    flow.octets = sourceOctets != null ? sourceOctets : orZero(totalOctets) - reverseOctets;
    putPackets(flow, reverseOctets);
    if (reverseOctets > 0 || flow.reversePackets != null) {
      flow.reverseOctets = reverseOctets;
    } else {
      flow.reverseTos = null;
    }
  }

  private void putPackets(FlowBuilder flow, long reverseOctets) throws BadValueException {
    long reversePackets;
    if (sourcePackets == null && destinationPackets == null) {
      reversePackets = share(orZero(totalPackets), flow.octets, reverseOctets);
    } else {
      reversePackets = rest("TotPkts", totalPackets, sourcePackets, destinationPackets);
    }
    flow.packets = sourcePackets != null ? sourcePackets : orZero(totalPackets) - reversePackets;
    flow.reversePackets = reversePackets > 0 ? reversePackets : null;
  }

  /** What the destination sent. */
  private static long rest(
      String name, @Nullable Long total, @Nullable Long source, @Nullable Long destination)
      throws BadValueException {
    long rest =
        destination != null ? destination : total != null && source != null ? total - source : 0;
    if (rest < 0 || (total != null && rest > total)) {
      throw new BadValueException(
          RejectReason.BAD_NUMBER, "field " + name + ": " + total + " is less than its parts");
    }
    return rest;
  }

  /**
   * The part of {@code packets} that came from the destination where only the total was printed: in
   * proportion to the octets, at least one packet for each direction that has octets.
   */
  private static long share(long packets, long octets, long reverseOctets) {
    if (reverseOctets == 0 || packets == 0) {
      return 0;
    }
    if (octets == 0) {
      return packets;
    }
    double part = (double) reverseOctets / ((double) octets + reverseOctets);
    return Math.clamp(Math.round(packets * part), Math.min(1, packets - 1), packets - 1);
  }

  private static long orZero(@Nullable Long value) {
    return value == null ? 0 : value;
  }
}
