// SPDX-License-Identifier: Apache-2.0
package winnow.decode.http;

import winnow.schema.HttpBuilder;

/** A request and what is known of its response. */
final class Exchange {
  /** The version of a request that names none (RFC 1945 section 3.1). */
  static final String NO_VERSION = "0.9";

  final HttpBuilder http = new HttpBuilder();

  /** Whether the request is over, seen or not. */
  boolean requestEnded;

  /** Whether a response to it has begun. */
  boolean responseBegun;

  /** Whether the response is over. */
  boolean responseEnded;

  /** Bytes of text that it keeps. */
  int heldBytes;

  /** Whether the request names no version, so that the response is a body alone. */
  boolean isUnversioned() {
    return NO_VERSION.equals(http.version);
  }

  boolean isHead() {
    return "HEAD".equals(http.method);
  }

  boolean isConnect() {
    return "CONNECT".equals(http.method);
  }

  boolean isEnded() {
    return requestEnded && responseEnded;
  }
}
