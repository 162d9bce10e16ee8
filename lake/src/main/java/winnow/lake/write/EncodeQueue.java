// SPDX-License-Identifier: Apache-2.0
package winnow.lake.write;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import winnow.lake.catalog.LakeException;
import winnow.schema.batch.ColumnBatch;

/**
 * Encodes batches on a thread of its own, in the order in which they come, so that decoding and
 * encoding overlap. What goes wrong there surfaces in the next call.
 */
public final class EncodeQueue implements AutoCloseable {
  private static final int CAPACITY = 2;

  private final DataFileWriters writers;
  private final BlockingQueue<Work> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final FutureTask<List<NewFile>> encoding = new FutureTask<>(encode());
  private final Thread thread;
  private volatile boolean abandoned;

  public EncodeQueue(DataFileWriters writers, String name) {
    this.writers = writers;
    thread = Thread.ofPlatform().daemon().name("winnow-encode-" + name).unstarted(encoding);
  }

  /** A batch to encode, or the end. */
  private sealed interface Work {
    /** Rows of one partition. */
    record Batch(Partition partition, ColumnBatch rows) implements Work {}

    /** No more batches. */
    record End() implements Work {}
  }

  /** Whether nothing was handed over yet. */
  public boolean isUnused() {
    return thread.getState() == Thread.State.NEW;
  }

  /** Hands over a batch; waits while the queue is full. */
  public void put(Partition partition, ColumnBatch rows) {
    put(new Work.Batch(partition, rows));
  }

  /** Waits until all is written, and returns the files. */
  public List<NewFile> finish() {
    put(new Work.End());
    return result();
  }

  private void put(Work work) {
    if (isUnused()) {
      thread.start();
    }
    try {
      while (!queue.offer(work, 100, TimeUnit.MILLISECONDS)) {
        if (encoding.isDone()) {
          result();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LakeException("interrupted while rows waited to be written", e);
    }
  }

  private List<NewFile> result() {
    try {
      return encoding.get();
    } catch (ExecutionException e) {
      throw new LakeException("rows could not be written: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LakeException("interrupted while rows were written", e);
    }
  }

  private Callable<List<NewFile>> encode() {
    return () -> {
      while (true) {
        switch (queue.take()) {
          case Work.Batch batch -> {
            if (!abandoned) {
              writers.write(batch.partition, batch.rows);
            }
          }
          case Work.End end -> {
            return abandoned ? List.of() : writers.finish();
          }
        }
      }
    };
  }

  /** Stops, and deletes the files unless they are to be kept. */
  @Override
  public void close() {
    abandoned = true;
    if (thread.isAlive() && !encoding.isDone()) {
      queue.clear();
      queue.add(new Work.End());
      joinUninterruptibly();
    }
    writers.close();
  }

  private void joinUninterruptibly() {
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
