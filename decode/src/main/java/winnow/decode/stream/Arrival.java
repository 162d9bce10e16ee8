// SPDX-License-Identifier: Apache-2.0
package winnow.decode.stream;

import org.jspecify.annotations.Nullable;
import winnow.decode.pcap.PacketView;

/**
 * What outlives a packet that brought a message or the last piece of one.
 *
 * @param captureOffset offset in the capture of the packet's record
 * @param timestampMicros when it was captured, microseconds since the epoch
 * @param wireLength its bytes on the wire, link header included
 */
public record Arrival(long captureOffset, long timestampMicros, long wireLength) {
  /** The arrival of {@code packet}. */
  public static Arrival of(PacketView packet) {
    return new Arrival(packet.captureOffset(), packet.timestampMicros(), packet.wireLength());
  }

  /** This one or {@code other}, whichever comes later in the capture. */
  Arrival laterOf(@Nullable Arrival other) {
    return other == null || captureOffset >= other.captureOffset ? this : other;
  }
}
