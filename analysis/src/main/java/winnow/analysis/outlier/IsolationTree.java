// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.outlier;

/**
 * A grown isolation tree, its nodes in preorder, so that the left child of a node follows it.
 *
 * @param attribute the column that a node splits, or {@link #LEAF}
 * @param right the right child; of a leaf, 0
 * @param value where a node splits: smaller values go left; of a leaf, the path length
 */
record IsolationTree(int[] attribute, int[] right, double[] value) {
  static final int LEAF = -1;

  /**
   * The path length h(x) of a row (Liu, Ting, Zhou 2008, algorithm 3): the edges to its leaf, and
   * the average path length of as many rows as the leaf holds.
   */
  double pathLength(double[][] columns, int row) {
    int node = 0;
    int split = attribute[0];
    while (split != LEAF) {
      node = columns[split][row] < value[node] ? node + 1 : right[node];
      split = attribute[node];
    }
    return value[node];
  }
}
