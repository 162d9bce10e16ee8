// SPDX-License-Identifier: Apache-2.0
package winnow.decode.text;

import org.jspecify.annotations.Nullable;
import winnow.schema.HttpBuilder;

/**
 * Takes request targets and authorities apart (RFC 9112 section 3.2, RFC 3986 section 3). Nothing
 * is decoded or normalised; the query keeps its question mark.
 */
public final class Uris {
  private static final String CONNECT = "CONNECT";
  private static final int MAX_SCHEME_CHARS = 16;
  private static final int MAX_PORT = 0xffff;

  private Uris() {}

  /**
   * Puts the parts of {@code target}, as sent with {@code method}, into {@code http}. The target of
   * CONNECT is an authority (RFC 9112 section 3.2.3); whoever sends a path there gets a path.
   */
  public static void putTarget(HttpBuilder http, @Nullable String method, String target) {
    if (CONNECT.equals(method) && !target.startsWith("/")) {
      putAuthority(http, target);
      return;
    }
    int schemeEnd = target.indexOf("://");
    String rest = target;
    if (schemeEnd > 0 && schemeEnd <= MAX_SCHEME_CHARS && target.indexOf('/') > schemeEnd) {
      http.scheme = target.substring(0, schemeEnd);
      int authority = schemeEnd + 3;
      int end = authorityEnd(target, authority);
      putAuthority(http, target.substring(authority, end));
      rest = target.substring(end);
    }
    int question = rest.indexOf('?');
    String path = question < 0 ? rest : rest.substring(0, question);
    http.path = path.isEmpty() ? null : path;
    http.query = question < 0 ? null : rest.substring(question);
  }

  /** Puts host and port of {@code authority} into {@code http}; user information is dropped. */
  public static void putAuthority(HttpBuilder http, String authority) {
    String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = hostAndPort.lastIndexOf(':');
    Integer port = colon < 0 || colon < hostAndPort.indexOf(']') ? null : port(hostAndPort, colon);
    String host = port == null ? hostAndPort : hostAndPort.substring(0, colon);
    if (!host.isEmpty()) {
      http.host = host;
    }
    if (port != null) {
      http.port = port;
    }
  }

  private static int authorityEnd(String target, int from) {
    int end = from;
    while (end < target.length() && "/?#".indexOf(target.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /** The number after {@code colon}, null when there is none. */
  private static @Nullable Integer port(String text, int colon) {
    int digits = text.length() - colon - 1;
    if (digits < 1 || digits > 5 || text.indexOf(':') != colon && text.indexOf(']') < 0) {
      return null;
    }
    int port = 0;
    for (int i = colon + 1; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return null;
      }
      port = port * 10 + digit;
    }
    return port > MAX_PORT ? null : port;
  }
}
