// SPDX-License-Identifier: Apache-2.0
package winnow.decode.http;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;
import winnow.decode.stream.Connection;

/**
 * The requests of a connection that wait for the end of their responses, which come in the order of
 * the requests (RFC 9112 section 9.3). How many wait, and their bytes, are bounded; the oldest is
 * handed on unanswered then.
 */
final class Exchanges {
  /** How many requests wait. */
  static final int MAX_WAITING = 256;

  /** How many bytes the waiting requests hold. */
  static final int MAX_HELD_BYTES = 1 << 20;

  /** What an exchange costs beside its texts. */
  private static final int OVERHEAD_BYTES = 400;

  private final Connection connection;
  private final boolean wantsRecords;
  private final ArrayDeque<Exchange> waiting = new ArrayDeque<>();
  private int heldBytes;

  Exchanges(Connection connection, boolean wantsRecords) {
    this.connection = connection;
    this.wantsRecords = wantsRecords;
  }

  /** Bytes that the waiting requests hold. */
  int heldBytes() {
    return heldBytes;
  }

  /** Begins one that is first heard of at {@code timeMicros}. */
  Exchange begin(long timeMicros, DecodeSink sink) {
    Exchange exchange = new Exchange();
    exchange.http.eventTimeMicros = timeMicros;
    exchange.http.clientAddress = connection.client().address();
    exchange.http.clientPort = connection.client().port();
    exchange.http.serverAddress = connection.server().address();
    exchange.http.serverPort = connection.server().port();
    exchange.http.uid = connection.facts().uid();
    waiting.add(exchange);
    hold(exchange, OVERHEAD_BYTES);
    while (waiting.size() > 1 && (waiting.size() > MAX_WAITING || heldBytes > MAX_HELD_BYTES)) {
      handOn(sink);
    }
    return exchange;
  }

  /** Counts {@code bytes} that {@code exchange} keeps. */
  void hold(Exchange exchange, int bytes) {
    exchange.heldBytes += bytes;
    heldBytes += bytes;
  }

  /** The oldest whose response is not over, null when there is none. */
  @Nullable Exchange next() {
    for (Exchange exchange : waiting) {
      if (!exchange.responseEnded) {
        return exchange;
      }
    }
    return null;
  }

  /** Hands on all but the newest: their responses were missed. */
  void keepNewest(DecodeSink sink) {
    while (waiting.size() > 1) {
      handOn(sink);
    }
  }

  /** Hands on those that are over. */
  void settle(DecodeSink sink) {
    while (!waiting.isEmpty() && waiting.peek().isEnded()) {
      handOn(sink);
    }
  }

  /** Hands on all. */
  void finish(DecodeSink sink) {
    while (!waiting.isEmpty()) {
      handOn(sink);
    }
  }

  private void handOn(DecodeSink sink) {
    Exchange eldest = waiting.remove();
    heldBytes -= eldest.heldBytes;
    if (wantsRecords) {
      sink.accept(eldest.http.build());
    }
  }
}
