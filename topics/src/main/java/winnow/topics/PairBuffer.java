// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

import java.util.Arrays;

/** Counted (row, column) pairs in no order, pairs repeated at will. */
final class PairBuffer {
  private static final int MAX_DIGIT_BITS = 10;
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 16;

  /** The row in the upper half, the column in the lower. */
  private long[] pairs;

  private int[] counts;
  private int size;

  /** Room to sort into; empty but while sorting. */
  private long[] otherPairs = new long[0];

  private int[] otherCounts = new int[0];

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

  /** Stable radix sort, least significant digit first. */
  private void sort() {
    otherPairs = new long[pairs.length];
    otherCounts = new int[pairs.length];
    long all = 0;
    for (int i = 0; i < size; i++) {
      all |= pairs[i];
    }
    sortByHalf(0, Integer.SIZE - Integer.numberOfLeadingZeros((int) all));
    sortByHalf(Integer.SIZE, Long.SIZE - Long.numberOfLeadingZeros(all >>> Integer.SIZE));
    otherPairs = new long[0];
    otherCounts = new int[0];
  }

  /** Sorts by the lowest bits of one half of the pairs, in digits as equal and as few as can be. */
  private void sortByHalf(int firstBit, int bits) {
    int digits = (bits + MAX_DIGIT_BITS - 1) / MAX_DIGIT_BITS;
    for (int digit = 0; digit < digits; digit++) {
      int from = bits * digit / digits;
      int to = bits * (digit + 1) / digits;
      sortByDigit(firstBit + from, (1 << to - from) - 1);
    }
  }

  private void sortByDigit(int shift, int mask) {
    int[] next = new int[mask + 2];
    for (int i = 0; i < size; i++) {
      next[((int) (pairs[i] >>> shift) & mask) + 1]++;
    }
    for (int digit = 0; digit <= mask; digit++) {
      next[digit + 1] += next[digit];
    }
    for (int i = 0; i < size; i++) {
      int slot = next[(int) (pairs[i] >>> shift) & mask]++;
      otherPairs[slot] = pairs[i];
      otherCounts[slot] = counts[i];
    }
    long[] sortedPairs = otherPairs;
    int[] sortedCounts = otherCounts;
    otherPairs = pairs;
    otherCounts = counts;
    pairs = sortedPairs;
    counts = sortedCounts;
  }
}
