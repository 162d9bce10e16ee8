// SPDX-License-Identifier: Apache-2.0
package winnow.decode.pcap;

import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import winnow.schema.IpAddress;

/**
 * Puts fragments of IP packets together again (RFC 791 section 3.2, RFC 8200 section 4.5). A packet
 * whose fragments overlap, other than by repeating one, is given up (RFC 5722). Packets wait for
 * {@link #TIMEOUT_MICROS} in the time of the capture; their number and their bytes are bounded, and
 * the one that waits longest goes first. Of what is given up, the beginning is handed on as far as
 * it is there, still marked as a fragment.
 */
public final class FragmentAssembler {
  /** How long a packet waits for its last fragment, microseconds. */
  static final long TIMEOUT_MICROS = 30_000_000;

  /** How many packets wait at a time. */
  static final int MAX_PACKETS = 1024;

  /** How many bytes wait at a time. */
  static final long MAX_BYTES = 16L << 20;

  private static final int MAX_FRAGMENTS = 8192;
  private static final int MAX_LENGTH = 65_535;

  /** What a piece takes besides its bytes. */
  private static final int PIECE_BYTES = 96;

  private final LinkedHashMap<Key, Waiting> waiting = new LinkedHashMap<>();
  private final PacketView whole = new PacketView();
  private long bytes;

  private record Key(IpAddress source, IpAddress destination, long id, int protocol)
      implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparingLong(Key::id)
            .thenComparing(Key::source)
            .thenComparing(Key::destination)
            .thenComparingInt(Key::protocol);

    /** So that many of one hash, which a sender can choose, are found fast all the same. */
    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** The fragments of a packet. */
  private static final class Waiting {
    private final TreeMap<Integer, byte[]> pieces = new TreeMap<>();
    private final PacketView first;
    private final long since;
    private long held;
    private int length = -1;

    long memory() {
      return held + (long) PIECE_BYTES * pieces.size();
    }

    Waiting(PacketView first) {
      this.first = first;
      this.since = first.timestampMicros;
    }
  }

  /**
   * Takes a fragment.
   *
   * @param taker is given packets that are whole now, or given up; valid until it returns
   */
  public void accept(PacketView fragment, Consumer<PacketView> taker) {
    while (!waiting.isEmpty()
        && waiting.firstEntry().getValue().since + TIMEOUT_MICROS < fragment.timestampMicros) {
      giveUpEldest(taker);
    }
    Key key = key(fragment);
    Waiting packet = waiting.computeIfAbsent(key, k -> new Waiting(fragment.copyOfHeaders()));
    int end = fragment.fragmentOffset + fragment.fragmentWireLength;
    boolean isLast = !fragment.moreFragments;
    if (end > MAX_LENGTH || packet.pieces.size() == MAX_FRAGMENTS) {
      remove(key);
    } else if (add(packet, fragment)) {
      if (isLast) {
        packet.length = end;
      }
      if (packet.held == packet.length) {
        remove(key);
        hand(packet, packet.length, false, fragment, taker);
      }
    } else {
      remove(key);
    }
    while (waiting.size() > MAX_PACKETS || bytes > MAX_BYTES) {
      giveUpEldest(taker);
    }
  }

  /** Gives up all that still wait. */
  public void finish(Consumer<PacketView> taker) {
    while (!waiting.isEmpty()) {
      giveUpEldest(taker);
    }
  }

  private static Key key(PacketView fragment) {
    int protocol = fragment.version == 4 ? fragment.fragmentProtocol : 0;
    return new Key(fragment.source(), fragment.destination(), fragment.fragmentId, protocol);
  }

  /** Adds a piece; false when it overlaps another. */
  private boolean add(Waiting packet, PacketView fragment) {
    int from = fragment.fragmentOffset;
    int to = from + fragment.fragmentLength;
    if (from == to) {
      return true;
    }
    Map.Entry<Integer, byte[]> before = packet.pieces.lowerEntry(to);
    if (before != null && before.getKey() + before.getValue().length > from) {
      return before.getKey() == from && before.getValue().length == to - from;
    }
    if (packet.length >= 0 && to > packet.length) {
      return false;
    }
    int start = fragment.fragmentStart;
    byte[] data =
        java.util.Arrays.copyOfRange(fragment.bytes, start, start + fragment.fragmentLength);
    packet.pieces.put(from, data);
    packet.held += data.length;
    bytes += data.length + PIECE_BYTES;
    if (from == 0) {
      packet.first.fragmentProtocol = fragment.fragmentProtocol;
    }
    return true;
  }

  private void remove(Key key) {
    Waiting removed = waiting.remove(key);
    bytes -= removed == null ? 0 : removed.memory();
  }

  private void giveUpEldest(Consumer<PacketView> taker) {
    Iterator<Waiting> eldest = waiting.values().iterator();
    Waiting packet = eldest.next();
    eldest.remove();
    bytes -= packet.memory();
    int beginning = 0;
    for (Map.Entry<Integer, byte[]> piece : packet.pieces.entrySet()) {
      if (piece.getKey() == beginning) {
        beginning += piece.getValue().length;
      }
    }
    if (beginning > 0) {
      hand(packet, beginning, true, packet.first, taker);
    }
  }

  /** Hands on the first {@code length} bytes of a packet that {@code last} ended. */
  private void hand(
      Waiting packet, int length, boolean isCut, PacketView last, Consumer<PacketView> taker) {
    byte[] payload = new byte[length];
    packet
        .pieces
        .headMap(length)
        .forEach((offset, data) -> System.arraycopy(data, 0, payload, offset, data.length));
    whole.dissectWhole(packet.first, payload, last);
    whole.moreFragments = isCut;
    taker.accept(whole);
  }
}
