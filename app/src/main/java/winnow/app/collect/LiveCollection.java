// SPDX-License-Identifier: Apache-2.0
package winnow.app.collect;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import winnow.app.terminal.Amounts;
import winnow.app.terminal.StopSignal;
import winnow.collector.live.Collector;
import winnow.collector.live.SourceStatus;
import winnow.collector.spool.Spool;
import winnow.collector.status.CollectorState;
import winnow.collector.status.SourceTable;
import winnow.collector.status.SourceTables;

/** A collector at work, and what is said of it: the table of sources, a line from time to time. */
public final class LiveCollection implements AutoCloseable {
  private static final Duration TURN = Duration.ofSeconds(2);
  private static final int TURNS_PER_LINE = 15;

  /** Takes what people are to know, a line each. */
  @FunctionalInterface
  public interface Talk {
    /** Says {@code line}. */
    void say(String line);
  }

  private final Spool spool;
  private final Collector collector;
  private final SourceTable table;
  private final Path stateFile;
  private final CollectorState state;
  private final LakeQuota quota;
  private final Talk talk;
  private boolean hasStarted;
  private boolean tableFails;

  LiveCollection(Spool spool, Collector collector, Path lake, LakeQuota quota, Talk talk)
      throws IOException {
    this.spool = spool;
    this.collector = collector;
    this.quota = quota;
    this.talk = talk;
    Path folder = spool.settings().folder();
    SourceTables tables = new SourceTables(lake);
    Path file = tables.claim(folder);
    String place = tables.place(folder);
    table = new SourceTable(file, place);
    stateFile = SourceTables.state(file);
    state = new CollectorState(place, Instant.now(), null);
  }

  /**
   * Whether {@code source} is what the table calls a watched folder that was given no name, whose
   * rows have the names of files as their sources.
   */
  public static boolean isUnnamedFolder(String source) {
    return source.matches(ReceiveOptions.UNNAMED + "[0-9]+");
  }

  /** What collects. */
  public Collector collector() {
    return collector;
  }

  /** Starts to receive. */
  public void start() throws IOException {
    try {
      table.recall(collector.sources());
    } catch (IOException e) {
      talk.say("what was known of the exporters is told no more: " + e.getMessage());
    }
    collector.start();
    writeState(state);
    hasStarted = true;
    collector.sources().forEach(source -> talk.say("listening on " + source.endpoint()));
  }

  /** Keeps the table and the lake's quota until {@code stop}. */
  public void watch(StopSignal stop) throws InterruptedException {
    for (int turn = 1; !stop.await(TURN); turn++) {
      writeTable();
      if (turn % TURNS_PER_LINE == 0) {
        talk.say(status());
      }
      if (turn % TURNS_PER_LINE == 1) {
        quota.keep(talk);
      }
    }
    talk.say("stopping; publishing what was received");
  }

  private void writeTable() {
    try {
      table.write(collector.statuses(), Instant.now());
      tableFails = false;
    } catch (IOException e) {
      if (!tableFails) {
        talk.say("the table of sources cannot be written: " + e.getMessage());
      }
      tableFails = true;
    }
  }

  /** A disk that is full keeps nobody from receiving into a spool that is elsewhere. */
  private void writeState(CollectorState now) {
    try {
      now.write(stateFile);
    } catch (IOException e) {
      talk.say("the state of the collector cannot be written: " + e.getMessage());
    }
  }

  private String status() {
    long received = 0;
    long dropped = 0;
    long lost = 0;
    long rows = 0;
    long rejected = 0;
    for (SourceStatus source : collector.statuses()) {
      received += source.counts().messages();
      dropped += source.counts().droppedMessages();
      lost += source.lostMessages();
      rows += source.counts().totalRows();
      rejected += source.counts().totalRejected();
    }
    return Amounts.count(received, "message")
        + " received, "
        + Amounts.count(dropped)
        + " dropped, "
        + Amounts.count(lost)
        + " lost, "
        + Amounts.count(rows, "row")
        + " published, "
        + Amounts.count(rejected)
        + " rejected, "
        + Amounts.bytes(collector.waitingBytes())
        + " waiting";
  }

  /**
   * Stops receiving and publishes everything.
   *
   * @throws IOException when that is not possible; what is missing waits in the spool
   */
  @Override
  public void close() throws IOException {
    try (spool) {
      publishAll();
    } finally {
      if (hasStarted) {
        talk.say(status());
      }
    }
  }

  /** While the spool is locked: who collects next writes another state. */
  private void publishAll() throws IOException {
    try {
      collector.close();
    } finally {
      if (hasStarted) {
        writeTable();
        writeState(state.stopped(Instant.now()));
      }
    }
  }
}
