// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.outlier;

/**
 * ECOD (Li, Zhao, Hu, Botta, Ionescu, Chen: ECOD: Unsupervised Outlier Detection Using Empirical
 * Cumulative Distribution Functions, IEEE TKDE 2022, algorithm 1). For each column, -ln of the
 * share of the rows with a value at most (left tail) and at least (right tail) that of the row. The
 * score is the largest of three sums over the columns: of the left tails, of the right tails, and
 * of the tail on the side to which the column is skewed.
 *
 * <p>Has no parameters. Columns count as independent, and only what is at the end of a column is
 * unusual: a row between two clusters is not seen.
 */
public final class Ecod implements OutlierDetector {
  /** A detector. */
  public Ecod() {}

  @Override
  public String name() {
    return "ecod";
  }

  @Override
  public double[] score(FeatureMatrix matrix) {
    int rows = matrix.rows();
    double[] surprises = surprises(rows);
    double[] left = new double[rows];
    double[] right = new double[rows];
    double[] skewed = new double[rows];
    for (double[] column : matrix.columns()) {
      ColumnTails tails = new ColumnTails(column);
      for (int row = 0; row < rows; row++) {
        int rank = tails.rank(column[row]);
        double ofLeft = surprises[tails.atMost(rank)];
        double ofRight = surprises[tails.atLeast(rank)];
        left[row] += ofLeft;
        right[row] += ofRight;
        skewed[row] += tails.longerOnTheLeft() ? ofLeft : ofRight;
      }
    }
    for (int row = 0; row < rows; row++) {
      left[row] = Math.max(Math.max(left[row], right[row]), skewed[row]);
    }
    return left;
  }

  /** -ln(count / rows) of each count; that of 0 is never asked for. */
  private static double[] surprises(int rows) {
    double[] surprises = new double[rows + 1];
    for (int count = 1; count <= rows; count++) {
      surprises[count] = -StrictMath.log((double) count / rows);
    }
    return surprises;
  }
}
