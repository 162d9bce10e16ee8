// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
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
  private final Map<String, Map<String, Said>> byHost = new TreeMap<>();

  /**
   * No evidence yet.
   *
   * @param families how many families there are
   */
  public DayCases(int families) {
    this.families = families;
  }

  /** The most that a family says of a host. */
  private record Said(double p, double bits) {
    Said and(Said other) {
      return new Said(Math.min(p, other.p), Math.max(bits, other.bits));
    }
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

  /** Adds evidence; of one family the smallest p-value counts, and the most bits. */
  public void add(String host, String family, double p, double bits) {
    byHost
        .computeIfAbsent(host, name -> new TreeMap<>())
        .merge(family, new Said(weighted(family, p), bits), Said::and);
  }

  private static double weighted(String family, double p) {
    return Math.min(1, p / weight(family));
  }

  /** The score of each host that there is evidence about, the larger the worse. */
  public Map<String, Double> scores(Combination combination) {
    Map<String, List<Double>> bits = combination == Combination.RANKS ? bitsOfFamilies() : Map.of();
    Map<String, Double> scores = new HashMap<>();
    byHost.forEach((host, said) -> scores.put(host, score(said, combination, bits)));
    return scores;
  }

  private double score(
      Map<String, Said> said, Combination combination, Map<String, List<Double>> bitsOfFamilies) {
    List<Double> ps = said.values().stream().map(Said::p).toList();
    return switch (combination) {
      case CAUCHY -> -StrictMath.log10(combine(ps, families));
      case LEAST -> -StrictMath.log10(Collections.min(ps));
      case FISHER -> -sumOfLogs(ps);
      case RANKS -> {
        List<Double> places = new ArrayList<>();
        said.forEach((family, one) -> places.add(place(family, one, bitsOfFamilies)));
        yield -StrictMath.log10(combine(places, families));
      }
      case BITS -> said.values().stream().mapToDouble(Said::bits).reduce(0, Double::sum);
    };
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

  private double sumOfLogs(List<Double> ps) {
    double silent = (families - ps.size()) * StrictMath.log10(NOTHING_SAID);
    return ps.stream().mapToDouble(StrictMath::log10).reduce(silent, Double::sum);
  }

  /** The bits of all hosts that each family says something of. */
  private Map<String, List<Double>> bitsOfFamilies() {
    Map<String, List<Double>> bits = new HashMap<>();
    byHost
        .values()
        .forEach(said ->
            said.forEach((family, one) ->
                bits.computeIfAbsent(family, name -> new ArrayList<>()).add(one.bits())));
    return bits;
  }

  /** The share of the hosts that have as much or more, of those that have as much half. */
  private double place(String family, Said said, Map<String, List<Double>> bitsOfFamilies) {
    double place = 0.5;
    for (double other : bitsOfFamilies.getOrDefault(family, List.of())) {
      place += other > said.bits() ? 1 : other == said.bits() ? 0.5 : 0;
    }
    return weighted(family, place / (byHost.size() + 1));
  }
}
