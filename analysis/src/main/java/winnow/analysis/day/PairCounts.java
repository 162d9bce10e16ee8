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

  private final LongTable pairs = new LongTable();
  private final long[][] sums;
  private final boolean hasTimes;
  private long[] firsts = {};
  private long[] lasts = {};

  /**
   * No pair yet.
   *
   * @param sums how many sums each has
   * @param hasTimes whether each has an earliest and a latest time
   */
  PairCounts(int sums, boolean hasTimes) {
    this.sums = new long[sums][0];
    this.hasTimes = hasTimes;
  }

  /** The row of a pair; a new one has sums of 0 and no time. */
  int row(int first, int second) {
    int row = pairs.add(key(first, second));
    if (hasTimes && row >= firsts.length) {
      int before = firsts.length;
      firsts = Arrays.copyOf(firsts, Math.max(64, 2 * before));
      Arrays.fill(firsts, before, firsts.length, Long.MAX_VALUE);
      lasts = Arrays.copyOf(lasts, firsts.length);
      Arrays.fill(lasts, before, lasts.length, Long.MIN_VALUE);
    }
    return row;
  }

  private static long key(int first, int second) {
    return (long) first << Integer.SIZE | second & LOW;
  }

  /** Adds to a sum of a row. */
  void add(int row, int sum, long amount) {
    if (row >= sums[sum].length) {
      sums[sum] = Arrays.copyOf(sums[sum], Math.max(64, 2 * (row + 1)));
    }
    sums[sum][row] += amount;
  }

  /** Widens the times of a row. */
  void seen(int row, long micros) {
    firsts[row] = Math.min(firsts[row], micros);
    lasts[row] = Math.max(lasts[row], micros);
  }

  /** Adds the rows of {@code other}, whose ints mean what the operators say here. */
  void addAll(PairCounts other, IntUnaryOperator firstOf, IntUnaryOperator secondOf) {
    for (int row = 0; row < other.size(); row++) {
      int own = row(firstOf.applyAsInt(other.first(row)), secondOf.applyAsInt(other.second(row)));
      for (int sum = 0; sum < sums.length; sum++) {
        add(own, sum, other.sum(row, sum));
      }
      if (hasTimes) {
        firsts[own] = Math.min(firsts[own], other.firsts[row]);
        lasts[own] = Math.max(lasts[own], other.lasts[row]);
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
    return row < sums[sum].length ? sums[sum][row] : 0;
  }

  /** The earliest time of a row, microseconds since the epoch; the largest long without any. */
  public long firstMicros(int row) {
    return firsts[row];
  }

  /** The latest time of a row; the smallest long without any. */
  public long lastMicros(int row) {
    return lasts[row];
  }

  void write(PackedWriter out) {
    out.number(size());
    for (int row = 0; row < size(); row++) {
      out.number(first(row)).number(second(row));
      for (int sum = 0; sum < sums.length; sum++) {
        out.number(sum(row, sum));
      }
      if (hasTimes) {
        boolean isTimed = firsts[row] <= lasts[row];
        out.number(isTimed ? firsts[row] : 0).number(isTimed ? lasts[row] - firsts[row] : -1);
      }
    }
  }

  void read(PackedReader in) {
    int rows = in.size();
    for (int i = 0; i < rows; i++) {
      int row = row((int) in.number(), (int) in.number());
      for (int sum = 0; sum < sums.length; sum++) {
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
