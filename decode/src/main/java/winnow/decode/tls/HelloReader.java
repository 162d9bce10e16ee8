// SPDX-License-Identifier: Apache-2.0
package winnow.decode.tls;

import java.util.Arrays;
import winnow.decode.BigEndian;
import winnow.decode.RejectReason;
import winnow.decode.text.BadValueException;

/** Reads the length-prefixed vectors of a handshake message (RFC 8446 section 3.4). */
final class HelloReader {
  private static final int[] NONE = {};

  private final byte[] bytes;
  private final int end;
  private int at;

  HelloReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
  }

  boolean isEmpty() {
    return at >= end;
  }

  int position() {
    return at;
  }

  int u8() throws BadValueException {
    return bytes[take(1)] & 0xff;
  }

  int u16() throws BadValueException {
    return BigEndian.u16(bytes, take(2));
  }

  void skip(int count) throws BadValueException {
    take(count);
  }

  /** The content of a vector whose length has {@code lengthBytes} bytes. */
  HelloReader vector(int lengthBytes) throws BadValueException {
    int length = lengthBytes == 1 ? u8() : u16();
    int from = take(length);
    return new HelloReader(bytes, from, from + length);
  }

  /** The numbers up to the end, two bytes each, without those that mean nothing (RFC 8701). */
  int[] numbers() {
    int[] numbers = new int[(end - at) / 2];
    int count = 0;
    for (; end - at >= 2; at += 2) {
      int number = BigEndian.u16(bytes, at);
      if (!isGrease(number)) {
        numbers[count++] = number;
      }
    }
    return count == 0 ? NONE : Arrays.copyOf(numbers, count);
  }

  /** The bytes up to the end. */
  byte[] rest() {
    byte[] rest = Arrays.copyOfRange(bytes, at, end);
    at = end;
    return rest;
  }

  /** Whether a number is one of those reserved to be ignored (RFC 8701). */
  static boolean isGrease(int number) {
    return (number & 0x0f0f) == 0x0a0a && number >>> 8 == (number & 0xff);
  }

  private int take(int count) throws BadValueException {
    int from = at;
    if (end - from < count) {
      throw new BadValueException(
          RejectReason.TRUNCATED, "TLS hello ends " + (count - (end - from)) + " bytes early");
    }
    at += count;
    return from;
  }
}
