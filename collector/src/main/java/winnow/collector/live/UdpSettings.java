// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import java.net.InetSocketAddress;

/**
 * How to listen to a UDP port.
 *
 * @param address address and port; port 0 for any free one
 * @param sockets how many sockets share the port
 * @param bufferBytes buffer of each socket in the system, as asked for
 */
public record UdpSettings(InetSocketAddress address, int sockets, int bufferBytes) {
  private static final int LEAST_SOCKETS = 2;
  private static final int MOST_SOCKETS = 8;
  private static final int BUFFER_BYTES = 32 << 20;

  /** Checks the ranges. */
  public UdpSettings {
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("no such address: " + address.getHostString());
    }
    if (sockets < 1 || bufferBytes < 1) {
      throw new IllegalArgumentException(sockets + " sockets with " + bufferBytes + " bytes");
    }
  }

  /** A socket for each processor, 2 to 8, with a buffer of 32 MiB. */
  public static UdpSettings at(InetSocketAddress address) {
    int processors = Runtime.getRuntime().availableProcessors();
    return new UdpSettings(
        address, Math.clamp(processors, LEAST_SOCKETS, MOST_SOCKETS), BUFFER_BYTES);
  }
}
