// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import winnow.lake.Lake;
import winnow.lake.search.Search;

/** Runs searches, few at a time, since each may use much memory. Thread-safe. */
final class Searches {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final Lake lake;
  private final int most;
  private final Duration patience;
  private final Semaphore turns;

  /**
   * Searches in {@code lake}.
   *
   * @param most how many at a time
   * @param patience how long one waits for its turn
   */
  Searches(Lake lake, int most, Duration patience) {
    this.lake = lake;
    this.most = most;
    this.patience = patience;
    turns = new Semaphore(most, true);
  }

  /**
   * Does {@code work} with a search over the events of a time range.
   *
   * @throws BusyException when others take too long
   */
  <T> T run(long fromMicros, long toMicros, Function<Search, T> work) {
    takeTurn();
    try (Search search = lake.search(fromMicros, toMicros)) {
      return work.apply(search);
    } finally {
      turns.release();
    }
  }

  private void takeTurn() {
    try {
      if (turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new BusyException(most, RETRY_AFTER);
  }
}
