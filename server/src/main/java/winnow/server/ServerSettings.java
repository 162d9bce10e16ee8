// SPDX-License-Identifier: Apache-2.0
package winnow.server;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where the server listens.
 *
 * @param address a loopback address: nobody is asked for a password yet
 * @param port TCP port; 0 for any free one
 */
public record ServerSettings(InetAddress address, int port) {
  /** The port where people look first. */
  public static final int DEFAULT_PORT = 8787;

  private static final int LAST_PORT = 65_535;

  /** Refuses to listen where others could connect. */
  public ServerSettings {
    if (!address.isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "the server does not listen on "
              + address.getHostAddress()
              + ": it has no log-in yet, so whoever reaches it reads everything; use 127.0.0.1 or"
              + " ::1, and an SSH tunnel from elsewhere");
    }
    if (port < 0 || port > LAST_PORT) {
      throw new IllegalArgumentException("port " + port + " is not in 0 to " + LAST_PORT);
    }
  }

  /** 127.0.0.1 and the default port. */
  public static ServerSettings defaults() {
    return of("127.0.0.1", DEFAULT_PORT);
  }

  /**
   * Reads an address.
   *
   * @param host 127.0.0.1, ::1 or localhost
   */
  public static ServerSettings of(String host, int port) {
    try {
      return new ServerSettings(InetAddress.getByName(host), port);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("no such address to listen on: \"" + host + "\"", e);
    }
  }
}
