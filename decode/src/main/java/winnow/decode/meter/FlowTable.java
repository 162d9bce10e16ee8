// SPDX-License-Identifier: Apache-2.0
package winnow.decode.meter;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import winnow.decode.ProcessSalt;
import winnow.decode.pcap.PacketView;

/**
 * Open flows by their ends: a hash table with linear probing over rows of {@link Row#LONGS} longs
 * in one array, which grows with the number of flows. Both directions of a flow hash alike. No
 * object per packet, nor per flow of which no facts are known.
 */
final class FlowTable {
  private static final int INITIAL_ROWS = 1024;
  private static final long ONE_WAY = 1L << 40;

  private final int maxRows;
  private long[] rows = new long[0];
  private @Nullable FlowFacts[] facts = new FlowFacts[0];
  private int[] slots = new int[2];
  private int[] free = new int[0];
  private int freeCount;
  private int size;

  FlowTable(int maxRows) {
    this.maxRows = maxRows;
    grow(Math.min(INITIAL_ROWS, maxRows));
  }

  /** The rows; a row's facts are at its {@link #find base} plus those of {@link Row}. */
  long[] rows() {
    return rows;
  }

  /** What takes facts about a flow. */
  FlowFacts facts(int base) {
    FlowFacts known = facts[base / Row.LONGS];
    if (known == null) {
      known = new FlowFacts(() -> FlowRows.uid(rows, base));
      facts[base / Row.LONGS] = known;
    }
    return known;
  }

  /** What is known about a flow, null when nobody asked for it. */
  @Nullable FlowFacts knownFacts(int base) {
    return facts[base / Row.LONGS];
  }

  int size() {
    return size;
  }

  boolean isFull() {
    return size == maxRows;
  }

  /** Ports and protocol in one number; a one-way flow takes no packets of the other direction. */
  static long key(int sourcePort, int destinationPort, int protocol, boolean oneWay) {
    return (long) sourcePort << 24
        | (long) destinationPort << 8
        | protocol
        | (oneWay ? ONE_WAY : 0);
  }

  /** The key of what goes back. */
  static long turned(long key) {
    return key(destinationPort(key), sourcePort(key), protocol(key), isOneWay(key));
  }

  static int sourcePort(long key) {
    return (int) (key >>> 24) & 0xffff;
  }

  static int destinationPort(long key) {
    return (int) (key >>> 8) & 0xffff;
  }

  static int protocol(long key) {
    return (int) key & 0xff;
  }

  static boolean isOneWay(long key) {
    return (key & ONE_WAY) != 0;
  }

  /** The same hash for a packet and for one that goes back. */
  static int hash(PacketView packet, long key) {
    long one = end(packet.sourceHigh(), packet.sourceLow(), sourcePort(key));
    long other = end(packet.destinationHigh(), packet.destinationLow(), destinationPort(key));
    return (int) (mix(one + other + protocol(key)) >>> 32);
  }

  private static long end(long high, long low, int port) {
    return mix(mix(mix(high ^ ProcessSalt.VALUE) ^ low) + port);
  }

  /** The finalizer of SplitMix64, Steele et al. 2014. */
  private static long mix(long bits) {
    long mixed = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return mixed ^ mixed >>> 31;
  }

  /**
   * The flow of a packet: twice its base, plus 1 when the packet goes from destination to source;
   * negative when there is none.
   */
  int find(PacketView packet, long key, int hash) {
    int mask = slots.length - 1;
    for (int slot = hash & mask; slots[slot] != 0; slot = slot + 1 & mask) {
      int base = (slots[slot] - 1) * Row.LONGS;
      if ((int) rows[base + Row.HASH] == hash) {
        if (rows[base + Row.KEY] == key && isForward(packet, base)) {
          return 2 * base;
        }
        if (!isOneWay(key) && isReverse(packet, key, base)) {
          return 2 * base + 1;
        }
      }
    }
    return -1;
  }

  private boolean isForward(PacketView packet, int base) {
    return rows[base + Row.SOURCE_LOW] == packet.sourceLow()
        && rows[base + Row.DESTINATION_LOW] == packet.destinationLow()
        && rows[base + Row.SOURCE_HIGH] == packet.sourceHigh()
        && rows[base + Row.DESTINATION_HIGH] == packet.destinationHigh();
  }

  private boolean isReverse(PacketView packet, long key, int base) {
    return rows[base + Row.KEY] == turned(key)
        && rows[base + Row.SOURCE_LOW] == packet.destinationLow()
        && rows[base + Row.DESTINATION_LOW] == packet.sourceLow()
        && rows[base + Row.SOURCE_HIGH] == packet.destinationHigh()
        && rows[base + Row.DESTINATION_HIGH] == packet.sourceHigh();
  }

  /**
   * The base of a row for a new flow, all zero but its hash; there must be {@link #isFull room}.
   */
  int add(int hash) {
    if (freeCount == 0) {
      grow(Math.min(maxRows, 2 * free.length));
    }
    int row = free[--freeCount];
    size++;
    int base = row * Row.LONGS;
    Arrays.fill(rows, base, base + Row.LONGS, 0);
    rows[base + Row.HASH] = hash & 0xffff_ffffL;
    place(row, hash);
    return base;
  }

  private void place(int row, int hash) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0) {
      slot = slot + 1 & mask;
    }
    slots[slot] = row + 1;
  }

  /** Removes a flow; its facts stay readable until the next {@link #add}. */
  void remove(int base) {
    int row = base / Row.LONGS;
    int mask = slots.length - 1;
    int slot = (int) rows[base + Row.HASH] & mask;
    while (slots[slot] != row + 1) {
      slot = slot + 1 & mask;
    }
    closeUp(slot, mask);
    facts[row] = null;
    free[freeCount++] = row;
    size--;
  }

  /** Empties a slot and moves up those behind that probing would no longer reach. */
  private void closeUp(int emptied, int mask) {
    int hole = emptied;
    int slot = hole + 1 & mask;
    while (slots[slot] != 0) {
      int home = (int) rows[(slots[slot] - 1) * Row.LONGS + Row.HASH] & mask;
      if ((slot - home & mask) >= (slot - hole & mask)) {
        slots[hole] = slots[slot];
        hole = slot;
      }
      slot = slot + 1 & mask;
    }
    slots[hole] = 0;
  }

  private void grow(int count) {
    int before = free.length;
    rows = Arrays.copyOf(rows, count * Row.LONGS);
    facts = Arrays.copyOf(facts, count);
    free = new int[count];
    for (int row = count - 1; row >= before; row--) {
      free[freeCount++] = row;
    }
    slots = new int[Integer.highestOneBit(4 * count - 1)];
    for (int row = 0; row < before; row++) {
      place(row, (int) rows[row * Row.LONGS + Row.HASH]);
    }
  }
}
