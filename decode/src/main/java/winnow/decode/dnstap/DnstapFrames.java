// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dnstap;

import winnow.decode.DecodeSink;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.dns.DnsMessageMatcher;
import winnow.decode.dns.Envelope;
import winnow.decode.text.BadValueException;

/** Decodes dnstap messages one by one, and matches queries with responses. One thread. */
public final class DnstapFrames {
  private final DnstapMessage message = new DnstapMessage();
  private final DnsMessageMatcher matcher = new DnsMessageMatcher();

  /**
   * Decodes a message: the content of a data frame, {@code bytes[from, to)}.
   *
   * @param inputOffset where it starts in the input, for rejections
   */
  public void decode(byte[] bytes, int from, int to, long inputOffset, DecodeSink sink) {
    try {
      message.read(bytes, from, to);
      Envelope envelope = message.envelope();
      if (envelope == null) {
        sink.skip(SkipReason.OTHER_PROTOCOL, 1);
      } else {
        matcher.accept(envelope, bytes, message.from(), message.to(), sink);
      }
    } catch (BadValueException e) {
      sink.reject(new Rejection(e.reason(), inputOffset, e.sentence()));
    }
  }

  /** Hands on what waits for its other half. */
  public void finish(DecodeSink sink) {
    matcher.finish(sink);
  }
}
