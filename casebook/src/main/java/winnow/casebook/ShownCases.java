// SPDX-License-Identifier: Apache-2.0
package winnow.casebook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import winnow.schema.Case;

/**
 * The cases of a run as they are shown.
 *
 * @param list in the order of the run
 */
public record ShownCases(List<ShownCase> list) {
  /** Takes a copy. */
  public ShownCases {
    list = List.copyOf(list);
  }

  /**
   * Cases under suppressions. Where the alert level of the run lies is told by its cases: what is
   * left of a notable one is above it, unless another scored as much and was not notable.
   *
   * @param cases all of a run
   */
  public static ShownCases of(List<Case> cases, Suppressions suppressions) {
    if (suppressions.isEmpty()) {
      return new ShownCases(cases.stream().map(one -> new ShownCase(one, one, List.of())).toList());
    }
    double ordinary =
        cases.stream()
            .filter(one -> !one.notable())
            .mapToDouble(Case::score)
            .max()
            .orElse(Double.NEGATIVE_INFINITY);
    Map<Case, Explanation> explanations = new IdentityHashMap<>();
    cases.forEach(one -> explanations.put(one, Explanation.of(one)));
    RunScale scale =
        new RunScale(cases, one -> Objects.requireNonNull(explanations.get(one)).sum());
    List<ShownCase> shown = new ArrayList<>(cases.size());
    for (Case one : cases) {
      Explanation explanation = Objects.requireNonNull(explanations.get(one));
      shown.add(ShownCase.of(one, explanation, suppressions, scale, ordinary));
    }
    return new ShownCases(shown);
  }

  /** The case of this rank; empty when there is none. */
  public Optional<ShownCase> find(int rank) {
    return list.stream().filter(one -> one.stored().rank() == rank).findFirst();
  }

  /** What is left, the highest score first. Ranks are those of the run. */
  public List<Case> left() {
    return list.stream()
        .map(ShownCase::shown)
        .filter(Objects::nonNull)
        .sorted(Comparator.comparingDouble(Case::score).reversed().thenComparingInt(Case::rank))
        .toList();
  }
}
