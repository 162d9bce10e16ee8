// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

/** Waits for threads that were told to end. */
public final class EndOfThread {
  private EndOfThread() {}

  /** Waits until {@code thread} has ended; an interrupt meanwhile is kept for the caller. */
  public static void await(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
