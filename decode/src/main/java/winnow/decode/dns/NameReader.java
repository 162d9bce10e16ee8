// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dns;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import winnow.decode.BigEndian;
import winnow.decode.text.TextPool;

/**
 * Reads the names of a message, compressed or not (RFC 1035 section 4.1.4). A pointer must point
 * before the labels that end in it, so every chain of pointers ends.
 */
final class NameReader {
  private static final int MAX_NAME_BYTES = 255;
  private static final int POINTER_BITS = 0xc0;
  private static final int POINTER_MASK = 0x3fff;

  private static final VarHandle CHARACTERS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int[] ESCAPED = escaped();
  private static final byte[] ESCAPED_LENGTHS = escapedLengths();

  private final byte[] text = new byte[4 * MAX_NAME_BYTES + Integer.BYTES];
  private final TextPool pool = new TextPool();
  private int textLength;

  /**
   * Passes over a name.
   *
   * @return the index after the name, or -1 when it is malformed or runs over {@code end}
   */
  static int skip(byte[] bytes, int at, int end) {
    int position = at;
    while (position < end) {
      int length = bytes[position] & 0xff;
      if (length == 0) {
        return position + 1;
      }
      if (length >= POINTER_BITS) {
        return position + 2 <= end ? position + 2 : -1;
      }
      if (length >= 64) {
        return -1;
      }
      position += length + 1;
    }
    return -1;
  }

  /**
   * Reads a name, which {@link #text} then gives.
   *
   * @param start where the message starts, which pointers count from
   * @param at where the name starts
   * @param end where the message ends
   * @return the index after the name, or -1 when it is malformed or runs over {@code end}
   */
  int read(byte[] bytes, int start, int at, int end) {
    int position = at;
    int after = -1;
    int lowest = at;
    int wireLength = 1;
    textLength = 0;
    while (position < end) {
      int length = bytes[position] & 0xff;
      if (length == 0) {
        return after < 0 ? position + 1 : after;
      }
      if (length >= POINTER_BITS) {
        if (position + 2 > end) {
          return -1;
        }
        after = after < 0 ? position + 2 : after;
        int target = start + (BigEndian.u16(bytes, position) & POINTER_MASK);
        if (target >= lowest) {
          return -1;
        }
        position = target;
        lowest = target;
        continue;
      }
      wireLength += length + 1;
      if (length >= 64 || wireLength > MAX_NAME_BYTES || position + 1 + length > end) {
        return -1;
      }
      label(bytes, position + 1, length);
      position += length + 1;
    }
    return -1;
  }

  /** The name read last, in presentation form. */
  String text() {
    return textLength == 0 ? DnsNames.ROOT : pool.text(text, 0, textLength);
  }

  private void label(byte[] bytes, int from, int length) {
    if (textLength > 0) {
      text[textLength++] = '.';
    }
    for (int i = from; i < from + length; i++) {
      int value = bytes[i] & 0xff;
      CHARACTERS.set(text, textLength, ESCAPED[value]);
      textLength += ESCAPED_LENGTHS[value];
    }
  }

  /** Up to four characters of a byte of a label, the first in the lowest bits. */
  private static int[] escaped() {
    int[] escaped = new int[256];
    for (int value = 0; value < 256; value++) {
      String shown = shown(value);
      for (int i = shown.length() - 1; i >= 0; i--) {
        escaped[value] = escaped[value] << 8 | shown.charAt(i);
      }
    }
    return escaped;
  }

  private static byte[] escapedLengths() {
    byte[] lengths = new byte[256];
    for (int value = 0; value < 256; value++) {
      lengths[value] = (byte) shown(value).length();
    }
    return lengths;
  }

  private static String shown(int value) {
    StringBuilder shown = new StringBuilder(4);
    DnsNames.appendByte(shown, value);
    return shown.toString();
  }
}
