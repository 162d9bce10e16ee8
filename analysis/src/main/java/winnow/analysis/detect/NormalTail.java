// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.detect;

/** The upper tail of the standard normal distribution. */
final class NormalTail {
  private static final double[] COEFFICIENTS = {
    0.319381530, -0.356563782, 1.781477937, -1.821255978, 1.330274429
  };
  private static final double SCALE = 0.2316419;

  private NormalTail() {}

  /**
   * -log2 of the probability of more than {@code z}: Abramowitz and Stegun, 26.2.17, whose absolute
   * error is 7.5e-8; so good for up to 20 bits.
   */
  static double bits(double z) {
    return -StrictMath.log(upper(z)) / StrictMath.log(2);
  }

  private static double upper(double z) {
    if (z < 0) {
      return 1 - upper(-z);
    }
    double t = 1 / (1 + SCALE * z);
    double polynomial = 0;
    for (int i = COEFFICIENTS.length - 1; i >= 0; i--) {
      polynomial = t * (COEFFICIENTS[i] + polynomial);
    }
    return StrictMath.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * polynomial;
  }
}
