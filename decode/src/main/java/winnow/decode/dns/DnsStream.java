// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dns;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import winnow.decode.BigEndian;
import winnow.decode.DecodeSink;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.pcap.PacketView;

/**
 * One direction of a TCP connection that carries DNS: segments are put in order and cut into
 * messages, each after its length. Segments ahead of a gap wait, up to a bound; then the gap is
 * given up and the next segment is taken to start with a message, as is the first one of a stream
 * whose beginning was not seen.
 */
final class DnsStream {
  private static final int MAX_WAITING_SEGMENTS = 32;
  private static final int LENGTH_BYTES = 2;
  private static final byte[] NOTHING = new byte[0];

  private final MessageTaker taker;
  private final TreeMap<Long, Waiting> waiting = new TreeMap<>();
  private byte[] held = NOTHING;
  private int heldLength;
  private long waitingBytes;
  private boolean synchronised;

  /** The sequence number expected next, counted on beyond 32 bits. */
  private long next;

  private long latestOffset;

  /** The latest of the segments appended so far. */
  private @Nullable Arrival reached;

  /** A segment that came before its turn. */
  private record Waiting(Arrival arrival, byte[] bytes) {}

  /** Takes a whole message. */
  @FunctionalInterface
  interface MessageTaker {
    /** Takes the message in {@code bytes[from, to)}, which was whole at {@code arrival}. */
    void take(Arrival arrival, byte[] bytes, int from, int to, DecodeSink sink);
  }

  DnsStream(MessageTaker taker) {
    this.taker = taker;
  }

  /** Takes a segment. */
  void accept(PacketView packet, boolean starts, DecodeSink sink) {
    latestOffset = packet.captureOffset();
    if (starts) {
      end(sink);
      next = packet.tcpSequence() + 1;
      synchronised = true;
    }
    int length = packet.payloadLength();
    if (length == 0) {
      return;
    }
    long sequence = packet.tcpSequence() + (starts ? 1 : 0);
    if (!synchronised) {
      if (heldLength > 0 && sequence != (next & 0xffff_ffffL)) {
        giveUp("the next segment does not follow", sink);
      }
      next = sequence;
      synchronised = true;
    }
    long ahead = (int) (sequence - next);
    if (ahead > 0) {
      hold(packet, next + ahead, sink);
    } else if (ahead + length <= 0) {
      sink.skip(SkipReason.RETRANSMISSION, 1);
    } else {
      int from = packet.payloadOffset() + (int) -ahead;
      append(Arrival.of(packet), packet.bytes(), from, packet.payloadOffset() + length, sink);
      drain(sink);
      if (packet.isCut()) {
        giveUp("a segment is cut in the capture", sink);
        synchronised = false;
      }
      while (!synchronised && !waiting.isEmpty()) {
        skipGap(sink);
      }
    }
  }

  /** Bytes that wait for the rest of their message. */
  long heldBytes() {
    return heldLength + waitingBytes;
  }

  boolean isEmpty() {
    return heldBytes() == 0;
  }

  /**
   * Ends the stream: gaps will never be filled, so that what waits behind each is read as if a
   * message started there, and what is no whole message is rejected.
   */
  void end(DecodeSink sink) {
    while (!waiting.isEmpty()) {
      skipGap(sink);
    }
    if (heldLength > 0) {
      giveUp("the stream ends", sink);
    }
  }

  private void hold(PacketView packet, long sequence, DecodeSink sink) {
    int from = packet.payloadOffset();
    byte[] segment = Arrays.copyOfRange(packet.bytes(), from, from + packet.payloadLength());
    Waiting former = waiting.get(sequence);
    if (former != null) {
      sink.skip(SkipReason.RETRANSMISSION, 1);
      if (former.bytes.length >= segment.length) {
        return;
      }
      waitingBytes -= former.bytes.length;
    }
    waiting.put(sequence, new Waiting(Arrival.of(packet), segment));
    waitingBytes += segment.length;
    if (waiting.size() > MAX_WAITING_SEGMENTS) {
      skipGap(sink);
    }
  }

  /** Gives up the first gap: the segment behind it is taken to start with a message. */
  private void skipGap(DecodeSink sink) {
    long behind = waiting.firstKey();
    giveUp((behind - next) + " bytes before the next segment are missing", sink);
    next = behind;
    drain(sink);
  }

  /** Appends the waiting segments that follow without a gap. */
  private void drain(DecodeSink sink) {
    while (!waiting.isEmpty() && waiting.firstKey() <= next) {
      Map.Entry<Long, Waiting> first = waiting.pollFirstEntry();
      byte[] segment = first.getValue().bytes;
      waitingBytes -= segment.length;
      long known = next - first.getKey();
      if (known < segment.length) {
        append(first.getValue().arrival, segment, (int) known, segment.length, sink);
      } else {
        sink.skip(SkipReason.RETRANSMISSION, 1);
      }
    }
  }

  private void append(Arrival came, byte[] bytes, int from, int to, DecodeSink sink) {
    Arrival arrival = came.laterOf(reached);
    reached = arrival;
    next += to - from;
    if (heldLength == 0) {
      int rest = messages(arrival, bytes, from, to, sink);
      keep(bytes, rest, to);
      return;
    }
    keep(bytes, from, to);
    int rest = messages(arrival, held, 0, heldLength, sink);
    System.arraycopy(held, rest, held, 0, heldLength - rest);
    heldLength -= rest;
    if (heldLength == 0) {
      held = NOTHING;
    }
  }

  private void keep(byte[] bytes, int from, int to) {
    int length = heldLength + to - from;
    if (held.length < length) {
      held = Arrays.copyOf(held, Math.max(length, 2 * held.length));
    }
    System.arraycopy(bytes, from, held, heldLength, to - from);
    heldLength = length;
  }

  /** Hands on whole messages; returns where the first one that is not starts. */
  private int messages(Arrival arrival, byte[] bytes, int from, int to, DecodeSink sink) {
    int at = from;
    while (to - at >= LENGTH_BYTES) {
      int length = BigEndian.u16(bytes, at);
      if (length < DnsMessageParser.HEADER_BYTES) {
        String detail = "DNS over TCP: message length " + length + " is less than a header";
        sink.reject(new Rejection(RejectReason.MALFORMED, arrival.captureOffset(), detail));
        synchronised = false;
        return to;
      }
      int end = at + LENGTH_BYTES + length;
      if (end > to) {
        break;
      }
      taker.take(arrival, bytes, at + LENGTH_BYTES, end, sink);
      at = end;
    }
    return at;
  }

  private void giveUp(String why, DecodeSink sink) {
    if (heldLength > 0) {
      String detail = "DNS over TCP: " + heldLength + " bytes are no whole message: " + why;
      sink.reject(new Rejection(RejectReason.TRUNCATED, latestOffset, detail));
      heldLength = 0;
      held = NOTHING;
    }
  }
}
