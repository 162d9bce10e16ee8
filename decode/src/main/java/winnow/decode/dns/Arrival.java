// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dns;

import org.jspecify.annotations.Nullable;
import winnow.decode.pcap.PacketView;
import winnow.schema.Endpoint;

/**
 * What outlives a packet that brought a message or the last piece of one.
 *
 * @param captureOffset offset in the capture of the packet's record
 * @param timestampMicros when it was captured, microseconds since the epoch
 * @param wireLength its bytes on the wire, link header included
 * @param source where it comes from
 * @param destination where it goes
 */
record Arrival(
    long captureOffset,
    long timestampMicros,
    long wireLength,
    Endpoint source,
    Endpoint destination) {

  static Arrival of(PacketView packet) {
    return new Arrival(
        packet.captureOffset(),
        packet.timestampMicros(),
        packet.wireLength(),
        new Endpoint(packet.source(), packet.sourcePort()),
        new Endpoint(packet.destination(), packet.destinationPort()));
  }

  /** This one or {@code other}, whichever comes later in the capture. */
  Arrival laterOf(@Nullable Arrival other) {
    return other == null || captureOffset >= other.captureOffset ? this : other;
  }
}
