// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet.encoding;

/** DELTA_BINARY_PACKED, in blocks of 128 values of four miniblocks each. Writing. */
public final class DeltaEncoder {
  private static final int BLOCK = 128;
  private static final int MINIBLOCK = 32;
  private static final int MINIBLOCKS = BLOCK / MINIBLOCK;

  private final long[] deltas = new long[BLOCK];

  /**
   * Encodes {@code values[0, count)}.
   *
   * @param int32 whether the column is INT32, whose deltas wrap at 32 bits
   */
  public void encode(long[] values, int count, boolean int32, ByteSink out) {
    out.putVarint(BLOCK);
    out.putVarint(MINIBLOCKS);
    out.putVarint(count);
    out.putZigZag(count == 0 ? 0 : values[0]);
    for (int from = 1; from < count; from += BLOCK) {
      block(values, from, Math.min(count, from + BLOCK), int32, out);
    }
  }

  /** Estimates the encoded size in bits from every fourth block. */
  public long estimateBits(long[] values, int count, boolean int32) {
    long sampledBits = 0;
    int sampled = 0;
    for (int from = 1; from < count; from += 4 * BLOCK) {
      int to = Math.min(count, from + BLOCK);
      long min = takeDeltas(values, from, to, int32);
      for (int mini = 0; mini < to - from; mini += MINIBLOCK) {
        sampledBits += (long) MINIBLOCK * width(mini, min, int32);
      }
      sampledBits += 8 * (MINIBLOCKS + 3);
      sampled += to - from;
    }
    return sampled == 0 ? 64 : sampledBits * count / sampled;
  }

  private void block(long[] values, int from, int to, boolean int32, ByteSink out) {
    int count = to - from;
    long min = takeDeltas(values, from, to, int32);
    out.putZigZag(min);
    int widthsAt = out.size();
    for (int m = 0; m < MINIBLOCKS; m++) {
      out.write(0);
    }
    for (int m = 0; m * MINIBLOCK < count; m++) {
      int start = m * MINIBLOCK;
      int width = width(start, min, int32);
      for (int i = start; i < start + MINIBLOCK; i++) {
        long excess = i < count ? deltas[i] - min : 0;
        deltas[i] = int32 ? excess & 0xffff_ffffL : excess;
      }
      out.bytes()[widthsAt + m] = (byte) width;
      BitPacking.pack(deltas, start, start + MINIBLOCK, width, out);
    }
  }

  /** Fills {@link #deltas}, repeating the smallest beyond the end; the smallest. */
  private long takeDeltas(long[] values, int from, int to, boolean int32) {
    long min = Long.MAX_VALUE;
    for (int i = from; i < to; i++) {
      long difference = values[i] - values[i - 1];
      long delta = int32 ? (int) difference : difference;
      deltas[i - from] = delta;
      min = Math.min(min, delta);
    }
    for (int i = to - from; i < BLOCK; i++) {
      deltas[i] = min;
    }
    return min;
  }

  private int width(int start, long min, boolean int32) {
    long union = 0;
    for (int i = start; i < start + MINIBLOCK; i++) {
      union |= deltas[i] - min;
    }
    return 64 - Long.numberOfLeadingZeros(int32 ? union & 0xffff_ffffL : union);
  }
}
