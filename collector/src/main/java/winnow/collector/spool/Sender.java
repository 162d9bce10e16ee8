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
 * @param isConnection whether it made a connection, whose begin and end the spool tells
 */
public record Sender(IpAddress address, int port, boolean isConnection) {
  private static final int PORTS = 1 << 16;

  /** A sender of datagrams. */
  public Sender(IpAddress address, int port) {
    this(address, port, false);
  }

  /** Which transport session of the address it is: a port, of connections beyond all ports. */
  public int session() {
    return isConnection ? PORTS + port : port;
  }

  /** The sender at a socket address that made a connection. */
  public static Sender ofConnection(InetSocketAddress socket) {
    return new Sender(addressOf(socket.getAddress()), socket.getPort(), true);
  }

  /** The sender of datagrams at a socket address. */
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
