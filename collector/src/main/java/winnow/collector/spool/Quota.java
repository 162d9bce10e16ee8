// SPDX-License-Identifier: Apache-2.0
package winnow.collector.spool;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes a spool holds, and may hold. Thread-safe. */
final class Quota {
  private final long mostBytes;
  private final AtomicLong held = new AtomicLong();

  Quota(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Takes {@code bytes} if there is room. */
  boolean take(long bytes) {
    if (held.addAndGet(bytes) <= mostBytes) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  /** Takes what is there already, room or not. */
  void found(long bytes) {
    held.addAndGet(bytes);
  }

  void release(long bytes) {
    held.addAndGet(-bytes);
  }

  long held() {
    return held.get();
  }

  long mostBytes() {
    return mostBytes;
  }
}
