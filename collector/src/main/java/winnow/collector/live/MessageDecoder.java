// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import org.jspecify.annotations.Nullable;
import winnow.collector.spool.SpooledMessage;
import winnow.decode.DecodeSink;

/**
 * Decodes the messages of a source, of one segment after another, in the order in which they
 * arrived. One thread at a time.
 */
public interface MessageDecoder {
  /** Hands everything in {@code message} to {@code sink}. */
  void decode(SpooledMessage message, DecodeSink sink);

  /**
   * Hands what was held back for messages to come to {@code sink}, as far as it is to be in the
   * lake with the segment that ends here.
   */
  default void endSegment(DecodeSink sink) {}

  /**
   * What it remembers of all messages so far, for {@link MessageKind#newDecoder} to go on from;
   * null when it remembers nothing.
   */
  default byte @Nullable [] state() {
    return null;
  }
}
