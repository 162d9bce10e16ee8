// SPDX-License-Identifier: Apache-2.0
package winnow.decode.tls;

import winnow.decode.BigEndian;
import winnow.decode.DecodeSink;
import winnow.decode.stream.HeldBytes;

/**
 * Takes the handshake messages out of the records of one side (RFC 8446 section 5.1): a record may
 * hold several messages, a message may span several records. Reads no further than it must, and not
 * beyond {@link #MAX_HELD_BYTES}.
 */
final class HandshakeReader {
  /** How many bytes of records and messages are kept. */
  static final int MAX_HELD_BYTES = 128 * 1024;

  private static final int RECORD_HEADER = 5;
  private static final int MESSAGE_HEADER = 4;
  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;
  private static final int MAX_RECORD = (1 << 14) + 2048;

  private final Handshake handshake;
  private final HeldBytes records = new HeldBytes();
  private final HeldBytes messages = new HeldBytes();
  private boolean over;

  HandshakeReader(Handshake handshake) {
    this.handshake = handshake;
  }

  boolean isOver() {
    return over;
  }

  int heldBytes() {
    return records.length() + messages.length();
  }

  /** Reads no further. */
  void stop() {
    over = true;
    records.clear();
    messages.clear();
  }

  /** Takes bytes of the stream. */
  void data(byte[] bytes, int from, int to, long captureOffset, DecodeSink sink) {
    if (over) {
      return;
    }
    records.append(bytes, from, to);
    int at = 0;
    while (!over && records.length() - at >= RECORD_HEADER) {
      byte[] held = records.bytes();
      int length = BigEndian.u16(held, at + 3);
      int type = held[at];
      if (type < 20 || type > HANDSHAKE || held[at + 1] != 3 || length > MAX_RECORD) {
        stop();
        return;
      }
      if (records.length() - at < RECORD_HEADER + length) {
        break;
      }
      if (type == HANDSHAKE) {
        messages.append(held, at + RECORD_HEADER, at + RECORD_HEADER + length);
        messages(captureOffset, sink);
      } else if (type == ALERT) {
        stop();
      }
      at += RECORD_HEADER + length;
    }
    if (!over) {
      records.drop(at);
    }
    if (heldBytes() > MAX_HELD_BYTES) {
      stop();
    }
  }

  private void messages(long captureOffset, DecodeSink sink) {
    int at = 0;
    byte[] held = messages.bytes();
    while (messages.length() - at >= MESSAGE_HEADER) {
      int length = BigEndian.i32(held, at) & 0xff_ffff;
      if (length > MAX_HELD_BYTES) {
        stop();
        return;
      }
      int end = at + MESSAGE_HEADER + length;
      if (end > messages.length()) {
        break;
      }
      handshake.message(held[at], held, at + MESSAGE_HEADER, end, captureOffset, sink);
      at = end;
    }
    messages.drop(at);
  }
}
