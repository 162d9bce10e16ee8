// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import winnow.collector.FileIngest.Reading;
import winnow.lake.Lake;
import winnow.lake.Published;
import winnow.lake.StagedInput;
import winnow.lake.catalog.InputContent;

/** Files that were read and wait to be published together. Not thread-safe. */
final class FileGroup implements AutoCloseable {
  private static final int MOST_FILES = 256;
  private static final long MOST_ROWS = 128 * 1024;
  private static final long MOST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Lake lake;
  private final Backlog.Listener listener;
  private final List<Reading.Staged> waiting = new ArrayList<>();
  private final List<InputFile> overtaken = new ArrayList<>();
  private long rows;
  private long firstNanos;

  FileGroup(Lake lake, Backlog.Listener listener) {
    this.lake = lake;
    this.listener = listener;
  }

  /** Adds a file, and publishes when there are enough, or the first waits for long. */
  void add(Reading.Staged staged) {
    if (waiting.isEmpty()) {
      firstNanos = System.nanoTime();
    }
    waiting.add(staged);
    rows += staged.input().rowsInMemory();
    boolean hasFiles = staged.input().rowsInMemory() == 0;
    if (hasFiles
        || rows >= MOST_ROWS
        || waiting.size() >= MOST_FILES
        || System.nanoTime() - firstNanos >= MOST_WAIT_NANOS) {
      publish();
    }
  }

  /** Publishes what waits; what cannot be is told to the listener. */
  void publish() {
    if (waiting.isEmpty()) {
      return;
    }
    try {
      publish(waiting);
    } catch (RuntimeException e) {
      DiskFull.rethrow(e);
      publishEach();
    }
    close();
  }

  private void publish(List<Reading.Staged> group) {
    List<StagedInput> inputs = group.stream().map(Reading.Staged::input).toList();
    List<Published> published = lake.publish(inputs);
    for (int i = 0; i < group.size(); i++) {
      listener.ended(group.get(i).outcome(published.get(i)));
    }
  }

  /** One that cannot be published must not spoil the others. */
  private void publishEach() {
    for (Reading.Staged staged : waiting) {
      try {
        publish(List.of(staged));
      } catch (InputContent.OvertakenException e) {
        overtaken.add(staged.file());
      } catch (RuntimeException e) {
        DiskFull.rethrow(e);
        listener.ended(IngestOutcome.Failed.of(staged.file(), e));
      }
    }
  }

  /** Takes out the files that are to be read again, since one that starts alike came in. */
  List<InputFile> takeOvertaken() {
    List<InputFile> taken = List.copyOf(overtaken);
    overtaken.clear();
    return taken;
  }

  /** Gives up what was not published. */
  @Override
  public void close() {
    waiting.forEach(staged -> staged.input().close());
    waiting.clear();
    rows = 0;
  }
}
