// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet;

import java.util.Arrays;
import winnow.lake.parquet.encoding.HybridEncoder;
import winnow.schema.batch.ColumnVector;
import winnow.schema.batch.DoubleVector;
import winnow.schema.batch.LongListVector;
import winnow.schema.batch.LongVector;
import winnow.schema.batch.TextListVector;
import winnow.schema.batch.TextVector;
import winnow.schema.column.Column;
import winnow.schema.column.ColumnType;

/** Encodes one column of a batch: levels, then values. Not thread-safe: it keeps its buffers. */
final class ColumnEncoder {
  private final IntegerEncoder integers = new IntegerEncoder();
  private final TextEncoder texts = new TextEncoder();
  private long[] levels = {};
  private long[] presentLongs = {};
  private int[] presentIds = {};

  /** Encodes {@code vector} into {@code chunk}. */
  void encode(Column<?, ?> column, ColumnVector vector, EncodedChunk chunk) {
    chunk.clear();
    chunk.places = vector.rows();
    switch (vector) {
      case LongVector longs -> encodeLongs(column, longs, chunk);
      case DoubleVector doubles -> encodeDoubles(doubles, chunk);
      case TextVector text -> encodeTexts(column, text, chunk);
      case LongListVector lists -> {
        int from = lists.offset(0);
        int elements =
            from == lists.offset(lists.rows())
                ? emptyLevels(lists.rows(), chunk)
                : listLevels(offsetsOf(lists), chunk);
        long[] values = lists.elements();
        integers.encode(
            from == 0 ? values : Arrays.copyOfRange(values, from, from + elements),
            elements,
            false,
            chunk);
      }
      case TextListVector lists -> {
        int from = lists.offset(0);
        int elements =
            from == lists.offset(lists.rows())
                ? emptyLevels(lists.rows(), chunk)
                : listLevels(offsetsOf(lists), chunk);
        int[] ids = lists.elements().ids();
        texts.encode(
            from == 0 ? ids : Arrays.copyOfRange(ids, from, from + elements),
            elements,
            lists.elements().texts(),
            chunk);
      }
    }
  }

  private void encodeLongs(Column<?, ?> column, LongVector vector, EncodedChunk chunk) {
    int rows = vector.rows();
    long[] values = vector.values();
    int count = rows;
    if (column.isOptional()) {
      count = presence(vector);
      HybridEncoder.encodeLevels(levels, rows, chunk.data);
      if (count < rows) {
        values = present(values, rows, count);
      }
    }
    chunk.absent = rows - count;
    if (column.type() == ColumnType.BOOLEAN) {
      integers.encodeBooleans(values, count, chunk);
    } else {
      integers.encode(values, count, column.type() == ColumnType.INT, chunk);
      if (column.type() == ColumnType.INT && chunk.bounds instanceof Bounds.Integers bounds) {
        requireInt(column, bounds.min());
        requireInt(column, bounds.max());
      }
    }
  }

  private static void requireInt(Column<?, ?> column, long value) {
    if (value != (int) value) {
      throw new IllegalArgumentException(
          "column " + column + " holds 32-bit integers, not " + value);
    }
  }

  private void encodeDoubles(DoubleVector vector, EncodedChunk chunk) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    chunk.data.reserve(Math.multiplyExact(vector.rows(), 8));
    for (int row = 0; row < vector.rows(); row++) {
      double value = vector.value(row);
      chunk.data.putLong(Double.doubleToRawLongBits(value));
      if (Double.isNaN(value)) {
        chunk.notNumbers++;
      } else {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    if (chunk.notNumbers == 0 && vector.rows() > 0) {
      chunk.bounds = new Bounds.Reals(min == 0 ? -0.0 : min, max == 0 ? 0.0 : max);
    }
  }

  private void encodeTexts(Column<?, ?> column, TextVector vector, EncodedChunk chunk) {
    int rows = vector.rows();
    int[] ids = vector.ids();
    int count = presence(ids, rows);
    if (column.isOptional()) {
      HybridEncoder.encodeLevels(levels, rows, chunk.data);
    } else if (count < rows) {
      throw new IllegalArgumentException("column " + column + " lacks a value it must have");
    }
    chunk.absent = rows - count;
    texts.encode(count < rows ? present(ids, rows, count) : ids, count, vector.texts(), chunk);
  }

  /** Sets the levels to 1 where there is a value; how many there are. */
  private int presence(LongVector vector) {
    int rows = vector.rows();
    resetLevels(rows, -1);
    if (!vector.hasAbsent()) {
      return rows;
    }
    for (int w = 0; w < (rows + 63) >> 6; w++) {
      levels[w] &= ~vector.absentBits(w);
    }
    return ones(rows);
  }

  private int presence(int[] ids, int rows) {
    int union = 0;
    int common = -1;
    for (int row = 0; row < rows; row++) {
      union |= ids[row];
      common &= ids[row];
    }
    resetLevels(rows, union < 0 ? 0 : -1);
    if (union >= 0 || common < 0) {
      return union >= 0 ? rows : 0;
    }
    for (int row = 0; row < rows; row++) {
      levels[row >> 6] |= (long) (~ids[row] >>> 31) << row;
    }
    return ones(rows);
  }

  private void resetLevels(int places, long word) {
    int words = (places + 63) >> 6;
    if (levels.length < words) {
      levels = new long[words];
    }
    Arrays.fill(levels, 0, words, word);
    if (word != 0 && (places & 63) != 0) {
      levels[words - 1] = word >>> -places;
    }
  }

  private int ones(int places) {
    int ones = 0;
    for (int w = 0; w < (places + 63) >> 6; w++) {
      ones += Long.bitCount(levels[w]);
    }
    return ones;
  }

  private long[] present(long[] values, int rows, int count) {
    if (presentLongs.length <= count) {
      presentLongs = new long[rows];
    }
    int next = 0;
    for (int row = 0; row < rows && next < count; row++) {
      presentLongs[next] = values[row];
      next += (int) (levels[row >> 6] >>> row & 1);
    }
    return presentLongs;
  }

  private int[] present(int[] ids, int rows, int count) {
    if (presentIds.length <= count) {
      presentIds = new int[rows];
    }
    int next = 0;
    for (int row = 0; row < rows && next < count; row++) {
      presentIds[next] = ids[row];
      next += ~ids[row] >>> 31;
    }
    return presentIds;
  }

  /**
   * Writes repetition levels (1 where a list goes on) and definition levels (0 where it is empty)
   * of lists whose elements start at {@code offsets}; the number of elements.
   */
  private int listLevels(int[] offsets, EncodedChunk chunk) {
    int rows = offsets.length - 1;
    int places = 0;
    for (int row = 0; row < rows; row++) {
      places += Math.max(1, offsets[row + 1] - offsets[row]);
    }
    resetLevels(places, 0);
    int place = 0;
    for (int row = 0; row < rows; row++) {
      place++;
      for (int i = offsets[row] + 1; i < offsets[row + 1]; i++, place++) {
        levels[place >> 6] |= 1L << place;
      }
    }
    HybridEncoder.encodeLevels(levels, places, chunk.data);
    resetLevels(places, 0);
    place = 0;
    for (int row = 0; row < rows; row++) {
      int length = offsets[row + 1] - offsets[row];
      for (int i = 0; i < length; i++, place++) {
        levels[place >> 6] |= 1L << place;
      }
      place += length == 0 ? 1 : 0;
    }
    HybridEncoder.encodeLevels(levels, places, chunk.data);
    chunk.places = places;
    chunk.absent = places - (offsets[rows] - offsets[0]);
    return offsets[rows] - offsets[0];
  }

  /** Writes the levels of lists that are all empty; how many elements they have: none. */
  private int emptyLevels(int rows, EncodedChunk chunk) {
    resetLevels(rows, 0);
    HybridEncoder.encodeLevels(levels, rows, chunk.data);
    HybridEncoder.encodeLevels(levels, rows, chunk.data);
    chunk.absent = rows;
    return 0;
  }

  private static int[] offsetsOf(LongListVector lists) {
    int[] offsets = new int[lists.rows() + 1];
    for (int row = 0; row < offsets.length; row++) {
      offsets[row] = lists.offset(row);
    }
    return offsets;
  }

  private static int[] offsetsOf(TextListVector lists) {
    int[] offsets = new int[lists.rows() + 1];
    for (int row = 0; row < offsets.length; row++) {
      offsets[row] = lists.offset(row);
    }
    return offsets;
  }
}
