// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

import java.util.Arrays;

/**
 * Counted (row, column) pairs as compressed sparse rows, columns ascending: the pairs of row {@code
 * r} are {@code starts[r] .. starts[r + 1] - 1}.
 */
record PairTable(int[] starts, int[] columns, int[] counts) {

  /** The pairs of a sorted buffer without repetitions, whose rows are less than {@code rows}. */
  static PairTable of(PairBuffer sorted, int rows) {
    int size = sorted.size();
    int[] starts = new int[rows + 1];
    int[] columns = new int[size];
    int[] counts = new int[size];
    for (int i = 0; i < size; i++) {
      starts[sorted.row(i) + 1]++;
      columns[i] = sorted.column(i);
      counts[i] = sorted.count(i);
    }
    for (int row = 0; row < rows; row++) {
      starts[row + 1] += starts[row];
    }
    return new PairTable(starts, columns, counts);
  }

  int size() {
    return columns.length;
  }

  int rows() {
    return starts.length - 1;
  }

  long tokens() {
    long sum = 0;
    for (int count : counts) {
      sum += count;
    }
    return sum;
  }

  /** The place of each column when those in the most pairs come first, ties by column. */
  int[] columnsByFrequency(int columnCount) {
    long[] order = new long[columnCount];
    for (int column : columns) {
      order[column] -= 1L << Integer.SIZE;
    }
    for (int column = 0; column < columnCount; column++) {
      order[column] += column;
    }
    Arrays.sort(order);
    int[] places = new int[columnCount];
    for (int place = 0; place < columnCount; place++) {
      places[(int) order[place]] = place;
    }
    return places;
  }

  /** The same pairs in the same order under other names of their columns. */
  PairTable withColumnsRenamed(int[] names) {
    int[] renamed = new int[columns.length];
    for (int pair = 0; pair < renamed.length; pair++) {
      renamed[pair] = names[columns[pair]];
    }
    return new PairTable(starts, renamed, counts);
  }
}
