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
  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int HANDSHAKE = 22;
  private static final int MAX_RECORD = (1 << 14) + 2048;

  private final Handshake handshake;
  private final HeldBytes header = new HeldBytes();
  private final HeldBytes messages = new HeldBytes();
  private int remaining;
  private boolean isHandshake;
  private boolean over;

  HandshakeReader(Handshake handshake) {
    this.handshake = handshake;
  }

  boolean isOver() {
    return over;
  }

  int heldBytes() {
    return header.length() + messages.length();
  }

  /** Reads no further. */
  void stop() {
    over = true;
    header.clear();
    messages.clear();
  }

  /** Takes bytes of the stream. */
  void data(byte[] bytes, int from, int to, long captureOffset, DecodeSink sink) {
    int at = from;
    while (!over && at < to) {
      if (remaining == 0) {
        int taken = Math.min(to - at, RECORD_HEADER - header.length());
        header.append(bytes, at, at + taken);
        at += taken;
        if (header.length() == RECORD_HEADER) {
          record(header.bytes());
          header.clear();
        }
      } else {
        int taken = Math.min(to - at, remaining);
        if (isHandshake) {
          messages.append(bytes, at, at + taken);
          messages(captureOffset, sink);
        }
        at += taken;
        remaining -= taken;
      }
    }
  }

  /** Begins a record; after an alert, application data or what is no record, nothing is read. */
  private void record(byte[] bytes) {
    int type = bytes[0];
    remaining = BigEndian.u16(bytes, 3);
    isHandshake = type == HANDSHAKE;
    boolean isRead = isHandshake || type == CHANGE_CIPHER_SPEC;
    if (!isRead || bytes[1] != 3 || remaining > MAX_RECORD) {
      stop();
    }
  }

  private void messages(long captureOffset, DecodeSink sink) {
    int at = 0;
    byte[] held = messages.bytes();
    while (messages.length() - at >= MESSAGE_HEADER) {
      int length = BigEndian.i32(held, at) & 0xff_ffff;
      if (length > MAX_HELD_BYTES - MESSAGE_HEADER - MAX_RECORD) {
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
    if (!over) {
      messages.drop(at);
    }
  }
}
