// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.outlier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TreeGrowerTest {
  private static final double C3 = 2 * (1 + 1 / 2.0) - 2 * 2 / 3.0;
  private static final double C4 = 2 * (1 + 1 / 2.0 + 1 / 3.0) - 2 * 3 / 4.0;

  @Test
  void splitsWhereTheDrawsSay() {
    double[][] columns = {{1, 2, 4, 10, 5.4, 5.5}};
    SplitDraws middle = new Scripted(List.of(), 0.5);
    IsolationTree tree =
        TreeGrower.grow(columns, new int[] {0, 1, 2, 3}, new AveragePathLength(4), middle);
    assertThat(tree.value()).containsExactly(5.5, 2.5, 2 + 1, 2, 1);
    assertThat(pathLengths(tree, columns)).containsExactly(3, 3, 2, 1, 2, 1);
  }

  @Test
  void triesAttributesInTheDrawnOrderUntilOneDiffers() {
    double[][] columns = {{7, 7, 7, 7}, {1, 1, 2, 2}, {5, 5, 5, 5}, {0, 1, 0, 1}};
    SplitDraws draws = new Scripted(List.of(2, 2, 0), 1);
    IsolationTree tree =
        TreeGrower.grow(columns, new int[] {0, 1, 2, 3}, new AveragePathLength(4), draws);
    assertThat(tree.attribute()).containsExactly(3, 1, -1, -1, 1, -1, -1);
    assertThat(pathLengths(tree, columns)).containsExactly(2, 2, 2, 2);
  }

  @Test
  void twoValuesPartAtOnceWhateverTheDraws() {
    double[][] columns = {{0, 0, 0, 0, 3}};
    for (int seed = 0; seed < 100; seed++) {
      assertThat(pathLengths(grow(columns, seed), columns))
          .containsExactly(1 + C4, 1 + C4, 1 + C4, 1 + C4, 1);
    }
  }

  @Test
  void theCornersOfASquareNeedTwoEdgesWhateverTheDraws() {
    double[][] columns = {{0, 0, 1, 1}, {0, 1, 0, 1}};
    for (int seed = 0; seed < 100; seed++) {
      assertThat(pathLengths(grow(columns, seed), columns)).containsExactly(2, 2, 2, 2);
    }
  }

  @Test
  void equalRowsAreALeaf() {
    double[][] columns = {{4, 4, 4}, {5, 5, 5}};
    IsolationTree tree = grow(columns, 1);
    assertThat(tree.attribute()).containsExactly(-1);
    assertThat(pathLengths(tree, columns)).containsExactly(C3, C3, C3);
  }

  @Test
  void bothSidesOfASplitHaveRowsHoweverCloseTheValues() {
    double[][] pairs = {
      {1, Math.nextUp(1.0)}, {-Double.MAX_VALUE, Double.MAX_VALUE}, {0, Double.MIN_VALUE}
    };
    for (double[] pair : pairs) {
      double[][] columns = {pair};
      for (int seed = 0; seed < 1000; seed++) {
        assertThat(pathLengths(grow(columns, seed), columns)).containsExactly(1, 1);
      }
    }
  }

  @Test
  void followsTheDefinition() {
    Random random = new Random(3);
    for (int seed = 0; seed < 200; seed++) {
      int rows = 1 + random.nextInt(50);
      double[][] columns = RandomMatrix.create(random, rows, 1 + random.nextInt(5)).columns();
      IsolationTree tree = grow(columns, seed);
      Definition definition = new Definition(columns, rows, new SplitDraws.Hashed(seed));
      for (int row = 0; row < rows; row++) {
        assertThat(tree.pathLength(columns, row)).isEqualTo(definition.pathLength(row));
      }
    }
  }

  private static IsolationTree grow(double[][] columns, long seed) {
    int[] rows = IntStream.range(0, columns[0].length).toArray();
    return TreeGrower.grow(
        columns, rows, new AveragePathLength(rows.length), new SplitDraws.Hashed(seed));
  }

  private static double[] pathLengths(IsolationTree tree, double[][] columns) {
    return IntStream.range(0, columns[0].length)
        .mapToDouble(row -> tree.pathLength(columns, row))
        .toArray();
  }

  /** The same draws at each node: of attributes by attempt, 0 after the last; and one fraction. */
  private record Scripted(List<Integer> choices, double fraction) implements SplitDraws {
    @Override
    public int below(int bound, long node, int attempt) {
      return attempt < choices.size() ? choices.get(attempt) : 0;
    }

    @Override
    public double fraction(long node) {
      return fraction;
    }
  }

  /** Algorithms 2 and 3 of the paper in one: the rows beside a row, split after split. */
  private record Definition(double[][] columns, int rows, SplitDraws draws) {
    double pathLength(int row) {
      List<Integer> company = IntStream.range(0, rows).boxed().toList();
      int limit = (int) Math.ceil(Math.log(rows) / Math.log(2) - 1e-9);
      long node = 1;
      for (int edges = 0; ; edges++) {
        int attribute = edges < limit ? attribute(company, node) : -1;
        if (attribute < 0) {
          return edges + average(company.size());
        }
        double[] column = columns[attribute];
        double[] values = company.stream().mapToDouble(i -> column[i]).sorted().toArray();
        double fraction = draws.fraction(node);
        double split = values[0] * (1 - fraction) + values[values.length - 1] * fraction;
        boolean left = column[row] < split;
        company = company.stream().filter(i -> column[i] < split == left).toList();
        node = 2 * node + (left ? 0 : 1);
      }
    }

    private int attribute(List<Integer> company, long node) {
      List<Integer> untried = new ArrayList<>(IntStream.range(0, columns.length).boxed().toList());
      for (int attempt = 0; !untried.isEmpty(); attempt++) {
        int choice = draws.below(untried.size(), node, attempt);
        int attribute = untried.get(choice);
        untried.set(choice, untried.getFirst());
        untried.removeFirst();
        if (company.stream().mapToDouble(i -> columns[attribute][i]).distinct().count() > 1) {
          return attribute;
        }
      }
      return -1;
    }

    private static double average(int n) {
      double harmonic = IntStream.range(1, n).mapToDouble(i -> 1.0 / i).reduce(0, Double::sum);
      return n < 2 ? 0 : 2 * harmonic - 2.0 * (n - 1) / n;
    }
  }
}
