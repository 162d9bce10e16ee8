// SPDX-License-Identifier: Apache-2.0
package winnow.collector.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.collector.live.LiveSource;
import winnow.collector.live.SourceTally;
import winnow.collector.spool.Sender;
import winnow.collector.spool.SourceSpool;
import winnow.decode.RejectReason;

/**
 * Messages of senders that connect. A sender has to wait while the spool is full; nothing is
 * dropped for that. What a sender has handed to the system and was not read yet is lost when the
 * process is killed: the protocols have no acknowledgement that could prevent it.
 */
public final class StreamSource implements LiveSource {
  /** Most connections at a time; those beyond wait to be accepted. */
  public static final int MAX_CONNECTIONS = 1000;

  private static final Logger LOG = LoggerFactory.getLogger(StreamSource.class);
  private static final long FULL_NANOS = 100_000_000;

  private final SourceTally tally;
  private final SourceSpool spool;
  private final StreamSettings settings;
  private final Semaphore free = new Semaphore(MAX_CONNECTIONS);
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final Set<Thread> readers = ConcurrentHashMap.newKeySet();
  private @Nullable Listener listener;
  private @Nullable Thread acceptor;
  private volatile boolean closing;

  /** A source that keeps messages in {@code spool}. */
  public StreamSource(SourceTally tally, SourceSpool spool, StreamSettings settings) {
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
    Listener open = settings.opening().open();
    listener = open;
    acceptor =
        Thread.ofPlatform().name("winnow-accept-" + tally.name()).start(() -> acceptAll(open));
  }

  private void acceptAll(Listener open) {
    while (!closing) {
      free.acquireUninterruptibly();
      try {
        Connection connection = open.accept();
        connections.add(connection);
        Thread reader = Thread.ofVirtual().unstarted(() -> read(connection));
        readers.add(reader);
        reader.start();
      } catch (IOException e) {
        free.release();
        if (!closing) {
          LOG.error("{}: a connection could not be accepted", open.endpoint(), e);
          LockSupport.parkNanos(FULL_NANOS);
        }
      }
    }
  }

  private void read(Connection connection) {
    try (connection) {
      settings.framing().read(connection, new Keeper(connection.sender()));
    } catch (IOException e) {
      if (!closing) {
        LOG.warn("{}: the connection of {} broke: {}", endpoint(), connection.sender(), e + "");
      }
    } finally {
      connections.remove(connection);
      readers.remove(Thread.currentThread());
      free.release();
    }
  }

  /** Keeps messages of a connection, and tells what is none. */
  private final class Keeper implements StreamFraming.Taker {
    private final @Nullable Sender sender;

    Keeper(@Nullable Sender sender) {
      this.sender = sender;
    }

    @Override
    public void message(ByteBuffer bytes) {
      while (!closing && !spool.hasRoom(bytes.remaining())) {
        LockSupport.parkNanos(FULL_NANOS);
      }
      spool.append(sender, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()), bytes);
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
    for (Connection connection : connections) {
      connection.close();
    }
    join(acceptor);
    for (Thread reader : readers) {
      join(reader);
    }
  }

  private static void join(@Nullable Thread thread) {
    boolean interrupted = false;
    while (thread != null && thread.isAlive()) {
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
