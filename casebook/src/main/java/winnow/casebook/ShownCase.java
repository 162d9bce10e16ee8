// SPDX-License-Identifier: Apache-2.0
package winnow.casebook;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.schema.Case;

/**
 * A case as it is shown: without the evidence that is suppressed.
 *
 * @param stored as the run made it
 * @param shown what is left of it; the same case when nothing is suppressed, null when everything
 *     is
 * @param by what suppresses some of it, in the order they were added
 */
public record ShownCase(Case stored, @Nullable Case shown, List<Suppression> by) {
  /** Takes a copy. */
  public ShownCase {
    by = List.copyOf(by);
  }

  /**
   * A case under suppressions.
   *
   * @param explanation its explanation
   * @param scale how its run turned evidence into p-values
   * @param ordinary the highest score that is not notable
   */
  static ShownCase of(
      Case stored,
      Explanation explanation,
      Suppressions suppressions,
      RunScale scale,
      double ordinary) {
    Set<Suppression> by = new LinkedHashSet<>();
    List<CaseEvidence> left = new ArrayList<>();
    for (CaseEvidence evidence : explanation.evidence()) {
      CaseEvidence rest = evidence.without(stored.host(), suppressions, by);
      if (rest != null) {
        left.add(rest);
      }
    }
    if (by.isEmpty()) {
      return new ShownCase(stored, stored, List.of());
    }
    List<Suppression> inOrder = suppressions.list().stream().filter(by::contains).toList();
    Case shown = left.isEmpty() ? null : explanation.rest(stored, left, scale, ordinary);
    return new ShownCase(stored, shown, inOrder);
  }

  /** Whether nothing of it is left to show. */
  public boolean isGone() {
    return shown == null;
  }

  /** Whether it was above the alert level, and what is left is not. */
  public boolean isSilenced() {
    return stored.notable() && (shown == null || !shown.notable());
  }
}
