// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evidence;

import winnow.schema.evidence.CauchyScale;

/**
 * One p-value of several that may depend on each other (Liu and Xie, Cauchy combination test,
 * Journal of the American Statistical Association 115, 2020): each becomes a draw of the standard
 * Cauchy distribution, and so does their weighted mean, nearly, whatever their dependence. Small
 * p-values decide; many that are ordinary hide none.
 */
public final class CauchyCombination {
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
    if (!(weight > 0)) {
      throw new IllegalArgumentException("a weight must be above 0, not " + weight);
    }
    sum += weight * CauchyScale.of(p);
    weights += weight;
    return this;
  }

  /** The combined p-value; 1 when nothing was added. */
  public double p() {
    return weights == 0 ? 1 : CauchyScale.p(sum / weights);
  }
}
