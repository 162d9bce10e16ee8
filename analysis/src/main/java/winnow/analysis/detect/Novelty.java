// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.detect;

/**
 * What it says of something that it is new: so many bits for what was never there before, as many
 * less than none for what was there on every day, by the logarithm of the days between. It is held
 * against the days that there are: what is there every day is as ordinary after three days as after
 * ten, and scores of early days are no higher than those of later ones.
 */
final class Novelty {
  /** Twice as many days say so much less, where there is history enough. */
  private static final double BITS_OF_DOUBLE = 1.5;

  private Novelty() {}

  /**
   * Bits that speak for an attack, from {@code -most} to {@code most}.
   *
   * @param before days on which it was there
   * @param days days of history; with none, nothing is new
   */
  static double bits(int before, int days, double most) {
    if (days == 0) {
      return 0;
    }
    double enough = Math.min(log2(1 + days), 2 * most / BITS_OF_DOUBLE);
    return most - 2 * most * Math.min(1, log2(1 + before) / enough);
  }

  private static double log2(double value) {
    return StrictMath.log(value) / StrictMath.log(2);
  }
}
