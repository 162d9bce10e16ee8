// SPDX-License-Identifier: Apache-2.0
package winnow.decode.meter;

import winnow.decode.pcap.PacketView;

/**
 * The ports of fragmented packets, which only the first fragment has. Remembers those seen lately,
 * a fixed number; a fragment that is not known has ports 0.
 */
final class FragmentPorts {
  private static final int SLOTS = 1 << 12;

  private final long[] keys = new long[SLOTS];
  private final int[] ports = new int[SLOTS];

  /** Remembers the ports of a first fragment. */
  void remember(PacketView packet) {
    long key = key(packet);
    int slot = slot(key);
    keys[slot] = key;
    ports[slot] = packet.sourcePort() << 16 | packet.destinationPort();
  }

  /** Source port in the high half, destination port in the low one; 0 when not known. */
  int find(PacketView packet) {
    long key = key(packet);
    int slot = slot(key);
    return keys[slot] == key ? ports[slot] : 0;
  }

  private static int slot(long key) {
    return (int) (key >>> 32) & SLOTS - 1;
  }

  private static long key(PacketView packet) {
    long mixed = packet.sourceHigh() * 31 + packet.sourceLow();
    mixed = (mixed ^ mixed >>> 32) * 0xbf58476d1ce4e5b9L + packet.destinationHigh();
    mixed = (mixed ^ mixed >>> 32) * 0x94d049bb133111ebL + packet.destinationLow();
    mixed = (mixed ^ mixed >>> 32) * 0x9e3779b97f4a7c15L + packet.fragmentId();
    return ((mixed ^ mixed >>> 32) * 0xbf58476d1ce4e5b9L + packet.protocol()) | 1;
  }
}
