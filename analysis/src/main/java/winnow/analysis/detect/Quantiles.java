// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.detect;

/** Quantiles of sorted values. */
final class Quantiles {
  private Quantiles() {}

  /** The value of the nearest rank. */
  static double nearest(double[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
