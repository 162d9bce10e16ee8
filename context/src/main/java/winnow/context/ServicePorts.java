// SPDX-License-Identifier: Apache-2.0
package winnow.context;

import java.util.Optional;

/** Names of the services that commonly listen on a port. */
public final class ServicePorts {
  private static final CodeTable TCP = CodeTable.load("tcp-ports.tsv");
  private static final CodeTable UDP = CodeTable.load("udp-ports.tsv");
  private static final int TCP_NUMBER = 6;
  private static final int UDP_NUMBER = 17;

  private ServicePorts() {}

  /**
   * The service commonly found on a port, such as "ssh".
   *
   * @param protocol IANA protocol number
   */
  public static Optional<String> name(int port, int protocol) {
    return switch (protocol) {
      case TCP_NUMBER -> Optional.ofNullable(TCP.find(port));
      case UDP_NUMBER -> Optional.ofNullable(UDP.find(port));
      default -> Optional.empty();
    };
  }
}
