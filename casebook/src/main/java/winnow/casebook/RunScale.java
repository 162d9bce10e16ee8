// SPDX-License-Identifier: Apache-2.0
package winnow.casebook;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import winnow.schema.Case;
import winnow.schema.evidence.CauchyScale;

/**
 * How a run turned evidence into p-values, as its own cases tell: each p-value comes from the sum
 * of the draws of its families on the {@link CauchyScale}, silent families being 0, and the larger
 * the sum the smaller the p-value. Between two cases it is interpolated, so that what is left of a
 * case gets the p-value of a case with the same evidence.
 */
final class RunScale {
  /** The p-value of each sum that is above 0, decreasing. */
  private final NavigableMap<Double, Double> ps = new TreeMap<>();

  /**
   * The scale of a run.
   *
   * @param cases some of its cases, at least one
   * @param sum the sum of the draws of a case
   */
  RunScale(List<Case> cases, ToDoubleFunction<Case> sum) {
    List<Case> byScore = cases.stream().sorted(Comparator.comparingDouble(Case::p)).toList();
    for (Case one : byScore) {
      double draw = sum.applyAsDouble(one);
      Map.Entry<Double, Double> below = ps.floorEntry(draw);
      if (draw > 0 && (below == null || below.getValue() > one.p())) {
        ps.put(draw, one.p());
      }
    }
  }

  /**
   * The p-value of a sum that is no case's of the run.
   *
   * @param sum of the draws that are left
   * @param least the p-value of the case that they are left of: without some of it, no less
   */
  double p(double sum, double least) {
    if (ps.isEmpty()) {
      return Math.max(least, 0.5);
    }
    Map.Entry<Double, Double> below = ps.floorEntry(sum);
    Map.Entry<Double, Double> above = ps.ceilingEntry(sum);
    if (below == null || above == null) {
      Map.Entry<Double, Double> nearest = below == null ? above : below;
      return Math.max(least, inProportion(nearest, sum));
    }
    if (below.getKey().equals(above.getKey())) {
      return Math.max(least, below.getValue());
    }
    double share =
        StrictMath.log(sum / below.getKey()) / StrictMath.log(above.getKey() / below.getKey());
    double log =
        (1 - share) * StrictMath.log(below.getValue()) + share * StrictMath.log(above.getValue());
    return Math.max(least, StrictMath.exp(log));
  }

  /** As a mean over as many families as that of {@code known}. */
  private static double inProportion(Map.Entry<Double, Double> known, double sum) {
    return CauchyScale.p(CauchyScale.of(known.getValue()) * (sum / known.getKey()));
  }
}
