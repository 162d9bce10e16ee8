// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * A port that is listened to.
 *
 * @param protocol what it speaks, for people: udp, tcp, tls
 * @param address where
 */
public record Endpoint(String protocol, InetSocketAddress address) {
  static final String UDP = "udp";

  /** As people write it: {@code udp *:2055}. */
  @Override
  public String toString() {
    boolean isResolved = address.getAddress() != null;
    boolean everywhere = isResolved && address.getAddress().isAnyLocalAddress();
    String host = isResolved ? address.getAddress().getHostAddress() : address.getHostString();
    return protocol + " " + (everywhere ? "*" : host) + ":" + address.getPort();
  }

  /** Says that {@code who} cannot listen here, why, and who tells more where somebody does. */
  public IOException unavailable(String who, IOException cause) {
    String hint = "; 'winnow doctor --port " + address.getPort() + "' tells why";
    return new IOException(
        who + ": cannot listen on " + this + ": " + cause.getMessage() + (isPortFree() ? "" : hint),
        cause);
  }

  /** Whether the port can be had, so that it is the address that cannot. */
  private boolean isPortFree() {
    try {
      if (protocol.equals(UDP)) {
        new DatagramSocket(address.getPort()).close();
      } else {
        new ServerSocket(address.getPort()).close();
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
