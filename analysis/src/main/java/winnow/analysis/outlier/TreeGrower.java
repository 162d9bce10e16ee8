// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.outlier;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Grows one isolation tree (Liu, Ting, Zhou 2008, algorithm 2): a node splits a random attribute at
 * a random place between its smallest and largest value, until a node has one row, or equal rows,
 * or the height is ceiling(log2 of the sub-sample). The attribute is drawn from those that differ
 * among the node's rows, as a split of a constant attribute isolates nothing.
 */
final class TreeGrower {
  private final double[][] columns;
  private final int[] rows;
  private final AveragePathLength averages;
  private final SplitDraws draws;
  private final int[] candidates;
  private final int heightLimit;
  private final int[] attribute;
  private final int[] right;
  private final double[] value;
  private int nodes;

  private TreeGrower(double[][] columns, int[] rows, AveragePathLength averages, SplitDraws draws) {
    this.columns = columns;
    this.rows = rows;
    this.averages = averages;
    this.draws = draws;
    candidates = new int[columns.length];
    heightLimit = Integer.SIZE - Integer.numberOfLeadingZeros(rows.length - 1);
    int mostNodes = 2 * rows.length - 1;
    attribute = new int[mostNodes];
    right = new int[mostNodes];
    value = new double[mostNodes];
  }

  /** The range of an attribute over the rows of a node. */
  private record Range(int attribute, double smallest, double largest) {}

  /**
   * The tree of the rows.
   *
   * @param columns [column][row]
   * @param rows numbers of rows, at least one; they get another order
   */
  static IsolationTree grow(
      double[][] columns, int[] rows, AveragePathLength averages, SplitDraws draws) {
    TreeGrower grower = new TreeGrower(columns, rows, averages, draws);
    grower.grow(0, rows.length, 1, 0);
    return new IsolationTree(
        Arrays.copyOf(grower.attribute, grower.nodes),
        Arrays.copyOf(grower.right, grower.nodes),
        Arrays.copyOf(grower.value, grower.nodes));
  }

  private void grow(int from, int to, long node, int height) {
    int index = nodes++;
    Range range = height < heightLimit && to - from > 1 ? drawRange(from, to, node) : null;
    if (range == null) {
      attribute[index] = IsolationTree.LEAF;
      value[index] = height + averages.of(to - from);
      return;
    }
    attribute[index] = range.attribute();
    value[index] = splitPoint(range, draws.fraction(node));
    int middle = partition(from, to, columns[range.attribute()], value[index]);
    grow(from, middle, 2 * node, height + 1);
    right[index] = nodes;
    grow(middle, to, 2 * node + 1, height + 1);
  }

  /** The first attribute, in a random order, that differs among the rows; null if none does. */
  private @Nullable Range drawRange(int from, int to, long node) {
    Arrays.setAll(candidates, i -> i);
    for (int attempt = 0; attempt < candidates.length; attempt++) {
      int drawn = attempt + draws.below(candidates.length - attempt, node, attempt);
      int candidate = candidates[drawn];
      candidates[drawn] = candidates[attempt];
      Range range = range(candidate, from, to);
      if (range.smallest() < range.largest()) {
        return range;
      }
    }
    return null;
  }

  private Range range(int candidate, int from, int to) {
    double[] column = columns[candidate];
    double smallest = column[rows[from]];
    double largest = smallest;
    for (int i = from + 1; i < to; i++) {
      smallest = Math.min(smallest, column[rows[i]]);
      largest = Math.max(largest, column[rows[i]]);
    }
    return new Range(candidate, smallest, largest);
  }

  /** Above the smallest value and at most the largest, so that both sides get a row. */
  private static double splitPoint(Range range, double fraction) {
    double point = range.smallest() * (1 - fraction) + range.largest() * fraction;
    return Math.clamp(point, Math.nextUp(range.smallest()), range.largest());
  }

  /** Moves the rows below the split before the others; the number of the first of these. */
  private int partition(int from, int to, double[] column, double split) {
    int middle = from;
    for (int i = from; i < to; i++) {
      int row = rows[i];
      if (column[row] < split) {
        rows[i] = rows[middle];
        rows[middle++] = row;
      }
    }
    return middle;
  }
}
