// SPDX-License-Identifier: Apache-2.0
package winnow.decode.proxy;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the headers mean that a log may be told to write (RFC 9110). */
final class Headers {
  private Headers() {}

  /** The field of request header {@code name}, null when it is passed over. */
  static @Nullable HttpField ofRequest(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "user-agent" -> KnownField.USER_AGENT;
      case "referer", "referrer" -> KnownField.REFERRER;
      case "host" -> KnownField.AUTHORITY;
      case "x-forwarded-for" -> KnownField.FORWARDED_FOR;
      case "content-type" -> KnownField.REQUEST_MIME_TYPE;
      case "content-length" -> KnownField.REQUEST_BODY_OCTETS;
      default -> null;
    };
  }

  /** The field of response header {@code name}, null when it is passed over. */
  static @Nullable HttpField ofResponse(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "content-type" -> KnownField.MIME_TYPE;
      case "content-length" -> KnownField.RESPONSE_BODY_OCTETS;
      default -> null;
    };
  }
}
