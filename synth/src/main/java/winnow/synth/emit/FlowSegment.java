// SPDX-License-Identifier: Apache-2.0
package winnow.synth.emit;

import org.jspecify.annotations.Nullable;
import winnow.schema.Traffic;
import winnow.synth.traffic.Conversation;
import winnow.synth.traffic.Peer;

/**
 * A flow as an exporter reports it.
 *
 * @param firstMicros first packet, since the epoch
 * @param lastMicros last packet
 * @param exportMicros when it was exported
 * @param conversation what it is a part of
 * @param reply whether it is the direction back
 * @param traffic what went in its direction
 * @param reverse what came back; null in one-way records
 */
record FlowSegment(
    long firstMicros,
    long lastMicros,
    long exportMicros,
    Conversation conversation,
    boolean reply,
    Traffic traffic,
    @Nullable Traffic reverse) {
  private static final int ICMP_ECHO_REPLY = 0;
  private static final int ICMPV6_ECHO_REPLY = 129 << 8;

  Peer source() {
    return reply ? conversation.destination() : conversation.source();
  }

  Peer destination() {
    return reply ? conversation.source() : conversation.destination();
  }

  boolean icmp() {
    return conversation.service().protocol() == 1;
  }

  int sourcePort() {
    return icmp() ? 0 : reply ? conversation.destinationPort() : conversation.sourcePort();
  }

  /** The port; for ICMP type * 256 + code, as NetFlow has it. */
  int destinationPort() {
    if (!reply) {
      return conversation.destinationPort();
    }
    if (icmp()) {
      return conversation.protocol() == 1 ? ICMP_ECHO_REPLY : ICMPV6_ECHO_REPLY;
    }
    return conversation.sourcePort();
  }

  boolean ipv4() {
    return conversation.source().address().isIpv4();
  }

  /** 0 for the core switch, 1 for the border router. */
  int exporter() {
    return conversation.crossesBorder() ? 1 : 0;
  }

  /** ifIndex of ingress: 2 is the uplink of the border router. */
  int inputInterface() {
    return source().as() != 0 ? 2 : 1;
  }

  /** ifIndex of egress. */
  int outputInterface() {
    return destination().as() != 0 ? 2 : exporter() == 1 ? 1 : 3;
  }
}
