// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Waits until the process is asked to stop, and holds its end back until what was open is closed.
 */
final class StopSignal implements AutoCloseable {
  private static final long CLOSING_SECONDS = 10;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Starts to listen for the signal; to be opened before, and so closed after, all else. */
  StopSignal() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::hold, "stop"));
  }

  /** Returns when the process is asked to stop. */
  void await() throws InterruptedException {
    asked.await();
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private void hold() {
    asked.countDown();
    try {
      closed.await(CLOSING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
