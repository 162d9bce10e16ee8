// SPDX-License-Identifier: Apache-2.0
package winnow.synth.blend;

import java.util.Arrays;
import winnow.synth.traffic.Service;

/** What a conversation is about, told by its port as sensors do. */
final class Services {
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int WEB_OVER_TLS = 443;

  private Services() {}

  static Service of(int protocol, int port) {
    if (protocol != TCP && protocol != UDP) {
      return Service.PING;
    }
    if (port == WEB_OVER_TLS) {
      return protocol == TCP ? Service.HTTPS : Service.QUIC;
    }
    return Arrays.stream(Service.values())
        .filter(service -> service.protocol() == protocol && service.port() == port && port != 0)
        .findFirst()
        .orElse(protocol == TCP ? Service.OTHER_TCP : Service.OTHER_UDP);
  }
}
