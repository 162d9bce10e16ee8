// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet.encoding;

import java.util.Arrays;

/** The RLE / bit-packing hybrid of Parquet. Reading. */
public final class HybridDecoder {
  private static final String RUN = "a run of levels or ids";

  private HybridDecoder() {}

  /** Decodes {@code count} values of {@code width} bits into {@code ids} from {@code from}. */
  public static void decode(PageInput in, int width, int[] ids, int from, int count)
      throws MalformedParquetException {
    requireWidth(width);
    int end = from + count;
    int i = from;
    while (i < end) {
      long header = in.readVarint(RUN);
      int length = runLength(header, end - i);
      if ((header & 1) == 0) {
        Arrays.fill(ids, i, i + length, readRepeated(in, width));
      } else {
        int start = takePacked(in, header, length, width);
        BitPacking.unpack(in.bytes, start, width, ids, i, length);
      }
      i += length;
    }
  }

  /**
   * Decodes {@code count} one-bit levels and sets the bits of those that are 1, from bit {@code at}
   * of {@code bits}, which has one word to spare.
   *
   * @return how many are 1
   */
  public static int decodeBits(PageInput in, int count, long[] bits, int at)
      throws MalformedParquetException {
    int ones = 0;
    int done = 0;
    while (done < count) {
      long header = in.readVarint(RUN);
      int length = runLength(header, count - done);
      if ((header & 1) != 0) {
        int start = takePacked(in, header, length, 1);
        for (int i = 0; i < length; i += 64) {
          long word = (long) ByteSink.LONGS.get(in.bytes, start + (i >> 3));
          ones += or(word, Math.min(64, length - i), bits, at + done + i);
        }
      } else if ((readRepeated(in, 1) & 1) != 0) {
        for (int i = 0; i < length; i += 64) {
          ones += or(-1L, Math.min(64, length - i), bits, at + done + i);
        }
      }
      done += length;
    }
    return ones;
  }

  private static int or(long word, int count, long[] bits, int at) {
    long kept = word & (-1L >>> (64 - count));
    bits[at >> 6] |= kept << at;
    if ((at & 63) != 0) {
      bits[(at >> 6) + 1] |= kept >>> -at;
    }
    return Long.bitCount(kept);
  }

  private static int runLength(long header, int wanted) throws MalformedParquetException {
    long length = (header & 1) == 0 ? header >>> 1 : (header >>> 1) * 8;
    if (length <= 0 || header >>> 33 != 0) {
      throw new MalformedParquetException(RUN + " has " + length + " values");
    }
    return (int) Math.min(length, wanted);
  }

  private static int readRepeated(PageInput in, int width) throws MalformedParquetException {
    int value = 0;
    for (int shift = 0; shift < width; shift += 8) {
      value |= in.readByte(RUN) << shift;
    }
    return value & Integer.MAX_VALUE;
  }

  /** Skips a packed run, of which only {@code length} values need be there; where it starts. */
  private static int takePacked(PageInput in, long header, int length, int width)
      throws MalformedParquetException {
    long whole = (header >>> 1) * width;
    return in.take(
        whole <= in.remaining() ? whole : Math.max(1, BitPacking.bytes(length, width)), RUN);
  }

  private static void requireWidth(int width) throws MalformedParquetException {
    if (width > 31) {
      throw new MalformedParquetException("ids of " + width + " bits");
    }
  }
}
