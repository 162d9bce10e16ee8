// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.outlier;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Matrices of random shape whose columns have ties, long tails, both or one value. */
final class RandomMatrix {
  private RandomMatrix() {}

  static FeatureMatrix create(Random random, int rows, int columns) {
    int[] kinds = random.ints(columns, 0, 4).toArray();
    FeatureMatrix.Builder matrix = FeatureMatrix.builder(names(columns));
    for (int row = 0; row < rows; row++) {
      double[] values = new double[columns];
      for (int column = 0; column < columns; column++) {
        values[column] =
            switch (kinds[column]) {
              case 0 -> random.nextGaussian();
              case 1 -> random.nextInt(5);
              case 2 -> -Math.exp(3 * random.nextGaussian());
              default -> 42;
            };
      }
      matrix.add("host-" + row, values);
    }
    return matrix.build();
  }

  static FeatureMatrix of(double[]... rows) {
    FeatureMatrix.Builder matrix = FeatureMatrix.builder(names(rows[0].length));
    for (int row = 0; row < rows.length; row++) {
      matrix.add("host-" + row, rows[row]);
    }
    return matrix.build();
  }

  /** The matrix of one column. */
  static FeatureMatrix column(double... values) {
    return of(
        IntStream.range(0, values.length)
            .mapToObj(i -> new double[] {values[i]})
            .toArray(double[][]::new));
  }

  /** Numbers of rows in random order. */
  static List<Integer> permutation(Random random, int rows) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, rows).boxed().toList());
    Collections.shuffle(order, random);
    return order;
  }

  /** The rows with these numbers, under their keys. */
  static FeatureMatrix select(FeatureMatrix matrix, List<Integer> rows) {
    FeatureMatrix.Builder selected = FeatureMatrix.builder(matrix.columnNames());
    for (int row : rows) {
      selected.add(matrix.keys().get(row), row(matrix, row));
    }
    return selected.build();
  }

  static double[] row(FeatureMatrix matrix, int row) {
    return IntStream.range(0, matrix.columnNames().size())
        .mapToDouble(column -> matrix.value(row, column))
        .toArray();
  }

  private static List<String> names(int columns) {
    return IntStream.range(0, columns).mapToObj(column -> "column-" + column).toList();
  }
}
