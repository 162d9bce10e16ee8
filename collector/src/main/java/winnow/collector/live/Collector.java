// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.collector.EndOfThread;
import winnow.collector.Quarantine;
import winnow.collector.spool.SourceSpool;
import winnow.collector.spool.Spool;
import winnow.decode.exporter.ExporterSettings;
import winnow.lake.Lake;

/**
 * Live sources, the spool that keeps what they receive, and the thread that brings it into the
 * lake. Sources are added first, then all is started. Closing publishes everything.
 */
public final class Collector implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
  private static final Duration TICK = Duration.ofMillis(250);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Lake lake;
  private final Spool spool;
  private final Quarantine quarantine;
  private final Map<String, MessageKind> kinds;
  private final InstantSource clock;
  private final List<LiveSource> sources = new ArrayList<>();
  private final List<SegmentPublisher> publishers = new CopyOnWriteArrayList<>();
  private final SharedFlows shared = new SharedFlows();
  private final Thread thread;
  private volatile boolean closing;
  private volatile @Nullable String trouble;

  /**
   * A collector without sources.
   *
   * @param kinds the kinds of messages that may be in the spool
   */
  public Collector(
      Lake lake, Spool spool, Quarantine quarantine, List<MessageKind> kinds, InstantSource clock) {
    this.lake = lake;
    this.spool = spool;
    this.quarantine = quarantine;
    this.kinds = kinds.stream().collect(Collectors.toMap(MessageKind::name, Function.identity()));
    this.clock = clock;
    // What is received cannot wait; what is published can.
    thread =
        Thread.ofPlatform()
            .name("winnow-publish")
            .priority(Thread.MIN_PRIORITY)
            .unstarted(this::run);
  }

  /** The kind of flow datagrams: NetFlow, IPFIX and sFlow, over UDP, TCP or TLS. */
  public static MessageKind flowDatagrams(ExporterSettings settings) {
    return FlowMessages.kind(settings);
  }

  /** Adds a source of flow datagrams. */
  public UdpSource addFlows(String name, UdpSettings settings) throws IOException {
    SourceSpool kept = flowSpool(name);
    UdpSource source = new UdpSource(tally(kept), kept, settings);
    sources.add(source);
    return source;
  }

  /** The spool of a source of flow datagrams, for sources that are added with {@link #add}. */
  public SourceSpool flowSpool(String name) throws IOException {
    return spool.source(name, FlowMessages.NAME);
  }

  /** Adds any source; those that use the spool take their {@link #tally} from here. */
  public void add(LiveSource source) {
    sources.add(source);
  }

  /** The tally of a source that uses the spool; its segments are published from now on. */
  public SourceTally tally(SourceSpool kept) {
    for (SegmentPublisher publisher : publishers) {
      if (publisher.spool().equals(kept)) {
        return publisher.tally();
      }
    }
    SourceTally tally = new SourceTally(kept.name(), kept.arrivals());
    SegmentPublisher publisher = new SegmentPublisher(lake, kept, kinds, quarantine, tally, shared);
    publisher.recall();
    publishers.add(publisher);
    return tally;
  }

  /** Starts all sources, and to publish. */
  public void start() throws IOException {
    // Also what earlier sources left that nobody listens to any more.
    spool.sources().forEach(this::tally);
    for (LiveSource source : sources) {
      source.start();
    }
    thread.start();
  }

  /** The sources. */
  public List<LiveSource> sources() {
    return List.copyOf(sources);
  }

  /** How each source is doing, by name. */
  public List<SourceStatus> statuses() {
    Map<String, SourceStatus> statuses = new TreeMap<>();
    for (SegmentPublisher publisher : publishers) {
      SourceSpool kept = publisher.spool();
      statuses.put(
          kept.name(),
          new SourceStatus(
              List.of(), publisher.tally().counts(), 0, kept.waitingBytes(), kept.trouble()));
    }
    for (LiveSource source : sources) {
      SourceStatus one =
          new SourceStatus(
              List.of(source.endpoint()),
              source.tally().counts(),
              source.lostMessages(),
              0,
              source.trouble());
      statuses.merge(source.tally().name(), one, SourceStatus::with);
    }
    return List.copyOf(statuses.values());
  }

  /** Bytes in the spool: what was received and is not in the lake yet. */
  public long waitingBytes() {
    return spool.heldBytes();
  }

  /** What is wrong at present, in one sentence each. */
  public List<String> troubles() {
    List<String> troubles = new ArrayList<>();
    String lakeTrouble = trouble;
    if (lakeTrouble != null) {
      troubles.add("the lake cannot be written: " + lakeTrouble);
    }
    for (SourceStatus status : statuses()) {
      if (status.trouble() != null) {
        troubles.add("source " + status.counts().name() + ": " + status.trouble());
      }
    }
    if (!thread.isAlive()) {
      troubles.add("nothing is published: the collector is not running");
    }
    return troubles;
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    while (!closing) {
      try {
        closeSegments(spool.settings().segmentAge());
        publishAll();
        if (trouble != null) {
          LOG.warn("the lake can be written again");
        }
        trouble = null;
        pause = FIRST_PAUSE;
        await(TICK);
      } catch (IOException | RuntimeException e) {
        LOG.error(
            "publishing failed; what is received stays in the spool and it is tried again in {} s",
            pause.toSeconds(),
            e);
        trouble = String.valueOf(e.getMessage());
        await(pause);
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
      }
    }
  }

  private synchronized void await(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    try {
      for (long left = time.toNanos(); left > 0 && !closing; left = until - System.nanoTime()) {
        wait(left / 1_000_000, (int) (left % 1_000_000));
      }
    } catch (InterruptedException e) {
      closing = true;
    }
  }

  private void closeSegments(Duration age) throws IOException {
    for (SegmentPublisher publisher : publishers) {
      publisher.spool().retry();
      publisher.spool().closeOlderThan(age);
    }
  }

  /**
   * Publishes what waits, in turns, so that no source waits for all of another, nor for one that
   * fails.
   */
  private void publishAll() throws IOException {
    List<SegmentPublisher> working = new ArrayList<>(publishers);
    IOException failure = null;
    boolean any = true;
    while (any) {
      any = false;
      for (SegmentPublisher publisher : List.copyOf(working)) {
        try {
          any |= publisher.publishOldest();
        } catch (IOException | RuntimeException e) {
          working.remove(publisher);
          IOException named =
              new IOException("source " + publisher.spool().name() + ": " + e.getMessage(), e);
          if (failure == null) {
            failure = named;
          } else {
            failure.addSuppressed(named);
          }
        }
        closeSegments(spool.settings().segmentAge());
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * Stops receiving and publishes everything.
   *
   * @throws IOException when that is not possible; what is missing waits in the spool
   */
  @Override
  public void close() throws IOException {
    for (LiveSource source : sources) {
      source.close();
    }
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
    synchronized (this) {
      closing = true;
      notifyAll();
    }
    EndOfThread.await(thread);
    closeSegments(Duration.ZERO);
    publishAll();
    publishers.forEach(publisher -> publisher.spool().retry());
  }
}
