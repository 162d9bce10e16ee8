// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs numbered pieces of work on a fixed number of threads, the caller's among them, and waits for
 * all.
 */
final class ParallelRanges implements AutoCloseable {
  private final int threads;
  private final ExecutorService others;

  ParallelRanges(int threads) {
    this.threads = threads;
    others =
        Executors.newFixedThreadPool(
            Math.max(1, threads - 1), Thread.ofPlatform().daemon().name("topics-", 1).factory());
  }

  int threads() {
    return threads;
  }

  /** Does pieces 0 to {@code pieces - 1}, each once, by whichever thread is free. */
  void forEach(int pieces, Piece piece) {
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> pending = new ArrayList<>(threads);
    for (int thread = 1; thread < Math.min(threads, pieces); thread++) {
      int number = thread;
      pending.add(others.submit(() -> work(number, next, pieces, piece)));
    }
    work(0, next, pieces, piece);
    pending.forEach(ParallelRanges::await);
  }

  @Override
  public void close() {
    others.shutdown();
  }

  private static void work(int thread, AtomicInteger next, int pieces, Piece piece) {
    for (int i = next.getAndIncrement(); i < pieces; i = next.getAndIncrement()) {
      piece.run(thread, i);
    }
  }

  private static void await(Future<?> future) {
    try {
      future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "training failed on another thread: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("training was interrupted", e);
    }
  }

  /** One piece of the work. */
  @FunctionalInterface
  interface Piece {
    /**
     * Does it.
     *
     * @param thread 0 to threads − 1, never the same at the same time
     * @param index which piece
     */
    void run(int thread, int index);
  }
}
