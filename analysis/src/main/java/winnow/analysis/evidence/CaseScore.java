// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evidence;

import java.util.Map;

/**
 * How much the families of evidence about a host say together: the sum over the families of
 * -log10(p) - 2, from 0 to 4 for each. Nothing above one in a hundred counts, no family alone
 * decides, and families that agree add up.
 */
public final class CaseScore {
  private static final double GATE = 2;
  private static final double MOST = 4;

  private CaseScore() {}

  /**
   * The score of a host.
   *
   * @param pByFamily the smallest p-value of each family that has evidence about it
   */
  public static double of(Map<String, Double> pByFamily) {
    return pByFamily.values().stream().mapToDouble(CaseScore::of).sum();
  }

  /** What one family adds. */
  public static double of(double p) {
    return Math.clamp(-StrictMath.log10(p) - GATE, 0, MOST);
  }
}
