// SPDX-License-Identifier: Apache-2.0
package winnow.collector.spool;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import winnow.decode.BigEndian;
import winnow.schema.IpAddress;

/**
 * Where a message came from.
 *
 * @param address the exporter's address
 * @param port its port, 0 to 65535
 */
public record Sender(IpAddress address, int port) {
  /** The sender at a socket address. */
  public static Sender of(InetSocketAddress socket) {
    return new Sender(addressOf(socket.getAddress()), socket.getPort());
  }

  private static IpAddress addressOf(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address
        ? IpAddress.ofIpv4(BigEndian.i32(bytes, 0))
        : IpAddress.ofBytes(bytes, 0, bytes.length);
  }
}
