// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.outlier;

import java.util.Arrays;

/** How many values of a column are at most, and at least, each of its values. */
final class ColumnTails {
  private static final double SYMMETRY = 1e-9;

  private final double[] sorted;
  private final double[] distinct;
  private final int[] starts;
  private final int distinctCount;
  private final boolean longerOnTheLeft;

  ColumnTails(double[] values) {
    sorted = values.clone();
    Arrays.sort(sorted);
    distinct = new double[sorted.length];
    starts = new int[sorted.length + 1];
    int count = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        distinct[count] = sorted[i];
        starts[count++] = i;
      }
    }
    starts[count] = sorted.length;
    distinctCount = count;
    longerOnTheLeft = isLongerOnTheLeft(sorted);
  }

  /** The number of a value of the column among its distinct values, in order, from 0. */
  int rank(double value) {
    return Arrays.binarySearch(distinct, 0, distinctCount, value);
  }

  int atMost(int rank) {
    return starts[rank + 1];
  }

  int atLeast(int rank) {
    return sorted.length - starts[rank];
  }

  /**
   * Whether the sample skewness is negative. A column whose third moment is of the size of rounding
   * errors is symmetric, so not.
   */
  boolean longerOnTheLeft() {
    return longerOnTheLeft;
  }

  /** Sums in the order of the values, in units of a power of 2 that keeps cubes in range. */
  private static boolean isLongerOnTheLeft(double[] sorted) {
    int n = sorted.length;
    if (n == 0 || sorted[0] == sorted[n - 1]) {
      return false;
    }
    double largest = Math.max(-sorted[0], sorted[n - 1]);
    double unit = Math.scalb(1.0, -Math.getExponent(largest));
    double sum = 0;
    for (double value : sorted) {
      sum += value * unit;
    }
    double mean = sum / n;
    double cubes = 0;
    double magnitudes = 0;
    for (double value : sorted) {
      double deviation = value * unit - mean;
      double cube = deviation * deviation * deviation;
      cubes += cube;
      magnitudes += Math.abs(cube);
    }
    return cubes < -SYMMETRY * magnitudes;
  }
}
