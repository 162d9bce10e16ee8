// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evidence;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The evidence about the hosts of a network on a day, family by family. What several families say
 * of a host becomes one p-value by {@link CauchyCombination}, as most of them look at the same
 * traffic: adding them up would put hosts that did one odd thing which shows everywhere before
 * those that one family alone sees. A family that says nothing of a host counts as 1/2. Not
 * thread-safe.
 */
public final class DayCases {
  private static final double NOTHING_SAID = 0.5;

  private final int families;
  private final Map<String, Map<String, Double>> byHost = new TreeMap<>();

  /**
   * No evidence yet.
   *
   * @param families how many families there are
   */
  public DayCases(int families) {
    this.families = families;
  }

  /** Adds evidence; of one family the smallest p-value counts. */
  public void add(String host, String family, double p) {
    byHost.computeIfAbsent(host, name -> new TreeMap<>()).merge(family, p, Math::min);
  }

  /** The score of each host that there is evidence about: -log10 of its p-value. */
  public Map<String, Double> scores() {
    Map<String, Double> scores = new HashMap<>();
    byHost.forEach((host, ps) -> scores.put(host, -StrictMath.log10(p(ps))));
    return scores;
  }

  private double p(Map<String, Double> ofFamilies) {
    CauchyCombination all = new CauchyCombination();
    ofFamilies.values().forEach(all::add);
    for (int silent = ofFamilies.size(); silent < families; silent++) {
      all.add(NOTHING_SAID);
    }
    return all.p();
  }
}
