// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.day;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import winnow.analysis.count.LongTable;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;

/**
 * Pairs of ints, each with a row of longs: sums first, then the earliest and the latest of times
 * where there are any. Rows are numbered from 0 in order of arrival. Not thread-safe.
 */
public final class PairCounts {
  private static final long LOW = 0xffff_ffffL;

  /** As many as an array has room for. */
  private static final int MOST_VALUES = Integer.MAX_VALUE - Long.BYTES;

  private final LongTable pairs = new LongTable();
  private final int sums;
  private final boolean hasTimes;
  private final int width;

  /** Row after row: its sums, then its times. */
  private long[] values = {};

  private int rows;

  /**
   * No pair yet.
   *
   * @param sums how many sums each has
   * @param hasTimes whether each has an earliest and a latest time
   */
  PairCounts(int sums, boolean hasTimes) {
    this.sums = sums;
    this.hasTimes = hasTimes;
    width = sums + (hasTimes ? 2 : 0);
  }

  /** The row of a pair; a new one has sums of 0 and no time. */
  int row(int first, int second) {
    int row = pairs.add(key(first, second));
    room();
    return row;
  }

  /**
   * The rows of many pairs at once, which is faster than one by one.
   *
   * @param keys pairs as {@link #key} makes them
   * @param size how many there are
   * @param found takes their rows
   */
  void rows(long[] keys, int size, int[] found) {
    pairs.addAll(keys, size, found);
    room();
  }

  /** A pair in one long. */
  static long key(int first, int second) {
    return (long) first << Integer.SIZE | second & LOW;
  }

  /** Makes room for the values of pairs that are new. */
  private void room() {
    long needed = (long) pairs.size() * width;
    if (needed > MOST_VALUES) {
      throw new IllegalStateException(
          pairs.size() + " distinct pairs on one day are more than can be counted");
    }
    if (needed > values.length) {
      long grown = Math.max(Math.max(64, needed), 2L * values.length);
      values = Arrays.copyOf(values, (int) Math.min(MOST_VALUES, grown));
    }
    for (; hasTimes && rows < pairs.size(); rows++) {
      values[rows * width + sums] = Long.MAX_VALUE;
      values[rows * width + sums + 1] = Long.MIN_VALUE;
    }
  }

  /** Adds to a sum of a row. */
  void add(int row, int sum, long amount) {
    values[row * width + sum] += amount;
  }

  /** Widens the times of a row. */
  void seen(int row, long micros) {
    int at = row * width + sums;
    values[at] = Math.min(values[at], micros);
    values[at + 1] = Math.max(values[at + 1], micros);
  }

  /** Adds the rows of {@code other}, whose ints mean what the operators say here. */
  void addAll(PairCounts other, IntUnaryOperator firstOf, IntUnaryOperator secondOf) {
    for (int row = 0; row < other.size(); row++) {
      int own = row(firstOf.applyAsInt(other.first(row)), secondOf.applyAsInt(other.second(row)));
      for (int sum = 0; sum < sums; sum++) {
        add(own, sum, other.sum(row, sum));
      }
      if (hasTimes) {
        int at = own * width + sums;
        values[at] = Math.min(values[at], other.firstMicros(row));
        values[at + 1] = Math.max(values[at + 1], other.lastMicros(row));
      }
    }
  }

  /** How many distinct pairs there are. */
  public int size() {
    return pairs.size();
  }

  /** The first int of a row's pair. */
  public int first(int row) {
    return (int) (pairs.key(row) >>> Integer.SIZE);
  }

  /** The second int of a row's pair. */
  public int second(int row) {
    return (int) pairs.key(row);
  }

  /** The row of a pair, {@link LongTable#NONE} when it is not here. */
  public int find(int first, int second) {
    return pairs.find(key(first, second));
  }

  /** A sum of a row. */
  public long sum(int row, int sum) {
    return values[row * width + sum];
  }

  /** The earliest time of a row, microseconds since the epoch; the largest long without any. */
  public long firstMicros(int row) {
    return values[row * width + sums];
  }

  /** The latest time of a row; the smallest long without any. */
  public long lastMicros(int row) {
    return values[row * width + sums + 1];
  }

  void write(PackedWriter out) {
    out.number(size());
    for (int row = 0; row < size(); row++) {
      out.number(first(row)).number(second(row));
      for (int sum = 0; sum < sums; sum++) {
        out.number(sum(row, sum));
      }
      if (hasTimes) {
        boolean isTimed = firstMicros(row) <= lastMicros(row);
        out.number(isTimed ? firstMicros(row) : 0)
            .number(isTimed ? lastMicros(row) - firstMicros(row) : -1);
      }
    }
  }

  void read(PackedReader in) {
    int rows = in.size();
    for (int i = 0; i < rows; i++) {
      int row = row((int) in.number(), (int) in.number());
      for (int sum = 0; sum < sums; sum++) {
        add(row, sum, in.number());
      }
      if (hasTimes) {
        long first = in.number();
        long length = in.number();
        if (length >= 0) {
          seen(row, first);
          seen(row, first + length);
        }
      }
    }
  }
}
