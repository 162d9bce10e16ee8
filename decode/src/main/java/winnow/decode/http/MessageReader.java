// SPDX-License-Identifier: Apache-2.0
package winnow.decode.http;

import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.stream.Arrival;
import winnow.decode.stream.HeldBytes;
import winnow.decode.text.Bytes;

/**
 * Cuts one side of a connection into HTTP/1 messages (RFC 9112). Heads are read line by line, so
 * that only a line that is not whole yet is held; bodies are counted and passed over. After bytes
 * that are no HTTP, or a gap that a length does not bridge, it goes on at the next segment that
 * starts like a message.
 */
final class MessageReader {
  /** How long a line may be. */
  static final int MAX_LINE_BYTES = 64 * 1024;

  /** How long a head may be. */
  static final int MAX_HEAD_BYTES = 256 * 1024;

  private final MessageTaker taker;
  private final HeldBytes line = new HeldBytes();
  private State state = State.START;
  private @Nullable FieldName fieldName;
  private long remaining;
  private long headOctets;
  private long octets;
  private long bodyOctets;
  private long latestMicros;

  private enum State {
    START,
    FIELDS,
    BODY,
    TO_CLOSE,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILERS,
    LOST,
    OVER
  }

  MessageReader(MessageTaker taker) {
    this.taker = taker;
  }

  /** Bytes of a line that wait for its end. */
  int heldBytes() {
    return line.length();
  }

  /** Whether no HTTP follows. */
  boolean isOver() {
    return state == State.OVER;
  }

  /** Reads no further. */
  void stop() {
    state = State.OVER;
    line.clear();
  }

  /**
   * Takes bytes that follow those before.
   *
   * @return where it stopped: before {@code to} only when it {@link #isOver}
   */
  int data(byte[] bytes, int from, int to, Arrival arrival, DecodeSink sink) {
    resume(bytes, from, to, sink);
    latestMicros = arrival.timestampMicros();
    int at = from;
    while (at < to) {
      switch (state) {
        case OVER -> {
          return at;
        }
        case LOST -> {
          return to;
        }
        case TO_CLOSE -> {
          count(to - at);
          bodyOctets += to - at;
          at = to;
        }
        case BODY, CHUNK -> at += pass(Math.min(remaining, to - at), sink);
        case START, FIELDS, CHUNK_SIZE, CHUNK_END, TRAILERS ->
            at = line(bytes, at, to, arrival, sink);
      }
    }
    return to;
  }

  /** Finds the start of a message at the start of a segment, where there may be one. */
  private void resume(byte[] bytes, int from, int to, DecodeSink sink) {
    boolean omitted = state == State.BODY && bodyOctets == 0 && taker.mayOmitBody();
    if ((omitted || state == State.LOST) && taker.mayStart(bytes, from, to)) {
      if (omitted) {
        endMessage(sink);
      }
      state = State.START;
    }
  }

  /** Passes over {@code count} bytes of a body or chunk; returns how many. */
  private int pass(long count, DecodeSink sink) {
    count(count);
    bodyOctets += count;
    remaining -= count;
    if (remaining == 0) {
      if (state == State.CHUNK) {
        state = State.CHUNK_END;
      } else {
        endMessage(sink);
      }
    }
    return (int) count;
  }

  /** Reads a line, or keeps the part of it that is here; returns where the rest starts. */
  private int line(byte[] bytes, int from, int to, Arrival arrival, DecodeSink sink) {
    if (state == State.START && line.isEmpty()) {
      if (taker.isBodyOnly(bytes, from, to, sink)) {
        state = State.TO_CLOSE;
        return from;
      }
      if (!taker.mayStart(bytes, from, to)) {
        loseTrack(sink);
        return to;
      }
    }
    int feed = Bytes.indexOf(bytes, from, to, (byte) '\n');
    int next = feed < to ? feed + 1 : to;
    count(next - from);
    headOctets += state == State.START || state == State.FIELDS ? next - from : 0;
    if (line.length() + next - from > MAX_LINE_BYTES || headOctets > MAX_HEAD_BYTES) {
      refuse(arrival, sink);
      return to;
    }
    if (line.isEmpty() && feed < to) {
      line(bytes, from, feed, sink, arrival);
    } else {
      line.append(bytes, from, next);
      if (feed < to) {
        byte[] whole = line.bytes();
        int length = line.length() - 1;
        line.clear();
        line(whole, 0, length, sink, arrival);
      }
    }
    return next;
  }

  private void line(byte[] bytes, int from, int feed, DecodeSink sink, Arrival arrival) {
    int end = feed > from && bytes[feed - 1] == '\r' ? feed - 1 : feed;
    switch (state) {
      case START -> {
        if (end == from) {
          headOctets = 0;
          octets = 0;
        } else if (taker.startLine(bytes, from, end, arrival, sink)) {
          state = State.FIELDS;
          fieldName = null;
        } else {
          loseTrack(sink);
        }
      }
      case FIELDS -> {
        if (end > from) {
          field(bytes, from, end);
        } else {
          startBody(taker.framing(sink), sink);
        }
      }
      case CHUNK_SIZE -> chunkSize(bytes, from, end, sink);
      case CHUNK_END -> state = State.CHUNK_SIZE;
      case TRAILERS -> {
        if (end == from) {
          endMessage(sink);
        }
      }
      case BODY, TO_CLOSE, CHUNK, LOST, OVER -> throw new IllegalStateException(state.name());
    }
  }

  /** Reads a field line, or one that goes on with the field before (RFC 9112 section 5.2). */
  private void field(byte[] bytes, int from, int to) {
    int valueFrom = from;
    if (bytes[from] != ' ' && bytes[from] != '\t') {
      int colon = Bytes.indexOf(bytes, from, to, (byte) ':');
      fieldName = colon == to ? null : FieldName.of(bytes, from, colon);
      valueFrom = Math.min(to, colon + 1);
    }
    int start = Tokens.afterBlanks(bytes, valueFrom, to);
    int end = to;
    while (end > start && (bytes[end - 1] == ' ' || bytes[end - 1] == '\t')) {
      end--;
    }
    if (fieldName != null && end > start) {
      taker.field(fieldName, bytes, start, end);
    }
  }

  private void startBody(Framing framing, DecodeSink sink) {
    switch (framing.kind()) {
      case LENGTH -> {
        remaining = framing.octets();
        state = State.BODY;
        if (remaining == 0) {
          endMessage(sink);
        }
      }
      case CHUNKED -> state = State.CHUNK_SIZE;
      case TO_CLOSE -> state = State.TO_CLOSE;
      case TUNNEL -> {
        endMessage(sink);
        state = State.OVER;
      }
    }
  }

  /**
   * RFC 9112 section 7.1: a hexadecimal number, perhaps with extensions behind it. With one that
   * cannot be, the message ends: whatever comes next may be a message that was smuggled in.
   */
  private void chunkSize(byte[] bytes, int from, int to, DecodeSink sink) {
    long size = 0;
    int digits = 0;
    for (int at = from; at < to && digits <= 15; at++, digits++) {
      int digit = Character.digit(bytes[at], 16);
      if (digit < 0) {
        break;
      }
      size = size << 4 | digit;
    }
    if (digits == 0 || digits > 15) {
      endMessage(sink);
    } else {
      remaining = size;
      state = size == 0 ? State.TRAILERS : State.CHUNK;
    }
  }

  /** The next {@code missing} bytes are not there. */
  void gap(long missing, DecodeSink sink) {
    long rest = missing;
    if (state == State.BODY || state == State.CHUNK) {
      long bridged = Math.min(rest, remaining);
      rest -= bridged;
      remaining -= bridged;
      count(bridged);
      bodyOctets += bridged;
      if (remaining == 0) {
        pass(0, sink);
      }
    } else if (state == State.TO_CLOSE) {
      count(rest);
      bodyOctets += rest;
      rest = 0;
    }
    if (rest > 0 && state != State.OVER) {
      loseTrack(sink);
    }
  }

  /** No more bytes will come. */
  void end(DecodeSink sink) {
    if (state != State.OVER) {
      if (state != State.START && state != State.LOST) {
        endMessage(sink);
      }
      stop();
    }
  }

  private void refuse(Arrival arrival, DecodeSink sink) {
    String detail =
        "HTTP: line of more than %d bytes, or head of more than %d"
            .formatted(MAX_LINE_BYTES, MAX_HEAD_BYTES);
    sink.reject(new Rejection(RejectReason.MALFORMED, arrival.captureOffset(), detail));
    loseTrack(sink);
  }

  private void loseTrack(DecodeSink sink) {
    boolean inMessage = state != State.START && state != State.LOST;
    if (inMessage) {
      endMessage(sink);
    }
    if (state != State.LOST) {
      taker.lost(sink);
    }
    line.clear();
    octets = 0;
    headOctets = 0;
    state = State.LOST;
  }

  private void endMessage(DecodeSink sink) {
    taker.end(octets, bodyOctets, latestMicros, sink);
    octets = 0;
    bodyOctets = 0;
    headOctets = 0;
    state = State.START;
  }

  private void count(long count) {
    octets += count;
  }
}
