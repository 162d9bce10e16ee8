// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

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
}
