// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import winnow.analysis.run.RunOutcome;
import winnow.analysis.score.ScoredRow;
import winnow.analysis.score.SpotResult;
import winnow.analysis.shortlist.Findings;
import winnow.app.terminal.Amounts;
import winnow.casebook.HiddenRows;
import winnow.casebook.ShownCases;
import winnow.casebook.Sighting;
import winnow.casebook.Suppression;
import winnow.casebook.Suppressions;
import winnow.schema.Case;
import winnow.schema.Finding;

/** What becomes of the suppressed rows of a list that is printed. */
enum SuppressedRows {
  HIDE,
  SHOW;

  /** The list of a run as it is printed; says how many rows are suppressed, and by what. */
  SpotResult of(RunOutcome outcome, Suppressions suppressions, PrintWriter err) {
    SpotResult result = outcome.result();
    if (suppressions.isEmpty()) {
      return result;
    }
    List<Finding> findings = Findings.of(result, outcome.entry().id(), outcome.entry().day());
    List<ScoredRow> left = new ArrayList<>();
    HiddenRows.Counter hidden = new HiddenRows.Counter();
    for (int i = 0; i < findings.size(); i++) {
      Optional<Suppression> by = suppressions.of(Sighting.of(findings.get(i)));
      hidden.add(by.stream().toList(), true);
      if (by.isEmpty()) {
        left.add(result.rows().get(i));
      }
    }
    say(hidden.count(), err);
    return switch (this) {
      case SHOW -> result;
      case HIDE ->
          new SpotResult(
              result.kind(),
              left,
              result.counts(),
              result.model(),
              result.feedback(),
              result.benignRows());
    };
  }

  /** The cases of a run as they are printed; says how many are suppressed, and by what. */
  List<Case> of(List<Case> cases, Suppressions suppressions, PrintWriter err) {
    ShownCases shown = ShownCases.of(cases, suppressions);
    HiddenRows.Counter hidden = new HiddenRows.Counter();
    shown.list().forEach(one -> hidden.add(one.by(), one.isGone()));
    say(hidden.count(), err);
    return switch (this) {
      case SHOW -> cases;
      case HIDE -> shown.left();
    };
  }

  private void say(HiddenRows hidden, PrintWriter err) {
    if (hidden.by().isEmpty()) {
      return;
    }
    String lessened =
        hidden.lessened() == 0
            ? ""
            : " and " + Amounts.count(hidden.lessened()) + " without some of their evidence";
    err.println(
        Amounts.count(hidden.rows(), "row")
            + " suppressed"
            + lessened
            + ", by "
            + String.join(", ", hidden.by().stream().map(by -> String.valueOf(by.id())).toList())
            + " of 'winnow suppress list'"
            + switch (this) {
              case HIDE -> "; --suppressed show prints everything";
              case SHOW -> ", printed all the same";
            });
    err.flush();
  }
}
