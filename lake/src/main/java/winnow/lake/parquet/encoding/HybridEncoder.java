// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet.encoding;

/**
 * The RLE / bit-packing hybrid of Parquet: runs of one repeated value, and runs of bit-packed
 * values in groups of eight. Writing.
 */
public final class HybridEncoder {
  private static final int GROUP = 8;

  private HybridEncoder() {}

  /** Encodes {@code ids[0, count)}, each of {@code width} bits, without a length in front. */
  public static void encode(int[] ids, int count, int width, ByteSink out) {
    int packedFrom = 0;
    int i = 0;
    int worthwhile = Math.max(GROUP, 64 / Math.max(1, width));
    while (i < count) {
      int id = ids[i];
      int end = i + 1;
      while (end < count && ids[end] == id) {
        end++;
      }
      if (end - i >= worthwhile || width == 0) {
        flushPacked(ids, packedFrom, i, width, out);
        repeat(id, end - i, width, out);
        packedFrom = end;
        i = end;
      } else {
        i = Math.min(count, i + GROUP);
      }
    }
    flushPacked(ids, packedFrom, count, width, out);
  }

  /**
   * Encodes one-bit levels with their length in front, as data pages of version 1 have them.
   *
   * @param bits the levels, bit {@code i & 63} of word {@code i >> 6}; zero beyond {@code count}
   */
  public static void encodeLevels(long[] bits, int count, ByteSink out) {
    int lengthAt = out.size();
    out.putInt(0);
    int words = (count + 63) >> 6;
    int ones = 0;
    for (int w = 0; w < words; w++) {
      ones += Long.bitCount(bits[w]);
    }
    if (ones == 0 || ones == count) {
      repeat(ones == 0 ? 0 : 1, count, 1, out);
    } else {
      int groups = (count + 7) / GROUP;
      out.putVarint((long) groups << 1 | 1);
      out.reserve(8 * words);
      for (int w = 0; w < words; w++) {
        ByteSink.LONGS.set(out.bytes(), out.size() + 8 * w, bits[w]);
      }
      out.advance(groups);
    }
    out.setInt(lengthAt, out.size() - lengthAt - 4);
  }

  /** One run of {@code count} times {@code value}. */
  public static void repeat(int value, int count, int width, ByteSink out) {
    out.putVarint((long) count << 1);
    for (int shift = 0; shift < width; shift += 8) {
      out.write(value >>> shift);
    }
  }

  private static void flushPacked(int[] ids, int from, int to, int width, ByteSink out) {
    if (from < to) {
      out.putVarint((long) ((to - from + 7) / GROUP) << 1 | 1);
      BitPacking.pack(ids, from, to, width, out);
    }
  }
}
