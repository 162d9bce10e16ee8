// SPDX-License-Identifier: Apache-2.0
package winnow.decode.http;

/**
 * How long the body of a message is (RFC 9112 section 6.3).
 *
 * @param kind what tells its end
 * @param octets its length where that is known, else 0
 */
record Framing(Kind kind, long octets) {
  static final Framing EMPTY = new Framing(Kind.LENGTH, 0);
  static final Framing CHUNKED = new Framing(Kind.CHUNKED, 0);
  static final Framing TO_CLOSE = new Framing(Kind.TO_CLOSE, 0);
  static final Framing TUNNEL = new Framing(Kind.TUNNEL, 0);

  /** What tells where a body ends. */
  enum Kind {
    /** Its length is given beforehand. */
    LENGTH,
    /** It comes in chunks, the last of which is empty. */
    CHUNKED,
    /** The end of the stream. */
    TO_CLOSE,
    /** No HTTP follows. */
    TUNNEL
  }

  static Framing ofLength(long octets) {
    return octets == 0 ? EMPTY : new Framing(Kind.LENGTH, octets);
  }
}
