// SPDX-License-Identifier: Apache-2.0
package winnow.decode.text;

import java.util.Optional;
import winnow.schema.IpAddress;

/** The X-Forwarded-For header, which proxies fill: the client, then each proxy but the last. */
public final class ForwardedFor {
  private ForwardedFor() {}

  /** The first address in {@code header}; some write a port after it. */
  public static Optional<IpAddress> client(String header) {
    for (String element : header.split(",", -1)) {
      Optional<IpAddress> address = address(element.strip());
      if (address.isPresent()) {
        return address;
      }
    }
    return Optional.empty();
  }

  private static Optional<IpAddress> address(String text) {
    int bracket = text.indexOf(']');
    if (text.startsWith("[") && bracket > 0) {
      return IpAddress.find(text.substring(1, bracket));
    }
    int colon = text.indexOf(':');
    boolean hasPort = colon > 0 && colon == text.lastIndexOf(':');
    return IpAddress.find(hasPort ? text.substring(0, colon) : text);
  }
}
