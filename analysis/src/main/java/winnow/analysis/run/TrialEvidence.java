// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import winnow.analysis.detect.Evidence;
import winnow.analysis.evaluate.Ranking;
import winnow.analysis.evaluate.Variant;
import winnow.analysis.evidence.DayCases;

/**
 * The evidence about the hosts of a trial.
 *
 * @param byFamily what each family found on each day
 * @param judged how many hosts each family of the product looked at on each day
 */
public record TrialEvidence(
    Map<String, Map<LocalDate, List<Evidence>>> byFamily,
    Map<LocalDate, Map<String, Integer>> judged) {

  /** All evidence, by time, then host and family. */
  public List<Evidence> inOrder() {
    return byFamily.values().stream()
        .flatMap(ofDays -> ofDays.values().stream())
        .flatMap(List::stream)
        .sorted(
            Comparator.comparing(Evidence::firstMicros)
                .thenComparing(Evidence::host)
                .thenComparing(Evidence::family)
                .thenComparing(Evidence::peer))
        .toList();
  }

  /** The ranking by the best evidence of {@code family}. */
  public Ranking rank(String family) {
    Map<LocalDate, Map<String, Double>> scores = new HashMap<>();
    byFamily
        .getOrDefault(family, Map.of())
        .forEach((day, found) -> {
          Map<String, Double> ofDay = new HashMap<>();
          found.forEach(one -> ofDay.merge(one.host(), -StrictMath.log10(one.p()), Math::max));
          scores.put(day, ofDay);
        });
    return Ranking.of(family, scores);
  }

  /** The ranking by the evidence of the families together. */
  public Ranking rank(Variant variant) {
    Ranking all = combined(variant);
    if (variant.reserved() == 0) {
      return all;
    }
    List<Ranking> alone =
        variant.families().stream()
            .sorted()
            .map(family -> combined(variant.of(Set.of(family))))
            .toList();
    return all.reserving(alone, variant.reserved(), Variant.RESERVED_WITHIN);
  }

  private Ranking combined(Variant variant) {
    Map<LocalDate, DayCases> cases = new HashMap<>();
    byFamily.forEach((family, ofDays) ->
        ofDays.forEach((day, found) -> {
          DayCases ofDay =
              cases.computeIfAbsent(day, date -> new DayCases(variant.families().size()));
          if (variant.families().contains(family)) {
            found.forEach(one -> ofDay.add(one.host(), family, one.p(), one.score()));
          }
        }));
    Map<LocalDate, Map<String, Double>> scores = new HashMap<>();
    cases.forEach((day, ofDay) -> scores.put(day, ofDay.scores(variant.combination())));
    return Ranking.of(variant.name(), scores);
  }
}
