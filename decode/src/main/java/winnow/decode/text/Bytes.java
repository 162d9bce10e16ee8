// SPDX-License-Identifier: Apache-2.0
package winnow.decode.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Searches bytes eight at a time (Hacker's Delight, section 6-1). */
public final class Bytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long AFTER_BLANK = 0x2121_2121_2121_2121L;
  private static final long HIGHS = 0x8080_8080_8080_8080L;

  private Bytes() {}

  /** Index of the first {@code wanted} in {@code bytes[from, to)}, or {@code to}. */
  public static int indexOf(byte[] bytes, int from, int to, byte wanted) {
    long pattern = (wanted & 0xffL) * ONES;
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long difference = (long) LONGS.get(bytes, at) ^ pattern;
      long found = (difference - ONES) & ~difference & HIGHS;
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (at < to && bytes[at] != wanted) {
      at++;
    }
    return at;
  }

  /** Index of the first blank or tab in {@code bytes[from, to)}, or {@code to}. */
  public static int indexOfBlank(byte[] bytes, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long value = (long) LONGS.get(bytes, at);
      long found = (value - AFTER_BLANK) & ~value & HIGHS;
      while (found != 0) {
        int index = at + (Long.numberOfTrailingZeros(found) >>> 3);
        if (bytes[index] == ' ' || bytes[index] == '\t') {
          return index;
        }
        found &= found - 1;
      }
    }
    while (at < to && bytes[at] != ' ' && bytes[at] != '\t') {
      at++;
    }
    return at;
  }
}
