// SPDX-License-Identifier: Apache-2.0
package winnow.collector.capture;

import org.jspecify.annotations.Nullable;

/**
 * What to capture.
 *
 * @param interfaceName name of the interface, such as {@code eth0}; {@code any} on Linux for all
 * @param filter which packets to take, in the language of pcap-filter(7); null for all
 * @param snapLength bytes that are kept of each packet, from its start
 */
public record CaptureSettings(String interfaceName, @Nullable String filter, int snapLength) {
  /** Less does not hold the headers of most packets. */
  private static final int FEWEST_BYTES = 64;

  /** Checks the range. */
  public CaptureSettings {
    if (snapLength < FEWEST_BYTES || snapLength > LiveCapture.MAX_PACKET_BYTES) {
      throw new IllegalArgumentException(
          "%d bytes of each packet: %d to %d can be kept"
              .formatted(snapLength, FEWEST_BYTES, LiveCapture.MAX_PACKET_BYTES));
    }
  }

  /** All packets of an interface, whole. */
  public static CaptureSettings of(String interfaceName) {
    return new CaptureSettings(interfaceName, null, LiveCapture.MAX_PACKET_BYTES);
  }

  /** Begins to capture. */
  LiveCapture open() throws CaptureUnavailableException {
    return LiveCapture.open(interfaceName, filter, snapLength);
  }
}
