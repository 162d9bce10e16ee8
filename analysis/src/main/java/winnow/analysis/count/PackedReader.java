// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.count;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what a {@link PackedWriter} packed, in the same order. Bytes that end too early or are no
 * such numbers are refused with an {@link IllegalArgumentException}. Not thread-safe.
 */
public final class PackedReader {
  private final byte[] bytes;
  private int at;

  /** Reads {@code bytes} from their start. */
  public PackedReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The next number. */
  public long number() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = next();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value >>> 1 ^ -(value & 1);
      }
    }
    throw new IllegalArgumentException("a number at byte " + at + " is longer than 64 bits");
  }

  /** The next number, which says how many there are of something. */
  public int size() {
    long size = number();
    if (size < 0 || size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a size at byte " + at + " is " + size);
    }
    return (int) size;
  }

  /** The next 64 bits. */
  public long word() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      value |= (long) next() << shift;
    }
    return value;
  }

  /** The next floating-point number. */
  public double real() {
    return Double.longBitsToDouble(word());
  }

  /** The next text. */
  public String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /** The next bytes. */
  public byte[] bytes() {
    int length = size();
    if (length > bytes.length - at) {
      throw new IllegalArgumentException(length + " bytes at byte " + at + " are cut");
    }
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  private int next() {
    if (at == bytes.length) {
      throw new IllegalArgumentException("the bytes end at " + at + ", too early");
    }
    return bytes[at++] & 0xff;
  }
}
