// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dns;

import winnow.decode.BigEndian;
import winnow.decode.DecodeSink;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.stream.Arrival;
import winnow.decode.stream.Connection;
import winnow.decode.stream.HeldBytes;
import winnow.decode.stream.StreamConsumer;

/**
 * Reads the messages of a TCP connection that carries DNS, each after its length (RFC 1035 section
 * 4.2.2). What follows a gap, or a length that cannot be, is taken to start with a message, as is
 * the first segment of a stream whose beginning was not seen.
 */
final class DnsConversation implements StreamConsumer {
  private static final int LENGTH_BYTES = 2;

  private final Connection connection;
  private final MessageTaker taker;
  private final HeldBytes clientBytes = new HeldBytes();
  private final HeldBytes serverBytes = new HeldBytes();

  /** Takes a whole message. */
  @FunctionalInterface
  interface MessageTaker {
    /**
     * Takes the message in {@code bytes[from, to)}, which was whole at {@code arrival}.
     *
     * @param connection whose client sent it
     */
    void take(
        Connection connection,
        boolean fromClient,
        Arrival arrival,
        byte[] bytes,
        int from,
        int to,
        DecodeSink sink);
  }

  DnsConversation(Connection connection, MessageTaker taker) {
    this.connection = connection;
    this.taker = taker;
    connection.facts().service("dns");
  }

  @Override
  public void data(
      boolean fromClient, byte[] bytes, int from, int to, Arrival arrival, DecodeSink sink) {
    HeldBytes held = held(fromClient);
    if (held.isEmpty()) {
      int rest = messages(fromClient, arrival, bytes, from, to, sink);
      held.append(bytes, rest, to);
    } else {
      held.append(bytes, from, to);
      held.drop(messages(fromClient, arrival, held.bytes(), 0, held.length(), sink));
    }
  }

  /** Hands on whole messages; returns where the first one that is not starts. */
  private int messages(
      boolean fromClient, Arrival arrival, byte[] bytes, int from, int to, DecodeSink sink) {
    int at = from;
    while (to - at >= LENGTH_BYTES) {
      int length = BigEndian.u16(bytes, at);
      if (length < DnsMessageParser.HEADER_BYTES) {
        String detail = "DNS over TCP: message length " + length + " is less than a header";
        sink.reject(new Rejection(RejectReason.MALFORMED, arrival.captureOffset(), detail));
        return to;
      }
      int end = at + LENGTH_BYTES + length;
      if (end > to) {
        break;
      }
      taker.take(connection, fromClient, arrival, bytes, at + LENGTH_BYTES, end, sink);
      at = end;
    }
    return at;
  }

  @Override
  public void gap(boolean fromClient, long octets, long captureOffset, DecodeSink sink) {
    giveUp(fromClient, octets + " bytes after them are missing", captureOffset, sink);
  }

  @Override
  public void repeated(boolean fromClient, DecodeSink sink) {
    sink.skip(SkipReason.RETRANSMISSION, 1);
  }

  @Override
  public void end(boolean fromClient, long captureOffset, DecodeSink sink) {
    giveUp(fromClient, "the stream ends", captureOffset, sink);
  }

  @Override
  public boolean isDone() {
    return false;
  }

  @Override
  public long heldBytes() {
    return clientBytes.length() + serverBytes.length();
  }

  private void giveUp(boolean fromClient, String why, long captureOffset, DecodeSink sink) {
    HeldBytes held = held(fromClient);
    if (!held.isEmpty()) {
      String detail = "DNS over TCP: " + held.length() + " bytes are no whole message: " + why;
      sink.reject(new Rejection(RejectReason.TRUNCATED, captureOffset, detail));
      held.clear();
    }
  }

  private HeldBytes held(boolean fromClient) {
    return fromClient ? clientBytes : serverBytes;
  }
}
