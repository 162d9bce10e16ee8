// SPDX-License-Identifier: Apache-2.0
package winnow.server;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets in only what a person at this machine asks for. A page elsewhere can make the browser send
 * requests here; it shows in {@code Host} when its name was rebound to a loopback address, in
 * {@code Origin} or in {@code Sec-Fetch-Site} (Fetch Metadata) otherwise.
 */
final class CallerGuard {
  private static final int HTTP_PORT = 80;

  private final Set<String> authorities;

  /** Guards a server that listens on {@code port}. */
  CallerGuard(int port) {
    authorities =
        port == HTTP_PORT
            ? Set.of("localhost", "127.0.0.1", "[::1]", "localhost:80", "127.0.0.1:80", "[::1]:80")
            : Set.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port);
  }

  /**
   * What a request says about where it comes from; null is a header that was not sent.
   *
   * @param host Host
   * @param origin Origin
   * @param site Sec-Fetch-Site
   * @param mode Sec-Fetch-Mode
   * @param isPage whether it asks for a page and not for data
   */
  record Caller(
      @Nullable String host,
      @Nullable String origin,
      @Nullable String site,
      @Nullable String mode,
      boolean isPage) {}

  /** Why a request is refused; null when it is let in. */
  @Nullable String refusal(Caller caller) {
    if (caller.host() == null || !authorities.contains(caller.host())) {
      return "Host \"" + caller.host() + "\" is not this server: use " + sortedAuthorities();
    }
    if (caller.origin() != null && !isOurs(caller.origin())) {
      return "pages of origin \"" + caller.origin() + "\" may not ask this server";
    }
    if (caller.site() == null
        || caller.site().equals("same-origin")
        || caller.site().equals("none")) {
      return null;
    }
    // A link from a chat or a wiki may lead to a page; its data it asks for itself.
    if (caller.isPage() && "navigate".equals(caller.mode())) {
      return null;
    }
    return "requests from other sites (Sec-Fetch-Site \"" + caller.site() + "\") are not answered";
  }

  private boolean isOurs(String origin) {
    return origin.startsWith("http://") && authorities.contains(origin.substring(7));
  }

  private String sortedAuthorities() {
    return String.join(", ", authorities.stream().sorted().toList());
  }
}
