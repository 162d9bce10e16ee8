// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits until the process is asked to stop, and holds its end back until what was open is closed.
 */
final class StopSignal implements AutoCloseable {
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final Duration longestClosing;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable Integer exitCode;

  /** Starts to listen for the signal; to be opened before, and so closed after, all else. */
  StopSignal() {
    this(CLOSING);
  }

  /**
   * Starts to listen for the signal; to be opened before, and so closed after, all else.
   *
   * @param longestClosing after how long the process ends, closed or not
   */
  StopSignal(Duration longestClosing) {
    this.longestClosing = longestClosing;
    Runtime.getRuntime().addShutdownHook(new Thread(this::hold, "stop"));
  }

  /** Returns when the process is asked to stop. */
  void await() throws InterruptedException {
    asked.await();
  }

  /** Returns when the process is asked to stop, or after {@code most}; tells whether it is. */
  boolean await(Duration most) throws InterruptedException {
    return asked.await(most.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Says with which code the process shall end when it was asked to, in place of the signal's. */
  void endWith(int code) {
    exitCode = code;
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private void hold() {
    asked.countDown();
    try {
      closed.await(longestClosing.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Integer code = exitCode;
    if (code != null) {
      Runtime.getRuntime().halt(code);
    }
  }
}
