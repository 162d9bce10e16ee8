// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evidence;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The evidence about the hosts of a network on a day, family by family. Not thread-safe. */
public final class DayCases {
  /** What the best p-value weighs: it breaks ties of hosts whose families all reach their cap. */
  private static final double TIE_WEIGHT = 1e-3;

  private final Map<String, Map<String, Double>> byHost = new TreeMap<>();

  /** No evidence yet. */
  public DayCases() {}

  /** Adds evidence; of one family the smallest p-value counts. */
  public void add(String host, String family, double p) {
    byHost.computeIfAbsent(host, name -> new TreeMap<>()).merge(family, p, Math::min);
  }

  /** The score of each host that there is evidence about: {@link CaseScore}, ties broken. */
  public Map<String, Double> scores() {
    Map<String, Double> scores = new HashMap<>();
    byHost.forEach((host, families) -> scores.put(host, score(families)));
    return scores;
  }

  private static double score(Map<String, Double> families) {
    double best = families.values().stream().mapToDouble(Double::doubleValue).min().orElse(1);
    return CaseScore.of(families) - TIE_WEIGHT * StrictMath.log10(best);
  }
}
