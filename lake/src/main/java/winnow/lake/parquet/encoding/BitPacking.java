// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet.encoding;

/**
 * Values of {@code width} bits one after another, from the least significant bit of the first byte:
 * the bit packing of Parquet's RLE hybrid and DELTA_BINARY_PACKED encodings.
 */
public final class BitPacking {
  /** How far {@link #unpack} may look beyond the last packed byte. */
  public static final int SLACK = 16;

  private BitPacking() {}

  /** The width that holds 0 to {@code max}. */
  public static int width(int max) {
    return 32 - Integer.numberOfLeadingZeros(max);
  }

  /** Bytes that {@code count} values take. */
  public static long bytes(long count, int width) {
    return (count * width + 7) >>> 3;
  }

  /** Packs {@code ids[from, to)}, then zeros up to a multiple of 8 values. */
  public static void pack(int[] ids, int from, int to, int width, ByteSink out) {
    int length = (int) bytes((to - from + 7) & ~7, width);
    out.reserve(length + SLACK);
    byte[] bytes = out.bytes();
    int position = out.size();
    long word = 0;
    int bits = 0;
    for (int i = from; i < to; i++) {
      word |= (long) ids[i] << bits;
      bits += width;
      if (bits >= 32) {
        ByteSink.INTS.set(bytes, position, (int) word);
        position += 4;
        word >>>= 32;
        bits -= 32;
      }
    }
    ByteSink.LONGS.set(bytes, position, word);
    clear(bytes, position + 8, out.size() + length);
    out.advance(length);
  }

  /** Packs the low {@code width} bits of {@code values[from, to)}; a multiple of 8 values. */
  public static void pack(long[] values, int from, int to, int width, ByteSink out) {
    int length = (int) bytes(to - from, width);
    out.reserve(length + SLACK);
    byte[] bytes = out.bytes();
    int position = out.size();
    long word = 0;
    int bits = 0;
    for (int i = from; i < to; i++) {
      long value = values[i];
      word |= value << bits;
      bits += width;
      if (bits >= 64) {
        ByteSink.LONGS.set(bytes, position, word);
        position += 8;
        bits -= 64;
        word = bits == 0 ? 0 : value >>> (width - bits);
      }
    }
    ByteSink.LONGS.set(bytes, position, word);
    out.advance(length);
  }

  /** Unpacks {@code count} values of up to 32 bits that start at byte {@code position}. */
  public static void unpack(byte[] bytes, int position, int width, int[] ids, int from, int count) {
    int mask = (int) ((1L << width) - 1);
    int bit = 0;
    int base = position;
    for (int i = from; i < from + count; i++) {
      ids[i] = (int) ((long) ByteSink.LONGS.get(bytes, base + (bit >>> 3)) >>> (bit & 7)) & mask;
      bit += width;
      if (bit >= 1 << 24) {
        base += bit >>> 3;
        bit &= 7;
      }
    }
  }

  /** Unpacks {@code count} values of up to 64 bits that start at byte {@code position}. */
  public static void unpack(
      byte[] bytes, int position, int width, long[] values, int from, int count) {
    if (width == 0) {
      java.util.Arrays.fill(values, from, from + count, 0);
      return;
    }
    long mask = -1L >>> (64 - width);
    for (int i = 0; i < count; i++) {
      long bit = (long) i * width;
      int at = position + (int) (bit >>> 3);
      int shift = (int) bit & 7;
      long value = (long) ByteSink.LONGS.get(bytes, at) >>> shift;
      if (shift + width > 64) {
        value |= (long) bytes[at + 8] << (64 - shift);
      }
      values[from + i] = value & mask;
    }
  }

  private static void clear(byte[] bytes, int from, int to) {
    if (from < to) {
      java.util.Arrays.fill(bytes, from, to, (byte) 0);
    }
  }
}
