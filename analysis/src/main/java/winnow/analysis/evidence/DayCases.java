// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evidence;

import java.util.Collection;
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

  /**
   * What p-values of a family are divided by. Shapes of queries and of requests differ with every
   * program that is new: of real traffic they called nearly all of it odd, and of 72 invented
   * attacks they brought none forward.
   */
  public static double weight(String family) {
    return switch (family) {
      case "queries", "requests" -> 1.0 / 8;
      default -> 1;
    };
  }

  /** Adds evidence; of one family the smallest p-value counts. */
  public void add(String host, String family, double p) {
    double weighted = Math.min(1, p / weight(family));
    byHost.computeIfAbsent(host, name -> new TreeMap<>()).merge(family, weighted, Math::min);
  }

  /** The score of each host that there is evidence about: -log10 of its p-value. */
  public Map<String, Double> scores() {
    Map<String, Double> scores = new HashMap<>();
    byHost.forEach((host, ps) -> scores.put(host, -StrictMath.log10(p(ps))));
    return scores;
  }

  private double p(Map<String, Double> ofFamilies) {
    return combine(ofFamilies.values(), families);
  }

  /**
   * One p-value of those of the families that say something about a host.
   *
   * @param families how many families there are; the others count as 1/2
   */
  public static double combine(Collection<Double> ofFamilies, int families) {
    CauchyCombination all = new CauchyCombination();
    ofFamilies.forEach(all::add);
    for (int silent = ofFamilies.size(); silent < families; silent++) {
      all.add(NOTHING_SAID);
    }
    return all.p();
  }
}
