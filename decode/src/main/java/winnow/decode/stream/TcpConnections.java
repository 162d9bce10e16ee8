// SPDX-License-Identifier: Apache-2.0
package winnow.decode.stream;

import java.util.Iterator;
import java.util.LinkedHashMap;
import winnow.decode.DecodeSink;
import winnow.decode.pcap.PacketView;

/**
 * Follows the TCP connections of a capture and has each read by whoever claims it. Both the number
 * of connections and the bytes they hold are bounded; what was quiet longest goes first. A
 * connection that is quiet for {@link #IDLE_MICROS} in the time of the capture has ended. Packets
 * in the order of the capture; {@link #finish} at its end.
 */
public final class TcpConnections {
  /** How many connections are followed at a time. */
  static final int MAX_CONNECTIONS = 65_536;

  /** How many bytes the connections hold at a time. */
  static final long MAX_HELD_BYTES = 32L << 20;

  /** How long a connection may be quiet, microseconds. */
  static final long IDLE_MICROS = 600_000_000;

  private static final long EXPIRY_MICROS = 1_000_000;
  private static final int SYN = 2;

  private final Claimant claimant;
  private final LinkedHashMap<ConnectionKey, TcpConnection> connections =
      new LinkedHashMap<>(64, 0.75f, true);

  /** Those that hold bytes, the one that began to do so longest ago first. */
  private final LinkedHashMap<TcpConnection, Long> holders = new LinkedHashMap<>();

  private final ConnectionKey key = new ConnectionKey();
  private long heldBytes;
  private long nextExpiryMicros = Long.MIN_VALUE;

  /** Follows connections that {@code claimant} tells the readers of. */
  public TcpConnections(Claimant claimant) {
    this.claimant = claimant;
  }

  /**
   * Takes a TCP segment.
   *
   * @param flow is told what the connection is about
   * @return whether it carries data that somebody reads
   */
  public boolean accept(PacketView packet, ConnectionFacts flow, DecodeSink sink) {
    expire(packet.timestampMicros(), sink);
    key.read(packet);
    boolean fromLow = key.isFromLow();
    TcpConnection connection = connections.get(key);
    if (connection != null && connection.isReopenedBy(packet, fromLow)) {
      end(connection, sink);
      connection = null;
    }
    boolean hasData = packet.payloadWireLength() > 0;
    if (connection == null) {
      if (!hasData && (packet.tcpFlags() & SYN) == 0) {
        return false;
      }
      connection = new TcpConnection(packet, fromLow, flow, claimant);
      connections.put(key.copy(), connection);
      if (connections.size() > MAX_CONNECTIONS) {
        endEldest(sink);
      }
    }
    connection.accept(packet, fromLow, flow, sink);
    account(connection, connection.heldBytes());
    while (heldBytes > MAX_HELD_BYTES) {
      TcpConnection eldest = holders.firstEntry().getKey();
      eldest.flush(sink);
      if (eldest.heldBytes() > 0) {
        eldest.close(sink);
      }
      account(eldest, 0);
    }
    return hasData && connection.isClaimed();
  }

  /** Ends all connections. */
  public void finish(DecodeSink sink) {
    while (!connections.isEmpty()) {
      endEldest(sink);
    }
  }

  /** Bytes that wait for others. */
  long heldBytes() {
    return heldBytes;
  }

  private void account(TcpConnection connection, long holds) {
    Long before = holds == 0 ? holders.remove(connection) : holders.put(connection, holds);
    heldBytes += holds - (before == null ? 0 : before);
  }

  private void expire(long nowMicros, DecodeSink sink) {
    if (nowMicros < nextExpiryMicros) {
      return;
    }
    nextExpiryMicros = nowMicros + EXPIRY_MICROS;
    while (!connections.isEmpty()
        && connections.firstEntry().getValue().latestMicros() + IDLE_MICROS < nowMicros) {
      endEldest(sink);
    }
  }

  private void endEldest(DecodeSink sink) {
    Iterator<TcpConnection> eldest = connections.values().iterator();
    TcpConnection connection = eldest.next();
    eldest.remove();
    end(connection, sink);
  }

  private void end(TcpConnection connection, DecodeSink sink) {
    connection.close(sink);
    account(connection, 0);
  }
}
