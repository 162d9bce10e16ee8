// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.count;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Does numbered pieces of work on a fixed number of threads. */
public final class Workers {
  private final int threads;

  public Workers(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be 1 or more, not " + threads);
    }
    this.threads = threads;
  }

  /** What a thread does with the pieces that it gets. */
  public interface Worker {
    void doPiece(int piece);
  }

  /** Makes what one thread needs; called once on each thread that works. */
  public interface WorkerSupplier {
    Worker create(int thread);
  }

  public int threads() {
    return threads;
  }

  /** Does pieces 0 to {@code pieces - 1}, each once; returns when all are done. */
  public void run(int pieces, WorkerSupplier workers) {
    AtomicInteger next = new AtomicInteger();
    IntConsumer loop =
        thread -> {
          Worker worker = workers.create(thread);
          for (int piece = next.getAndIncrement(); piece < pieces; piece = next.getAndIncrement()) {
            worker.doPiece(piece);
          }
        };
    int used = Math.max(1, Math.min(threads, pieces));
    if (used == 1) {
      loop.accept(0);
      return;
    }
    try (ExecutorService executor = Executors.newFixedThreadPool(used)) {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < used; thread++) {
        int number = thread;
        running.add(executor.submit(() -> loop.accept(number)));
      }
      running.forEach(Workers::await);
    }
  }

  private static void await(Future<?> future) {
    try {
      future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("an analysis was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("an analysis failed", e);
    }
  }
}
