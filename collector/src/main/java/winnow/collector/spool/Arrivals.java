// SPDX-License-Identifier: Apache-2.0
package winnow.collector.spool;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts what arrived at a source since it was made. Thread-safe. */
public final class Arrivals {
  private final LongAdder messages = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder droppedMessages = new LongAdder();
  private final AtomicLong lastMicros = new AtomicLong(Long.MIN_VALUE);

  /** Counts messages that were kept. */
  public void kept(long count, long size, long receivedMicros) {
    messages.add(count);
    bytes.add(size);
    lastMicros.accumulateAndGet(receivedMicros, Math::max);
  }

  /** Counts messages that were received and could not be kept. */
  public void dropped(long count) {
    droppedMessages.add(count);
  }

  /** Messages kept. */
  public long messages() {
    return messages.sum();
  }

  /** Bytes of the messages kept. */
  public long bytes() {
    return bytes.sum();
  }

  /** Messages received and not kept, since the quota was used up or the disk full. */
  public long droppedMessages() {
    return droppedMessages.sum();
  }

  /**
   * When the last message was received, microseconds since the epoch; {@link Long#MIN_VALUE} before
   * the first.
   */
  public long lastMicros() {
    return lastMicros.get();
  }
}
