// SPDX-License-Identifier: Apache-2.0
package winnow.collector.spool;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the messages of one source until they are in the lake. A message that was taken survives
 * the end of the process, however it comes. Thread-safe; messages of one thread keep their order.
 */
public interface SpoolSink {
  /**
   * Keeps all messages of {@code batch} or none, and clears it.
   *
   * @return false when they had to be dropped, which has been counted: the quota is used up, or the
   *     disk is full
   */
  boolean append(FrameBatch batch);

  /**
   * Keeps one message; for sources with few. Many are cheaper in a {@link FrameBatch}.
   *
   * @param sender where it came from; null when not known
   * @param receivedMicros when it was received, microseconds since the epoch
   * @param message its bytes, at most {@link FrameBatch#MAX_MESSAGE_BYTES}
   * @return false when it had to be dropped, which has been counted
   */
  boolean append(@Nullable Sender sender, long receivedMicros, ByteBuffer message);

  /**
   * Keeps, in its place among the messages, that a connection begins or has ended: what earlier
   * messages of the same sender said holds no longer.
   *
   * @return false when there was no room for it
   */
  boolean boundary(Sender connection, long atMicros);
}
