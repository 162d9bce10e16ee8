// SPDX-License-Identifier: Apache-2.0
package winnow.collector.stream;

import winnow.collector.live.MessageDecoder;
import winnow.collector.live.MessageKind;
import winnow.collector.spool.SpooledMessage;
import winnow.decode.DecodeSink;
import winnow.decode.dnstap.DnstapFrames;

/**
 * Decodes dnstap messages, each the content of a data frame. A query whose response comes in a
 * later segment is stored without it, and the response by itself.
 */
public final class DnstapMessages implements MessageDecoder {
  /** dnstap. */
  public static final MessageKind KIND = new MessageKind("dnstap", state -> new DnstapMessages());

  private DnstapFrames frames = new DnstapFrames();

  private DnstapMessages() {}

  @Override
  public void decode(SpooledMessage message, DecodeSink sink) {
    int end = message.offset() + message.length();
    frames.decode(message.bytes(), message.offset(), end, message.segmentOffset(), sink);
  }

  @Override
  public void endSegment(DecodeSink sink) {
    frames.finish(sink);
    frames = new DnstapFrames();
  }
}
