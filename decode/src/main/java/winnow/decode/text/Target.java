// SPDX-License-Identifier: Apache-2.0
package winnow.decode.text;

import org.jspecify.annotations.Nullable;
import winnow.schema.HttpBuilder;

/**
 * Takes request targets apart where they lie in a line (RFC 9112 section 3.2, RFC 3986 section 3):
 * origin form, absolute form and authority form are told by their syntax, so the method need not be
 * known. Nothing is decoded or normalised; the query keeps its question mark, user information is
 * dropped.
 */
public final class Target {
  private static final int MAX_SCHEME_BYTES = 16;
  private static final int MAX_PORT_DIGITS = 5;
  private static final int MAX_PORT = 0xffff;
  private static final int MAX_METHOD_BYTES = 32;

  private final HttpBuilder http;
  private final TextPool pool;

  /** Puts what it finds into {@code http}. */
  public Target(HttpBuilder http, TextPool pool) {
    this.http = http;
    this.pool = pool;
  }

  /**
   * Puts the parts of {@code value}.
   *
   * @param hostFirst whether text without scheme starts with a host rather than a path
   */
  public void put(Slice value, boolean hostFirst) {
    byte[] bytes = value.bytes();
    int from = value.start();
    int to = value.end();
    if (from < to && bytes[from] == '/') {
      pathAndQuery(bytes, from, to);
      return;
    }
    int schemeEnd = schemeEnd(bytes, from, to);
    if (schemeEnd > 0) {
      http.scheme = pool.text(bytes, from, schemeEnd);
      hostAndRest(bytes, schemeEnd + 3, to);
    } else if (hostFirst || portStart(bytes, from, to) > 0) {
      hostAndRest(bytes, from, to);
    } else {
      pathAndQuery(bytes, from, to);
    }
  }

  /** Puts method, target and version of a request line; what is none of that becomes the path. */
  public void requestLine(Slice value) {
    byte[] bytes = value.bytes();
    int from = value.start();
    int to = value.end();
    int methodEnd = Bytes.indexOf(bytes, from, to, (byte) ' ');
    if (methodEnd == to
        || methodEnd - from > MAX_METHOD_BYTES
        || !isToken(bytes, from, methodEnd)) {
      http.path = Utf8.decode(bytes, from, to);
      return;
    }
    http.method = pool.text(bytes, from, methodEnd);
    int versionStart = versionStart(bytes, methodEnd, to);
    if (versionStart < to) {
      http.version = pool.text(bytes, versionStart + "HTTP/".length(), to);
    }
    int targetEnd = versionStart < to ? versionStart - 1 : to;
    put(new Slice().over(bytes, methodEnd + 1, Math.max(targetEnd, methodEnd + 1)), false);
  }

  /** Puts the host and port of {@code bytes[from, to)}. */
  public void authority(byte[] bytes, int from, int to) {
    int start = from;
    for (int at = from; at < to; at++) {
      start = bytes[at] == '@' ? at + 1 : start;
    }
    int portStart = portStart(bytes, start, to);
    Integer port = portStart < 0 ? null : port(bytes, portStart, to);
    int hostEnd = port == null ? to : portStart - 1;
    if (hostEnd > start) {
      http.host = pool.text(bytes, start, hostEnd);
    }
    if (port != null) {
      http.port = port;
    }
  }

  private void hostAndRest(byte[] bytes, int from, int to) {
    int end = from;
    while (end < to && bytes[end] != '/' && bytes[end] != '?' && bytes[end] != '#') {
      end++;
    }
    authority(bytes, from, end);
    pathAndQuery(bytes, end, to);
  }

  private void pathAndQuery(byte[] bytes, int from, int to) {
    int question = Bytes.indexOf(bytes, from, to, (byte) '?');
    if (question > from) {
      http.path =
          question - from == 1
              ? pool.text(bytes, from, question)
              : Utf8.decode(bytes, from, question);
    }
    if (question < to) {
      http.query = Utf8.decode(bytes, question, to);
    }
  }

  /** Index of the `://` after a scheme, or -1. */
  private static int schemeEnd(byte[] bytes, int from, int to) {
    int last = Math.min(to - 2, from + MAX_SCHEME_BYTES + 1);
    for (int at = from; at < last; at++) {
      if (bytes[at] == ':') {
        return at > from && bytes[at + 1] == '/' && bytes[at + 2] == '/' ? at : -1;
      }
      if (bytes[at] == '/' || bytes[at] == '?') {
        return -1;
      }
    }
    return -1;
  }

  /** Index of the digits after the last colon, when all after it are digits; or -1. */
  private static int portStart(byte[] bytes, int from, int to) {
    int at = to;
    while (at > from && bytes[at - 1] >= '0' && bytes[at - 1] <= '9') {
      at--;
    }
    int digits = to - at;
    boolean colon = at > from && bytes[at - 1] == ':';
    if (!colon || digits < 1 || digits > MAX_PORT_DIGITS) {
      return -1;
    }
    // Colons before it make it an IPv6 address, whose last group is no port without brackets.
    boolean bracket = at - 2 >= from && bytes[at - 2] == ']';
    return bracket || Bytes.indexOf(bytes, from, at - 1, (byte) ':') == at - 1 ? at : -1;
  }

  private static @Nullable Integer port(byte[] bytes, int from, int to) {
    int port = 0;
    for (int at = from; at < to; at++) {
      port = port * 10 + bytes[at] - '0';
    }
    return port > MAX_PORT ? null : port;
  }

  /** Index of the `HTTP/` that ends a request line, or {@code to}. */
  private static int versionStart(byte[] bytes, int from, int to) {
    int at = to;
    while (at > from && bytes[at - 1] != ' ') {
      at--;
    }
    boolean version =
        to - at > 5
            && bytes[at] == 'H'
            && bytes[at + 1] == 'T'
            && bytes[at + 2] == 'T'
            && bytes[at + 3] == 'P'
            && bytes[at + 4] == '/';
    return version ? at : to;
  }

  private static boolean isToken(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      int letter = bytes[at] | 0x20;
      if ((letter < 'a' || letter > 'z') && bytes[at] != '-' && bytes[at] != '_') {
        return false;
      }
    }
    return to > from;
  }
}
