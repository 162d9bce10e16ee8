// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.collector.spool.SourceSpool;

/**
 * Datagrams that come to a UDP port. Several sockets share the port where the system can
 * (SO_REUSEPORT): it gives each exporter one of them, so the datagrams of an exporter keep their
 * order, and each socket has a buffer and a thread of its own.
 */
public final class UdpSource implements LiveSource {
  private static final Logger LOG = LoggerFactory.getLogger(UdpSource.class);

  private final SourceTally tally;
  private final SourceSpool spool;
  private final UdpSettings settings;
  private final List<UdpReceiver> receivers = new CopyOnWriteArrayList<>();
  private InetSocketAddress bound;
  private volatile long lostUntilClosed;

  /** A source that keeps datagrams in {@code spool}. */
  public UdpSource(SourceTally tally, SourceSpool spool, UdpSettings settings) {
    this.tally = tally;
    this.spool = spool;
    this.settings = settings;
    bound = settings.address();
  }

  @Override
  public SourceTally tally() {
    return tally;
  }

  @Override
  public String endpoint() {
    return place().toString();
  }

  private Endpoint place() {
    return new Endpoint(Endpoint.UDP, bound);
  }

  /** The port listened to, once started. */
  public int port() {
    return bound.getPort();
  }

  @Override
  public void start() throws IOException {
    List<DatagramChannel> sockets = new ArrayList<>();
    requireFree();
    try {
      for (int i = 0; i < settings.sockets(); i++) {
        DatagramChannel socket = open();
        sockets.add(socket);
        bound = (InetSocketAddress) socket.getLocalAddress();
        if (!socket.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
          break;
        }
      }
    } catch (IOException e) {
      for (DatagramChannel socket : sockets) {
        socket.close();
      }
      throw e;
    }
    checkBuffer(sockets.getFirst());
    for (DatagramChannel socket : sockets) {
      receivers.add(UdpReceiver.start(socket, spool, tally.name() + "-" + receivers.size()));
    }
  }

  private DatagramChannel open() throws IOException {
    DatagramChannel socket = DatagramChannel.open();
    try {
      if (settings.sockets() > 1
          && socket.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
        socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      }
      socket.setOption(StandardSocketOptions.SO_RCVBUF, settings.bufferBytes());
      socket.configureBlocking(false);
      socket.bind(bound);
      return socket;
    } catch (BindException e) {
      socket.close();
      throw taken(e);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /** Sockets that share a port would share it with another collector's too, and so its data. */
  private void requireFree() throws IOException {
    if (bound.getPort() != 0) {
      try (DatagramChannel probe = DatagramChannel.open()) {
        probe.bind(bound);
      } catch (BindException e) {
        throw taken(e);
      }
    }
  }

  private IOException taken(BindException cause) {
    return place().unavailable("source " + tally.name(), cause);
  }

  private void checkBuffer(DatagramChannel socket) throws IOException {
    int granted = socket.getOption(StandardSocketOptions.SO_RCVBUF);
    if (granted < settings.bufferBytes()) {
      LOG.warn(
          "source {}: the system gives its socket a buffer of {} bytes, not {}; bursts may be lost."
              + " Allow more: sysctl -w net.core.rmem_max={}",
          tally.name(),
          granted,
          settings.bufferBytes(),
          settings.bufferBytes());
    }
  }

  @Override
  public long lostMessages() {
    return receivers.isEmpty() ? lostUntilClosed : SocketDrops.of(bound.getPort());
  }

  @Override
  public void close() throws IOException {
    lostUntilClosed = lostMessages();
    for (UdpReceiver receiver : receivers) {
      receiver.close();
    }
    receivers.clear();
  }
}
