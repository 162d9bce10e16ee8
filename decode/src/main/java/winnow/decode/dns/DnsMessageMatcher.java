// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dns;

import winnow.decode.BigEndian;
import winnow.decode.DecodeSink;
import winnow.decode.text.BadValueException;

/**
 * Makes transactions of DNS messages in wire format that come one by one, in the order in which
 * they were seen. One matcher per input; {@link #finish} at its end.
 */
public final class DnsMessageMatcher {
  private static final long HASH_MULTIPLIER = 0x9e37_79b9_7f4a_7c15L;

  private final DnsMessageParser parser = new DnsMessageParser();
  private final DnsTransactions transactions = new DnsTransactions();

  /**
   * Takes the message in {@code bytes[from, to)}.
   *
   * @throws BadValueException when it is no DNS message
   */
  public void accept(Envelope envelope, byte[] bytes, int from, int to, DecodeSink sink)
      throws BadValueException {
    DnsMessage message = parser.parse(bytes, from, to, false);
    transactions.accept(
        new DnsTransactions.Sighting(
            message, envelope, to - from, null, hash(message, bytes, from, to)),
        sink);
  }

  /** Hands on the queries that still wait for a response. */
  public void finish(DecodeSink sink) {
    transactions.finish(sink);
  }

  /** A hash of the bytes of a response, by which it is known when it comes again; 0 of a query. */
  static int hash(DnsMessage message, byte[] bytes, int from, int to) {
    if (!message.isResponse()) {
      return 0;
    }
    long hash = to - from;
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      hash = (hash ^ BigEndian.i64(bytes, at)) * HASH_MULTIPLIER;
      hash ^= hash >>> 32;
    }
    for (; at < to; at++) {
      hash = (hash ^ bytes[at]) * HASH_MULTIPLIER;
    }
    return (int) (hash >>> 32);
  }
}
