// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet.encoding;

/** DELTA_BINARY_PACKED, any block size. Reading. */
public final class DeltaDecoder {
  private static final String BLOCK = "a block of deltas";
  private static final int LARGEST_BLOCK = 1 << 16;

  private DeltaDecoder() {}

  /**
   * Decodes {@code count} values into {@code values} from {@code from}.
   *
   * @param int32 whether the column is INT32, whose deltas wrap at 32 bits
   */
  public static void decode(PageInput in, boolean int32, long[] values, int from, int count)
      throws MalformedParquetException {
    long block = in.readVarint(BLOCK);
    long miniblocks = in.readVarint(BLOCK);
    long total = in.readVarint(BLOCK);
    long last = in.readZigZag(BLOCK);
    if (total != count) {
      throw new MalformedParquetException("deltas of " + total + " values, not " + count);
    }
    if (block <= 0
        || block > LARGEST_BLOCK
        || miniblocks <= 0
        || miniblocks > block
        || block % miniblocks != 0
        || block / miniblocks % 8 != 0) {
      throw new MalformedParquetException(
          "delta blocks of " + block + " values in " + miniblocks + " miniblocks");
    }
    if (count == 0) {
      return;
    }
    values[from] = last;
    int length = (int) (block / miniblocks);
    for (int i = from + 1; i < from + count; ) {
      long min = in.readZigZag(BLOCK);
      int widthsAt = in.take(miniblocks, BLOCK);
      for (int m = 0; m < miniblocks && i < from + count; m++) {
        int width = in.bytes[widthsAt + m] & 0xff;
        int wanted = Math.min(length, from + count - i);
        unpack(in, width, length, values, i, wanted);
        i = sum(values, i, wanted, min, int32);
      }
    }
  }

  private static void unpack(
      PageInput in, int width, int length, long[] values, int from, int wanted)
      throws MalformedParquetException {
    if (width > 64) {
      throw new MalformedParquetException("deltas of " + width + " bits");
    }
    long whole = BitPacking.bytes(length, width);
    long needed = BitPacking.bytes(wanted, width);
    int start = in.take(whole <= in.remaining() ? whole : needed, BLOCK);
    BitPacking.unpack(in.bytes, start, width, values, from, wanted);
  }

  private static int sum(long[] values, int from, int count, long min, boolean int32) {
    long last = values[from - 1];
    for (int i = from; i < from + count; i++) {
      long next = last + values[i] + min;
      last = int32 ? (int) next : next;
      values[i] = last;
    }
    return from + count;
  }
}
