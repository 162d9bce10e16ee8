// SPDX-License-Identifier: Apache-2.0
package winnow.app.terminal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;

/**
 * Waits until the process is asked to stop (SIGINT, SIGTERM), so that the command ends by itself,
 * with all that runs at the end of a Java process still to come. Who asks twice gets no wait.
 */
public final class StopSignal implements AutoCloseable {
  private static final int STOPPED_TWICE = 130;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final Object defaultInterrupt = Signals.register("INT", this::ask);
  private final Object defaultTerminate = Signals.register("TERM", this::ask);

  /** Returns when the process is asked to stop. */
  public void await() throws InterruptedException {
    asked.await();
  }

  /** Returns when the process is asked to stop, or after {@code most}; tells whether it is. */
  public boolean await(Duration most) throws InterruptedException {
    return asked.await(most.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void ask() {
    if (asked.getCount() == 0) {
      Runtime.getRuntime().halt(STOPPED_TWICE);
    }
    asked.countDown();
  }

  /** Leaves signals to the system again. */
  @Override
  public void close() {
    Signals.unregister("INT", defaultInterrupt);
    Signals.unregister("TERM", defaultTerminate);
  }
}
