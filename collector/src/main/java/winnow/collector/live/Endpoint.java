// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * A port that is listened to.
 *
 * @param protocol what it speaks, for people: udp, tcp, tls
 * @param address where
 */
public record Endpoint(String protocol, InetSocketAddress address) {
  /** As people write it: {@code udp *:2055}. */
  @Override
  public String toString() {
    boolean isResolved = address.getAddress() != null;
    boolean everywhere = isResolved && address.getAddress().isAnyLocalAddress();
    String host = isResolved ? address.getAddress().getHostAddress() : address.getHostString();
    return protocol + " " + (everywhere ? "*" : host) + ":" + address.getPort();
  }

  /** Says that {@code who} cannot listen here, why, and who tells more. */
  public IOException unavailable(String who, IOException cause) {
    return new IOException(
        "%s: cannot listen on %s: %s; 'winnow doctor --port %d' tells who does"
            .formatted(who, this, cause.getMessage(), address.getPort()),
        cause);
  }
}
