// SPDX-License-Identifier: Apache-2.0
package winnow.decode.stream;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;
import winnow.decode.pcap.PacketView;

/**
 * One side of a TCP connection: its segments put in order (RFC 9293 section 3.4). Of bytes that
 * come more than once the first copy counts. Segments ahead of a gap wait for it to be filled, up
 * to {@link #MAX_WAITING_BYTES}; the gap is given up when that is reached, when the other side has
 * acknowledged it, so that the capture must have lost it, and when the stream ends.
 */
final class TcpStream {
  /** How many bytes wait for a gap to be filled. */
  static final int MAX_WAITING_BYTES = 1 << 20;

  /** What a waiting segment costs beside its bytes. */
  private static final int SEGMENT_OVERHEAD = 128;

  /** An acknowledged gap may still be filled by packets that were captured in another order. */
  private static final int SEGMENTS_BEHIND_LOSS = 4;

  private final boolean fromClient;
  private final StreamConsumer consumer;
  private @Nullable TreeMap<Long, Waiting> waiting;
  private long waitingBytes;
  private boolean synchronised;
  private boolean finSeen;
  private boolean ended;

  /** The sequence number expected next, counted on beyond 32 bits. */
  private long next;

  /** The sequence number after the last byte, once the side has said it. */
  private long last;

  private long latestOffset;

  /** The latest of the segments handed on so far. */
  private @Nullable Arrival reached;

  /**
   * A segment that came before its turn.
   *
   * @param missing bytes at its end that the capture has cut
   */
  private record Waiting(Arrival arrival, byte[] bytes, int missing) {}

  TcpStream(boolean fromClient, StreamConsumer consumer) {
    this.fromClient = fromClient;
    this.consumer = consumer;
  }

  /** Whether a side that starts with sequence number {@code sequence} is another one than this. */
  boolean isOtherThan(long sequence) {
    return reached != null && (int) (sequence + 1 - next) != 0 || ended;
  }

  /** Notes where the stream starts: after {@code sequence}, that of its SYN. */
  void start(long sequence) {
    if (!synchronised) {
      next = sequence + 1;
      synchronised = true;
    }
  }

  /** Notes that the side sends nothing after {@code sequence}. */
  void finish(long sequence) {
    if (!finSeen && synchronised) {
      finSeen = true;
      last = next + (int) (sequence - next);
    }
  }

  /** Takes the payload of a packet, which starts at {@code sequence}. */
  void accept(PacketView packet, long sequence, DecodeSink sink) {
    latestOffset = packet.captureOffset();
    int length = packet.payloadLength();
    if (packet.payloadWireLength() == 0 || ended) {
      return;
    }
    if (!synchronised) {
      next = sequence;
      synchronised = true;
    }
    long ahead = (int) (sequence - next);
    int missing = packet.payloadWireLength() - length;
    if (ahead + length + missing <= 0) {
      consumer.repeated(fromClient, sink);
    } else if (ahead > 0 || waiting != null) {
      hold(packet, next + ahead, missing, sink);
    } else {
      int known = (int) Math.min(-ahead, length);
      int from = packet.payloadOffset();
      hand(Arrival.of(packet), packet.bytes(), from + known, from + length, sink);
      long lost = ahead + length + missing - (length - known);
      loseNext(Math.min(missing, lost), sink);
    }
  }

  /** Bytes that wait for a gap to be filled. */
  long waitingBytes() {
    return waitingBytes;
  }

  /** Whether all the side has to say was handed on. */
  boolean isFinished() {
    return ended || finSeen && next >= last;
  }

  /** The other side has everything before {@code acknowledged}. */
  void acknowledged(long acknowledged, DecodeSink sink) {
    if (waiting != null
        && waiting.size() >= SEGMENTS_BEHIND_LOSS
        && next + (int) (acknowledged - next) >= waiting.firstKey()) {
      skipGap(sink);
    }
  }

  /** Gives up all gaps. */
  void flush(DecodeSink sink) {
    while (waiting != null) {
      skipGap(sink);
    }
  }

  /** Ends the stream: gaps will never be filled. */
  void end(DecodeSink sink) {
    if (ended) {
      return;
    }
    flush(sink);
    if (finSeen) {
      loseNext(last - next, sink);
    }
    ended = true;
    consumer.end(fromClient, latestOffset, sink);
  }

  /** Keeps what of a segment is new. */
  private void hold(PacketView packet, long sequence, int missing, DecodeSink sink) {
    TreeMap<Long, Waiting> segments = waiting == null ? new TreeMap<>() : waiting;
    waiting = segments;
    Arrival arrival = Arrival.of(packet);
    byte[] bytes = packet.bytes();
    int offset = packet.payloadOffset();
    long end = sequence + packet.payloadLength();
    long at = Math.max(sequence, next);
    boolean isNew = false;
    while (at < end) {
      Map.Entry<Long, Waiting> before = segments.floorEntry(at);
      long known = before == null ? at : before.getKey() + before.getValue().bytes.length;
      if (known > at) {
        at = known;
        continue;
      }
      Long behind = segments.higherKey(at);
      long to = behind == null ? end : Math.min(end, behind);
      int start = offset + (int) (at - sequence);
      byte[] piece = Arrays.copyOfRange(bytes, start, start + (int) (to - at));
      segments.put(at, new Waiting(arrival, piece, to == end ? missing : 0));
      waitingBytes += piece.length + SEGMENT_OVERHEAD;
      isNew = true;
      at = to;
    }
    if (!isNew) {
      consumer.repeated(fromClient, sink);
    }
    drain(sink);
    while (waitingBytes > MAX_WAITING_BYTES) {
      skipGap(sink);
    }
  }

  /** Gives up the first gap. */
  private void skipGap(DecodeSink sink) {
    if (waiting != null && !waiting.isEmpty()) {
      loseNext(waiting.firstKey() - next, sink);
    }
    drain(sink);
  }

  /** Hands on the waiting segments that follow without a gap. */
  private void drain(DecodeSink sink) {
    TreeMap<Long, Waiting> segments = waiting;
    while (segments != null && !segments.isEmpty() && segments.firstKey() <= next) {
      Map.Entry<Long, Waiting> first = segments.pollFirstEntry();
      Waiting segment = first.getValue();
      waitingBytes -= segment.bytes.length + SEGMENT_OVERHEAD;
      int known = (int) Math.min(next - first.getKey(), segment.bytes.length);
      hand(segment.arrival, segment.bytes, known, segment.bytes.length, sink);
      long end = first.getKey() + segment.bytes.length + segment.missing;
      loseNext(Math.min(segment.missing, end - next), sink);
    }
    if (segments != null && segments.isEmpty()) {
      waiting = null;
    }
  }

  private void hand(Arrival came, byte[] bytes, int from, int to, DecodeSink sink) {
    if (to > from) {
      Arrival arrival = came.laterOf(reached);
      reached = arrival;
      next += to - from;
      consumer.data(fromClient, bytes, from, to, arrival, sink);
    }
  }

  private void loseNext(long octets, DecodeSink sink) {
    if (octets > 0) {
      next += octets;
      consumer.gap(fromClient, octets, latestOffset, sink);
    }
  }
}
