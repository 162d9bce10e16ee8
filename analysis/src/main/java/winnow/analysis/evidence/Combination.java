// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evidence;

/** How what the families say of a host on a day becomes one score. */
public enum Combination {
  /**
   * p-values that may depend on each other, by {@link CauchyCombination}: what the product does.
   */
  CAUCHY,
  /** The smallest p-value. */
  LEAST,
  /**
   * The product of the p-values, as if they did not depend on each other (Fisher, Statistical
   * Methods for Research Workers, section 21.1).
   */
  FISHER,
  /** Places among the hosts of the day for p-values, by {@link CauchyCombination}. */
  RANKS,
  /** The sum of the bits, which no earlier day is asked about. */
  BITS
}
