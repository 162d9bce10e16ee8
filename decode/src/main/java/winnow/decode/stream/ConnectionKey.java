// SPDX-License-Identifier: Apache-2.0
package winnow.decode.stream;

import org.jspecify.annotations.Nullable;
import winnow.decode.pcap.PacketView;

/** The addresses and ports of a connection, the same for both directions. */
public final class ConnectionKey implements Comparable<ConnectionKey> {
  private long lowHigh;
  private long lowLow;
  private long highHigh;
  private long highLow;
  private int ports;

  /** Whether the packet read last comes from the end that is kept first. */
  private boolean fromLow;

  /** A key that is read from packets. */
  public ConnectionKey() {}

  private ConnectionKey(ConnectionKey other) {
    lowHigh = other.lowHigh;
    lowLow = other.lowLow;
    highHigh = other.highHigh;
    highLow = other.highLow;
    ports = other.ports;
    fromLow = other.fromLow;
  }

  /** Becomes the key of the connection of {@code packet}. */
  public void read(PacketView packet) {
    int order = Long.compare(packet.sourceHigh(), packet.destinationHigh());
    order = order != 0 ? order : Long.compare(packet.sourceLow(), packet.destinationLow());
    order = order != 0 ? order : packet.sourcePort() - packet.destinationPort();
    fromLow = order <= 0;
    lowHigh = fromLow ? packet.sourceHigh() : packet.destinationHigh();
    lowLow = fromLow ? packet.sourceLow() : packet.destinationLow();
    highHigh = fromLow ? packet.destinationHigh() : packet.sourceHigh();
    highLow = fromLow ? packet.destinationLow() : packet.sourceLow();
    int lowPort = fromLow ? packet.sourcePort() : packet.destinationPort();
    int highPort = fromLow ? packet.destinationPort() : packet.sourcePort();
    ports = lowPort << 16 | highPort;
  }

  boolean isFromLow() {
    return fromLow;
  }

  /** A key that stays as it is. */
  public ConnectionKey copy() {
    return new ConnectionKey(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ConnectionKey key
        && lowLow == key.lowLow
        && highLow == key.highLow
        && ports == key.ports
        && lowHigh == key.lowHigh
        && highHigh == key.highHigh;
  }

  /** So that many of one hash, which a sender can choose, are found fast all the same. */
  @Override
  public int compareTo(ConnectionKey other) {
    int order = Long.compare(lowLow, other.lowLow);
    order = order != 0 ? order : Long.compare(highLow, other.highLow);
    order = order != 0 ? order : Integer.compare(ports, other.ports);
    order = order != 0 ? order : Long.compare(lowHigh, other.lowHigh);
    return order != 0 ? order : Long.compare(highHigh, other.highHigh);
  }

  @Override
  public int hashCode() {
    long mixed = (lowLow ^ Long.rotateLeft(highLow, 29)) * 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ lowHigh ^ Long.rotateLeft(highHigh, 31) ^ ports) * 0xc2b2ae3d27d4eb4fL;
    return (int) (mixed ^ mixed >>> 32);
  }
}
