// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import winnow.collector.FileIngest.Reading;
import winnow.lake.Lake;
import winnow.lake.catalog.LakeException;

/**
 * Brings many files into a lake: several are read at a time, and small ones are published together.
 * Each is in the lake entirely or not at all, whatever happens to the others. Memory is bounded: a
 * thread reads no further file while its rows are published.
 */
public final class Backlog {
  private final Lake lake;
  private final FileIngest ingest;
  private final int threads;
  private final AtomicBoolean isFull = new AtomicBoolean();

  /**
   * A backlog of files for {@code lake}.
   *
   * @param ingest reads files for the same lake
   * @param threads how many files are read at a time
   */
  public Backlog(Lake lake, FileIngest ingest, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + threads);
    }
    this.lake = lake;
    this.ingest = ingest;
    this.threads = threads;
  }

  /** Is told how things go, one call at a time, from several threads. */
  public interface Listener {
    /** More bytes of files were read. */
    default void read(long bytes) {}

    /** All is done that will be with a file. */
    void ended(IngestOutcome outcome);

    /** Whether no further file is to be read; those that were are published. */
    default boolean isStopped() {
      return false;
    }
  }

  /**
   * Ingests {@code files}. Begins with the first, and ends when the listener knows of all.
   *
   * @throws LakeException when the disk is full: files that were not told of are as before
   */
  public void ingest(List<InputFile> files, Listener listener) {
    Listener inTurn = new InTurn(listener);
    isFull.set(false);
    AtomicInteger next = new AtomicInteger();
    int workers = Math.min(threads, files.size());
    if (workers <= 1) {
      work(files, next, inTurn);
      return;
    }
    try (ExecutorService executor =
        Executors.newFixedThreadPool(
            workers, Thread.ofPlatform().daemon().name("winnow-ingest-", 0).factory())) {
      List<? extends Future<?>> working =
          IntStream.range(0, workers)
              .mapToObj(worker -> executor.submit(() -> work(files, next, inTurn)))
              .toList();
      working.forEach(Backlog::await);
    }
  }

  private void work(List<InputFile> files, AtomicInteger next, Listener listener) {
    try (FileGroup group = new FileGroup(lake, listener)) {
      for (int at = next.getAndIncrement(); at < files.size(); at = next.getAndIncrement()) {
        if (isFull.get()) {
          return;
        }
        if (listener.isStopped()) {
          break;
        }
        switch (read(files.get(at), listener)) {
          case Reading.Ended ended -> listener.ended(ended.outcome());
          case Reading.Staged staged -> group.add(staged);
        }
      }
      group.publish();
      for (InputFile file : group.takeOvertaken()) {
        listener.ended(readAlone(file, listener));
      }
    } catch (LakeException e) {
      isFull.set(true);
      throw e;
    }
  }

  private Reading read(InputFile file, Listener listener) {
    try {
      return ingest.read(file, listener::read);
    } catch (IOException | RuntimeException e) {
      return new Reading.Ended(failed(file, e));
    }
  }

  private IngestOutcome readAlone(InputFile file, Listener listener) {
    try {
      return ingest.ingest(file, bytes -> {});
    } catch (IOException | RuntimeException e) {
      return failed(file, e);
    }
  }

  /** One file must not keep those after it from coming in. */
  private static IngestOutcome failed(InputFile file, Exception failure) {
    DiskFull.rethrow(failure);
    return IngestOutcome.Failed.of(file, failure);
  }

  private static void await(Future<?> work) {
    try {
      work.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a thread that reads files failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted while files were read", e));
    }
  }

  /** Lets one thread at a time talk to a listener. */
  private record InTurn(Listener listener) implements Listener {
    @Override
    public synchronized void read(long bytes) {
      listener.read(bytes);
    }

    @Override
    public synchronized void ended(IngestOutcome outcome) {
      listener.ended(outcome);
    }

    @Override
    public boolean isStopped() {
      return listener.isStopped();
    }
  }
}
