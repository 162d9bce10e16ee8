// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.count;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Packs numbers and texts into bytes, small numbers into few. Not thread-safe. */
public final class PackedWriter {
  private static final int MOST_BYTES_OF_LONG = 10;

  private byte[] bytes = new byte[1 << 10];
  private int size;

  /** Nothing is packed yet. */
  public PackedWriter() {}

  /** Packs a number: seven bits in a byte, those nearest to 0 in the fewest. */
  public PackedWriter number(long value) {
    room(MOST_BYTES_OF_LONG);
    long rest = value << 1 ^ value >> 63;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  /** Packs 64 bits that are no small number, such as a hash, into 8 bytes. */
  public PackedWriter word(long value) {
    room(Long.BYTES);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bytes[size++] = (byte) (value >>> shift);
    }
    return this;
  }

  /** Packs a floating-point number, bit by bit. */
  public PackedWriter real(double value) {
    return word(Double.doubleToRawLongBits(value));
  }

  /** Packs a text. */
  public PackedWriter text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** Packs bytes, and how many they are. */
  public PackedWriter bytes(byte[] value) {
    number(value.length);
    room(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
    return this;
  }

  /** What was packed. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      long grown = Math.max((long) size + more, 2L * bytes.length);
      bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - Long.BYTES, grown));
    }
  }
}
