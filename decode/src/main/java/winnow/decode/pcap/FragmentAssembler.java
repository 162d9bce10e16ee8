// SPDX-License-Identifier: Apache-2.0
package winnow.decode.pcap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
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

  private final LinkedHashMap<Key, Waiting> waiting = new LinkedHashMap<>();
  private final PacketView whole = new PacketView();
  private long bytes;

  private record Key(IpAddress source, IpAddress destination, long id, int protocol) {}

  private record Piece(int offset, byte[] data) {}

  /** The fragments of a packet. */
  private static final class Waiting {
    private final List<Piece> pieces = new ArrayList<>();
    private final PacketView first;
    private final long since;
    private long held;
    private int length = -1;

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
    for (Piece piece : packet.pieces) {
      int pieceEnd = piece.offset + piece.data.length;
      if (from == piece.offset && to == pieceEnd) {
        return true;
      }
      if (from < pieceEnd && piece.offset < to) {
        return false;
      }
    }
    if (packet.length >= 0 && to > packet.length) {
      return false;
    }
    int start = fragment.fragmentStart;
    byte[] data =
        java.util.Arrays.copyOfRange(fragment.bytes, start, start + fragment.fragmentLength);
    packet.pieces.add(new Piece(from, data));
    packet.held += data.length;
    bytes += data.length;
    if (from == 0) {
      packet.first.fragmentProtocol = fragment.fragmentProtocol;
    }
    return true;
  }

  private void remove(Key key) {
    Waiting removed = waiting.remove(key);
    bytes -= removed == null ? 0 : removed.held;
  }

  private void giveUpEldest(Consumer<PacketView> taker) {
    Iterator<Waiting> eldest = waiting.values().iterator();
    Waiting packet = eldest.next();
    eldest.remove();
    bytes -= packet.held;
    packet.pieces.sort(Comparator.comparingInt(Piece::offset));
    int beginning = 0;
    for (Piece piece : packet.pieces) {
      if (piece.offset == beginning) {
        beginning += piece.data.length;
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
    for (Piece piece : packet.pieces) {
      if (piece.offset + piece.data.length <= length) {
        System.arraycopy(piece.data, 0, payload, piece.offset, piece.data.length);
      }
    }
    whole.dissectWhole(packet.first, payload, last);
    whole.moreFragments = isCut;
    taker.accept(whole);
  }
}
