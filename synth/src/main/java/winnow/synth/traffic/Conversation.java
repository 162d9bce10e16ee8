// SPDX-License-Identifier: Apache-2.0
package winnow.synth.traffic;

import org.jspecify.annotations.Nullable;
import winnow.schema.Traffic;
import winnow.synth.scenario.Planted;

/**
 * All packets of a 5-tuple, both ways.
 *
 * @param startMicros first packet, since the epoch
 * @param durationMicros to the last packet
 * @param roundTripMicros from the first packet to the first answer
 * @param source who started
 * @param sourcePort its port
 * @param destination who was asked
 * @param destinationPort its port; type * 256 + code for ICMP
 * @param service what it is about
 * @param outcome how it went
 * @param sent what the source sent
 * @param answered what the destination sent; null when nothing
 * @param planted what was planted that it belongs to; null for none
 */
public record Conversation(
    long startMicros,
    long durationMicros,
    long roundTripMicros,
    Peer source,
    int sourcePort,
    Peer destination,
    int destinationPort,
    Service service,
    Outcome outcome,
    Traffic sent,
    @Nullable Traffic answered,
    @Nullable Planted planted) {
  /** Whether one side is outside. */
  public boolean crossesBorder() {
    return source.as() != 0 || destination.as() != 0;
  }

  /** IANA protocol number. */
  public int protocol() {
    return service == Service.PING && !source.address().isIpv4() ? 58 : service.protocol();
  }

  /** Octets of IP and transport headers per packet. */
  public int headerOctets() {
    return (source.address().isIpv4() ? 20 : 40) + (service.protocol() == 6 ? 32 : 8);
  }
}
