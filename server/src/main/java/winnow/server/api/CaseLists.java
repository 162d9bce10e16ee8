// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import winnow.casebook.ShownCases;
import winnow.casebook.Suppressions;
import winnow.lake.Runs;
import winnow.schema.Case;

/** The lists of cases that were looked at last, and how the last was shown. Thread-safe. */
final class CaseLists extends RankedLists<Case, CaseLists.SearchableCase> {
  private @Nullable Shown shown;

  /**
   * No list looked at yet.
   *
   * @param longest how many cases of a list are kept, the first by rank
   */
  CaseLists(Runs runs, int longest) {
    super("case", longest, runs::cases, SearchableCase::of, Case::rank);
  }

  /**
   * A case with the text that searches look at: host, sentence, families, technique, and the peers
   * and sentences of its evidence, in lower case.
   */
  record SearchableCase(Case row, String text) implements Searchable<Case> {
    static SearchableCase of(Case found) {
      StringBuilder words = new StringBuilder(256);
      words.append(found.host()).append('\n').append(found.sentence()).append('\n');
      words.append(String.join("\n", found.families())).append('\n');
      if (found.technique() != null) {
        words.append(found.technique()).append('\n');
      }
      for (JsonNode evidence : CaseViews.explanation(found).path("evidence")) {
        words.append(evidence.path("peer").asString("")).append('\n');
        words.append(evidence.path("sentence").asString("")).append('\n');
      }
      return new SearchableCase(found, words.toString().toLowerCase(Locale.ROOT));
    }
  }

  /**
   * The cases of a run as suppressions leave them, in the order of their ranks, no more of them
   * than are kept.
   */
  ShownCases shown(String runId, Suppressions suppressions) {
    synchronized (this) {
      if (shown != null && shown.runId.equals(runId) && shown.under.equals(suppressions)) {
        return shown.cases;
      }
    }
    List<Case> all = of(runId).stream().map(SearchableCase::row).toList();
    ShownCases cases = ShownCases.of(all, suppressions);
    synchronized (this) {
      shown = new Shown(runId, suppressions, cases);
    }
    return cases;
  }

  /** A list as it was shown last. */
  private record Shown(String runId, Suppressions under, ShownCases cases) {}
}
