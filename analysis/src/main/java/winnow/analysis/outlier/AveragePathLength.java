// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.outlier;

/**
 * The average path length of an unsuccessful search in a binary search tree of n values, c(n) =
 * 2H(n-1) - 2(n-1)/n (Liu, Ting, Zhou 2008, equation 1); c(1) = 0. H is the exact harmonic number,
 * summed from 1 up, and not the paper's ln(i) + 0.5772156649, which is 0.423 too low at i = 1 and
 * 0.002 at i = 255.
 */
final class AveragePathLength {
  private final double[] ofSize;

  AveragePathLength(int largestSize) {
    ofSize = new double[largestSize + 1];
    double harmonic = 0;
    for (int n = 2; n <= largestSize; n++) {
      harmonic += 1.0 / (n - 1);
      ofSize[n] = 2 * harmonic - 2.0 * (n - 1) / n;
    }
  }

  double of(int size) {
    return ofSize[size];
  }
}
