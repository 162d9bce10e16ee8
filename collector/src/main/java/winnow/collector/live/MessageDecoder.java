// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.collector.spool.Sender;
import winnow.collector.spool.SpooledMessage;
import winnow.decode.DecodeSink;
import winnow.decode.exporter.DomainStatistics;

/**
 * Decodes the messages of a source, of one segment after another, in the order in which they
 * arrived. One thread at a time.
 */
public interface MessageDecoder {
  /** Hands everything in {@code message} to {@code sink}. */
  void decode(SpooledMessage message, DecodeSink sink);

  /** Takes what a segment holds: a message, or that a connection begins or has ended. */
  default void take(SpooledMessage message, DecodeSink sink) {
    Sender sender = message.sender();
    if (!message.isBoundary()) {
      decode(message, sink);
    } else if (sender != null) {
      endSession(sender, sink);
    }
  }

  /** A connection begins or has ended: what it said before holds no longer. */
  default void endSession(Sender connection, DecodeSink sink) {}

  /**
   * Hands to {@code sink} what was held back in memory alone, since the segment that ends here is
   * about to be deleted. What {@link #state} keeps may wait on.
   */
  default void endSegment(DecodeSink sink) {}

  /** Hands to {@code sink} all that was held back, since no more segments will come. */
  default void finish(DecodeSink sink) {
    endSegment(sink);
  }

  /** What came from each exporter, where the messages themselves tell more than their number. */
  default List<DomainStatistics> statistics() {
    return List.of();
  }

  /**
   * What it remembers of all messages so far, for {@link MessageKind#newDecoder} to go on from;
   * null when it remembers nothing.
   */
  default byte @Nullable [] state() {
    return null;
  }
}
