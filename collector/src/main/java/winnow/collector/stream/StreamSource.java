// SPDX-License-Identifier: Apache-2.0
package winnow.collector.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.collector.EndOfThread;
import winnow.collector.live.LiveSource;
import winnow.collector.live.SourceTally;
import winnow.collector.spool.Sender;
import winnow.collector.spool.SourceSpool;
import winnow.decode.RejectReason;
import winnow.schema.IpAddress;

/**
 * Messages of senders that connect. A sender has to wait while the spool is full; nothing is
 * dropped for that. What a sender has handed to the system and was not read yet is lost when the
 * process is killed: the protocols have no acknowledgement that could prevent it. When there are as
 * many connections as there may be, one that is silent makes room for the next.
 */
public final class StreamSource implements LiveSource {
  /** Most connections at a time; those beyond wait until one ends or is silent. */
  public static final int MAX_CONNECTIONS = 1000;

  private static final Logger LOG = LoggerFactory.getLogger(StreamSource.class);
  private static final long FULL_NANOS = 100_000_000;
  private static final Duration SILENT = Duration.ofSeconds(10);

  private final SourceTally tally;
  private final SourceSpool spool;
  private final StreamSettings settings;
  private final Semaphore free;
  private final Duration silent;
  private final Map<Connection, Keeper> connections = new ConcurrentHashMap<>();
  private final Set<Thread> readers = ConcurrentHashMap.newKeySet();
  private @Nullable Listener listener;
  private @Nullable Thread acceptor;
  private volatile boolean closing;

  /** A source that keeps messages in {@code spool}. */
  public StreamSource(SourceTally tally, SourceSpool spool, StreamSettings settings) {
    this(tally, spool, settings, MAX_CONNECTIONS, SILENT);
  }

  /**
   * A source with other limits.
   *
   * @param most connections at a time
   * @param silent how long a connection has brought nothing that makes room for another
   */
  StreamSource(
      SourceTally tally, SourceSpool spool, StreamSettings settings, int most, Duration silent) {
    free = new Semaphore(most);
    this.silent = silent;
    this.tally = tally;
    this.spool = spool;
    this.settings = settings;
  }

  @Override
  public SourceTally tally() {
    return tally;
  }

  @Override
  public String endpoint() {
    Listener open = listener;
    return open == null ? settings.name() : open.endpoint();
  }

  /** Port listened to, once started; 0 when it is none. */
  public int port() {
    Listener open = listener;
    return open == null ? 0 : open.port();
  }

  @Override
  public void start() throws IOException {
    Listener open = settings.opening().open(tally.name());
    listener = open;
    acceptor =
        Thread.ofPlatform().name("winnow-accept-" + tally.name()).start(() -> acceptAll(open));
  }

  private void acceptAll(Listener open) {
    while (!closing) {
      try {
        serve(open.accept());
      } catch (IOException | RuntimeException e) {
        if (!closing) {
          LOG.error("{}: a connection could not be accepted", open.endpoint(), e);
          LockSupport.parkNanos(FULL_NANOS);
        }
      }
    }
  }

  private void serve(Connection connection) {
    makeRoom();
    Keeper keeper = new Keeper(connection.sender());
    connections.put(connection, keeper);
    Thread reader = Thread.ofVirtual().unstarted(() -> read(connection, keeper));
    readers.add(reader);
    reader.start();
    if (closing) {
      end(connection);
    }
  }

  /** One that fails to close must not keep others from being served, or closed. */
  private void end(Connection connection) {
    try {
      connection.close();
    } catch (IOException e) {
      LOG.warn("{}: closing the connection of {}: {}", endpoint(), connection.sender(), e + "");
    }
  }

  /** Waits until there may be another connection. */
  private void makeRoom() {
    while (!free.tryAcquire() && !closing) {
      Connection idle = longestSilent();
      if (idle != null) {
        LOG.warn(
            "{}: the connection of {} is closed to make room: it has been silent longest of those"
                + " of the address with the most",
            endpoint(),
            idle.sender());
        end(idle);
      }
      LockSupport.parkNanos(FULL_NANOS);
    }
  }

  /**
   * So that those who make too many connections pay for it themselves; null when none is silent.
   */
  private @Nullable Connection longestSilent() {
    Map<Optional<IpAddress>, Integer> counts = new HashMap<>();
    connections.keySet().forEach(one -> counts.merge(address(one), 1, Integer::sum));
    long until = System.nanoTime() - silent.toNanos();
    return connections.entrySet().stream()
        .filter(one -> one.getValue().latestNanos - until < 0)
        .min(
            Comparator.<Map.Entry<Connection, Keeper>>comparingInt(
                    one -> -counts.getOrDefault(address(one.getKey()), 0))
                .thenComparingLong(one -> one.getValue().latestNanos))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  private static Optional<IpAddress> address(Connection connection) {
    return Optional.ofNullable(connection.sender()).map(Sender::address);
  }

  private void read(Connection connection, Keeper keeper) {
    try (connection) {
      settings.framing().read(connection, keeper);
    } catch (IOException e) {
      if (!closing) {
        LOG.warn("{}: the connection of {} broke: {}", endpoint(), connection.sender(), e + "");
      }
    } finally {
      keeper.end();
      connections.remove(connection);
      readers.remove(Thread.currentThread());
      free.release();
    }
  }

  /** Keeps messages of a connection, and tells what is none. */
  private final class Keeper implements StreamFraming.Taker {
    private final @Nullable Sender sender;
    private boolean hasBegun;
    private volatile long latestNanos = System.nanoTime();

    Keeper(@Nullable Sender sender) {
      this.sender = sender;
    }

    /** One that still finds no room when everything ends is lost, and counted. */
    @Override
    public void message(ByteBuffer bytes) {
      boolean isKept = keep(bytes);
      while (!isKept && !closing) {
        LockSupport.parkNanos(FULL_NANOS);
        isKept = keep(bytes);
      }
      if (!isKept) {
        spool.append(sender, nowMicros(), bytes);
      }
      latestNanos = System.nanoTime();
    }

    private boolean keep(ByteBuffer bytes) {
      if (!hasBegun && sender != null) {
        hasBegun = spool.tryBoundary(sender, nowMicros());
      }
      return (hasBegun || sender == null) && spool.tryAppend(sender, nowMicros(), bytes);
    }

    /** The connection has ended. */
    void end() {
      if (hasBegun && sender != null) {
        spool.boundary(sender, nowMicros());
      }
    }

    private static long nowMicros() {
      return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    @Override
    public void problem(RejectReason reason, String detail) {
      tally.rejected(reason.label());
      LOG.warn("{}: from {}: {}", endpoint(), sender, detail);
    }
  }

  /** Stops to listen, and ends all connections; what was read of them is in the spool. */
  @Override
  public void close() throws IOException {
    closing = true;
    Listener open = listener;
    if (open != null) {
      open.close();
    }
    connections.keySet().forEach(this::end);
    join(acceptor);
    for (Thread reader : readers) {
      join(reader);
    }
  }

  private static void join(@Nullable Thread thread) {
    if (thread != null) {
      EndOfThread.await(thread);
    }
  }
}
