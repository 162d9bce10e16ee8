// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

import java.util.Arrays;

/** Counted (row, column) pairs in no order, pairs repeated at will. */
final class PairBuffer {
  private static final int DIGIT_BITS = 8;
  private static final int DIGITS = 1 << DIGIT_BITS;
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 16;

  /** The row in the upper half, the column in the lower. */
  private long[] pairs;

  private int[] counts;
  private int size;

  PairBuffer(int capacity) {
    pairs = new long[capacity];
    counts = new int[capacity];
  }

  int size() {
    return size;
  }

  boolean isFull() {
    return size == pairs.length;
  }

  void add(int row, int column, int count) {
    pairs[size] = (long) row << Integer.SIZE | column;
    counts[size] = count;
    size++;
  }

  int row(int i) {
    return (int) (pairs[i] >>> Integer.SIZE);
  }

  int column(int i) {
    return (int) pairs[i];
  }

  int count(int i) {
    return counts[i];
  }

  /** Renames rows and columns. */
  void place(CanonicalOrder rows, CanonicalOrder columns) {
    for (int i = 0; i < size; i++) {
      pairs[i] = (long) rows.position(row(i)) << Integer.SIZE | columns.position(column(i));
    }
  }

  /** Sorts, merges equal pairs, and doubles the room unless half of it came free. */
  void compact() {
    sortAndMerge();
    if (size > pairs.length / 2) {
      if (size == LARGEST_ARRAY) {
        throw new IllegalStateException("more than %d distinct pairs".formatted(LARGEST_ARRAY));
      }
      int capacity = (int) Math.min(LARGEST_ARRAY, 2L * pairs.length);
      pairs = Arrays.copyOf(pairs, capacity);
      counts = Arrays.copyOf(counts, capacity);
    }
  }

  /**
   * Sorts by row, then column, and sums the counts of equal pairs up to {@link Integer#MAX_VALUE}.
   */
  void sortAndMerge() {
    sort();
    int merged = 0;
    for (int i = 1; i < size; i++) {
      if (pairs[i] == pairs[merged]) {
        counts[merged] = (int) Math.min(Integer.MAX_VALUE, (long) counts[merged] + counts[i]);
      } else {
        merged++;
        pairs[merged] = pairs[i];
        counts[merged] = counts[i];
      }
    }
    size = size == 0 ? 0 : merged + 1;
  }

  /**
   * Stable radix sort, least significant byte first; bytes that are the same everywhere cost
   * nothing.
   */
  private void sort() {
    long all = 0;
    for (int i = 0; i < size; i++) {
      all |= pairs[i];
    }
    long[] sortedPairs = new long[pairs.length];
    int[] sortedCounts = new int[pairs.length];
    for (int shift = 0; shift < Long.SIZE; shift += DIGIT_BITS) {
      if ((all >>> shift & DIGITS - 1) != 0) {
        sortByDigit(shift, sortedPairs, sortedCounts);
        long[] otherPairs = pairs;
        int[] otherCounts = counts;
        pairs = sortedPairs;
        counts = sortedCounts;
        sortedPairs = otherPairs;
        sortedCounts = otherCounts;
      }
    }
  }

  private void sortByDigit(int shift, long[] toPairs, int[] toCounts) {
    int[] next = new int[DIGITS + 1];
    for (int i = 0; i < size; i++) {
      next[(int) (pairs[i] >>> shift & DIGITS - 1) + 1]++;
    }
    for (int digit = 0; digit < DIGITS; digit++) {
      next[digit + 1] += next[digit];
    }
    for (int i = 0; i < size; i++) {
      int slot = next[(int) (pairs[i] >>> shift & DIGITS - 1)]++;
      toPairs[slot] = pairs[i];
      toCounts[slot] = counts[i];
    }
  }
}
