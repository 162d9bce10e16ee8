// SPDX-License-Identifier: Apache-2.0
package winnow.casebook;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.schema.Case;
import winnow.schema.Finding;
import winnow.schema.evidence.Importance;
import winnow.schema.evidence.Verdict;

/**
 * What lists would lose by one more suppression. Takes one list after the other. Not thread-safe.
 */
public final class WhatIf {
  private final Scope scope;
  private final Suppressions active;
  private final Suppressions withOneMore;
  private final Verdicts verdicts;
  private final List<Loss> losses = new ArrayList<>();
  private long looked;
  private long lessened;

  /**
   * Nothing looked at yet.
   *
   * @param candidate what would be added
   * @param active what acts already
   */
  public WhatIf(Suppression candidate, Suppressions active, Verdicts verdicts) {
    this.scope = candidate.scope();
    this.active = active;
    this.verdicts = verdicts;
    List<Suppression> more = new ArrayList<>(active.list());
    more.add(candidate);
    withOneMore = new Suppressions(more);
  }

  /** What happens to a row. */
  public enum Effect {
    /** It is no longer in the list. */
    VANISHES,
    /** It falls below the alert level. */
    DROPS,
    /** It stays, without evidence that somebody called important. */
    LESSENS
  }

  /**
   * A row that would be lost.
   *
   * @param run its list
   * @param day day of the list
   * @param rank its place there
   * @param host what it is about
   * @param peer the other side; null for a case, which has many
   * @param effect what happens to it
   * @param importance the most alarming verdict on it; null without one
   * @param sentence why it was there
   */
  public record Loss(
      String run,
      LocalDate day,
      int rank,
      String host,
      @Nullable String peer,
      Effect effect,
      @Nullable Importance importance,
      String sentence) {
    /** Whether somebody called it important. */
    public boolean isAlarming() {
      return importance != null && importance.isAlarming();
    }
  }

  /** Looks at findings. */
  public void addFindings(List<Finding> findings) {
    for (Finding finding : findings) {
      looked++;
      Sighting sighting = Sighting.of(finding);
      if (scope.matches(sighting) && active.of(sighting).isEmpty()) {
        Importance importance = verdicts.of(finding).map(Verdict::importance).orElse(null);
        losses.add(
            new Loss(
                finding.runId(),
                finding.day(),
                finding.rank(),
                finding.entity(),
                finding.peer(),
                Effect.VANISHES,
                importance,
                finding.sentence()));
      }
    }
  }

  /** Looks at all cases of a run. */
  public void addCases(List<Case> cases) {
    List<ShownCase> before = ShownCases.of(cases, active).list();
    List<ShownCase> after = ShownCases.of(cases, withOneMore).list();
    for (int i = 0; i < cases.size(); i++) {
      looked++;
      Case now = before.get(i).shown();
      if (now != null) {
        compare(now, after.get(i).shown());
      }
    }
  }

  private void compare(Case now, @Nullable Case then) {
    List<Verdict.Subject> lost = new ArrayList<>(Verdicts.subjects(now));
    Effect effect = Effect.VANISHES;
    if (then != null) {
      effect = now.notable() && !then.notable() ? Effect.DROPS : Effect.LESSENS;
    }
    if (then != null && effect == Effect.LESSENS) {
      lessened += then.explanation().equals(now.explanation()) ? 0 : 1;
      lost.removeAll(Verdicts.subjects(then));
    }
    Importance importance = verdicts.mostAlarming(lost).orElse(null);
    if (effect != Effect.LESSENS || (importance != null && importance.isAlarming())) {
      losses.add(
          new Loss(
              now.runId(),
              now.day(),
              now.rank(),
              now.host(),
              null,
              effect,
              importance,
              now.sentence()));
    }
  }

  /** How many rows were looked at. */
  public long looked() {
    return looked;
  }

  /** How many cases would lose some of their evidence and stay where they are notable. */
  public long lessened() {
    return lessened;
  }

  /** What would be lost, in the order in which it was looked at. */
  public List<Loss> losses() {
    return List.copyOf(losses);
  }
}
