// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evidence;

/**
 * One p-value of several that may depend on each other (Liu and Xie, Cauchy combination test,
 * Journal of the American Statistical Association 115, 2020): each becomes a draw of the standard
 * Cauchy distribution, and so does their weighted mean, nearly, whatever their dependence. Small
 * p-values decide; many that are ordinary hide none.
 */
public final class CauchyCombination {
  /** Smaller p-values count as this; the tangent of less has no digits left. */
  private static final double LEAST = 1e-15;

  /** Larger ones count as this: near 1 one of them would cancel all others. */
  private static final double MOST = 0.9;

  private double sum;
  private double weights;

  /** Nothing combined yet. */
  public CauchyCombination() {}

  /** Adds a p-value of weight 1. */
  public CauchyCombination add(double p) {
    return add(p, 1);
  }

  /**
   * Adds a p-value.
   *
   * @param p from 0 to 1
   * @param weight above 0
   */
  public CauchyCombination add(double p, double weight) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("p must be from 0 to 1, not " + p);
    }
    if (!(weight > 0)) {
      throw new IllegalArgumentException("a weight must be above 0, not " + weight);
    }
    double used = Math.clamp(p, LEAST, MOST);
    // tan((1/2 - p) pi), written so that it keeps its digits for small p.
    sum += weight / StrictMath.tan(used * Math.PI);
    weights += weight;
    return this;
  }

  /** The combined p-value; 1 when nothing was added. */
  public double p() {
    if (weights == 0) {
      return 1;
    }
    double mean = sum / weights;
    // 1/2 - atan(mean) / pi, which for large means is atan(1 / mean) / pi.
    return mean > 1 ? StrictMath.atan(1 / mean) / Math.PI : 0.5 - StrictMath.atan(mean) / Math.PI;
  }
}
