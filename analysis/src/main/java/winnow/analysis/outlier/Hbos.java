// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.outlier;

/**
 * The histogram-based outlier score (Goldstein, Dengel: Histogram-based Outlier Score (HBOS): A
 * fast Unsupervised Anomaly Detection Algorithm, KI 2012): the sum over the columns of ln(1 /
 * height) of the row's bin, where each column's highest bin has height 1.
 *
 * <p>Bins are the paper's static ones: of equal width from the smallest to the largest value, the
 * square root of the number of rows of them, rounded up. Its dynamic bins, of equal count, have no
 * height where a value repeats more often than that count, as 0 does in most columns of counts.
 * Equal widths in turn put most of a long tail into one bin: give logarithms of such columns.
 */
public final class Hbos implements OutlierDetector {
  /** A detector. */
  public Hbos() {}

  @Override
  public String name() {
    return "hbos";
  }

  @Override
  public double[] score(FeatureMatrix matrix) {
    double[] scores = new double[matrix.rows()];
    int bins = (int) Math.ceil(Math.sqrt(scores.length));
    if (scores.length > 0) {
      for (double[] column : matrix.columns()) {
        addColumn(column, bins, scores);
      }
    }
    return scores;
  }

  private static void addColumn(double[] column, int bins, double[] scores) {
    EqualWidthBins widths = EqualWidthBins.over(column, bins);
    int[] binOfRow = new int[column.length];
    int[] counts = new int[bins];
    int highest = 0;
    for (int row = 0; row < column.length; row++) {
      int bin = widths.bin(column[row]);
      binOfRow[row] = bin;
      highest = Math.max(highest, ++counts[bin]);
    }
    double[] terms = new double[bins];
    for (int bin = 0; bin < bins; bin++) {
      if (counts[bin] > 0) {
        terms[bin] = StrictMath.log((double) highest / counts[bin]);
      }
    }
    for (int row = 0; row < column.length; row++) {
      scores[row] += terms[binOfRow[row]];
    }
  }
}
