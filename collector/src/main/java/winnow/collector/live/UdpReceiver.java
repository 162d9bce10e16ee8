// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.collector.EndOfThread;
import winnow.collector.spool.FrameBatch;
import winnow.collector.spool.Sender;
import winnow.collector.spool.SpoolSink;

/**
 * One socket and its thread: takes all that the socket has straight into a batch, hands the batch
 * to the spool, and waits. It lingers a little before it looks again, so that at high rates a write
 * carries many datagrams; the socket's buffer holds them meanwhile.
 */
final class UdpReceiver implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UdpReceiver.class);
  private static final int MAX_DATAGRAM_BYTES = 65_535;
  private static final int BATCH_BYTES = 1 << 20;
  private static final long LINGER_NANOS = 2_000_000;

  private final DatagramChannel socket;
  private final Selector selector;
  private final SpoolSink spool;
  private final FrameBatch batch = new FrameBatch(BATCH_BYTES, MAX_DATAGRAM_BYTES);
  private final Thread thread;
  private @Nullable SocketAddress latestAddress;
  private @Nullable Sender latestSender;
  private volatile boolean closing;

  private UdpReceiver(DatagramChannel socket, SpoolSink spool, String name) throws IOException {
    this.socket = socket;
    this.spool = spool;
    selector = Selector.open();
    thread =
        Thread.ofPlatform()
            .name("winnow-receive-" + name)
            .priority(Thread.MAX_PRIORITY)
            .unstarted(this::run);
  }

  /** Starts to receive; {@code socket} is bound and does not block. */
  static UdpReceiver start(DatagramChannel socket, SpoolSink spool, String name)
      throws IOException {
    UdpReceiver receiver = new UdpReceiver(socket, spool, name);
    socket.register(receiver.selector, SelectionKey.OP_READ);
    receiver.thread.start();
    return receiver;
  }

  private void run() {
    while (!closing) {
      try {
        selector.select(key -> {});
        if (takeAll() && !closing) {
          LockSupport.parkNanos(LINGER_NANOS);
        }
      } catch (IOException | RuntimeException e) {
        LOG.error("receiving on {} failed; it goes on", thread.getName(), e);
        LockSupport.parkNanos(1000 * LINGER_NANOS);
      }
    }
    try {
      takeAll();
    } catch (IOException e) {
      LOG.error("the last datagrams of {} could not be received", thread.getName(), e);
    }
  }

  /** Takes what the socket has; tells whether that was anything. */
  private boolean takeAll() throws IOException {
    boolean any = false;
    while (true) {
      boolean more = fill();
      if (batch.messages() == 0) {
        return any;
      }
      any = true;
      spool.append(batch);
      if (!more) {
        return true;
      }
    }
  }

  /** Fills the batch; false when the socket has no more. */
  private boolean fill() throws IOException {
    while (batch.hasRoom()) {
      ByteBuffer slot = batch.slot();
      SocketAddress address = socket.receive(slot);
      if (address == null) {
        return false;
      }
      batch.end(sender(address), ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
    }
    return true;
  }

  /** Mostly the one of the datagram before, whose address the channel gives again. */
  private @Nullable Sender sender(SocketAddress address) {
    if (!address.equals(latestAddress)) {
      latestAddress = address;
      latestSender = Sender.of((InetSocketAddress) address);
    }
    return latestSender;
  }

  /** Stops, once all that the socket has by now is in the spool. */
  @Override
  public void close() throws IOException {
    closing = true;
    selector.wakeup();
    EndOfThread.await(thread);
    selector.close();
    socket.close();
  }
}
