// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dns;

import winnow.decode.DecodeSink;
import winnow.decode.text.BadValueException;

/**
 * Makes transactions of DNS messages in wire format that come one by one, in the order in which
 * they were seen. One matcher per input; {@link #finish} at its end.
 */
public final class DnsMessageMatcher {
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
        new DnsTransactions.Sighting(message, envelope, to - from, null, hash(bytes, from, to)),
        sink);
  }

  /** Hands on the queries that still wait for a response. */
  public void finish(DecodeSink sink) {
    transactions.finish(sink);
  }

  static int hash(byte[] bytes, int from, int to) {
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
  }
}
