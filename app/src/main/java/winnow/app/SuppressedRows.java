// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import winnow.analysis.run.RunOutcome;
import winnow.analysis.score.ScoredRow;
import winnow.analysis.score.SpotResult;
import winnow.analysis.shortlist.Findings;
import winnow.app.terminal.Amounts;
import winnow.casebook.Sighting;
import winnow.casebook.Suppression;
import winnow.casebook.Suppressions;
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
    TreeSet<Long> by = new TreeSet<>();
    for (int i = 0; i < findings.size(); i++) {
      Optional<Suppression> suppression = suppressions.of(Sighting.of(findings.get(i)));
      suppression.ifPresent(one -> by.add(one.id()));
      if (suppression.isEmpty()) {
        left.add(result.rows().get(i));
      }
    }
    int hidden = findings.size() - left.size();
    if (hidden > 0) {
      err.println(
          Amounts.count(hidden, "row")
              + " suppressed by "
              + String.join(", ", by.stream().map(String::valueOf).toList())
              + " ('winnow suppress list')"
              + switch (this) {
                case HIDE -> "; --suppressed show prints them too";
                case SHOW -> ", printed all the same";
              });
    }
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
}
