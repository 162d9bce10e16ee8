// SPDX-License-Identifier: Apache-2.0
package winnow.schema.evidence;

/**
 * P-values as draws of the standard Cauchy distribution, on whose scale they can be averaged,
 * whatever their dependence (Liu and Xie, Cauchy combination test, Journal of the American
 * Statistical Association 115, 2020). The smaller the p-value, the larger its draw.
 */
public final class CauchyScale {
  /** Smaller p-values count as this; the tangent of less has no digits left. */
  private static final double LEAST = 1e-15;

  /** Larger ones count as this: near 1 one of them would cancel all others. */
  private static final double MOST = 0.9;

  private CauchyScale() {}

  /**
   * The draw of a p-value: tan((1/2 - p) pi).
   *
   * @param p from 0 to 1
   */
  public static double of(double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("p must be from 0 to 1, not " + p);
    }
    // 1 / tan(p pi) is the same, and keeps its digits for small p.
    return 1 / StrictMath.tan(Math.clamp(p, LEAST, MOST) * Math.PI);
  }

  /** The p-value of a draw: 1/2 - atan(draw) / pi. */
  public static double p(double draw) {
    // For large draws that is atan(1 / draw) / pi.
    return draw > 1 ? StrictMath.atan(1 / draw) / Math.PI : 0.5 - StrictMath.atan(draw) / Math.PI;
  }
}
