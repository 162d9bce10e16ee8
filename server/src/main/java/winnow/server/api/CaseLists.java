// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import winnow.casebook.ShownCases;
import winnow.casebook.Suppressions;
import winnow.lake.Runs;
import winnow.schema.Case;

/**
 * The lists of cases that were looked at last. A list never changes once its run is published, so
 * it is read once and then filtered in memory. Thread-safe.
 */
final class CaseLists {
  private static final int KEPT = 6;

  private final Runs runs;
  private final int longest;
  private final Map<String, List<Searchable>> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Searchable>> eldest) {
          return size() > KEPT;
        }
      };

  private @Nullable Shown shown;

  /**
   * No list looked at yet.
   *
   * @param longest how many cases of a list are kept, the first by rank
   */
  CaseLists(Runs runs, int longest) {
    this.runs = runs;
    this.longest = longest;
  }

  /**
   * A case with the text that searches look at: host, sentence, families, technique, and the peers
   * and sentences of its evidence, in lower case.
   */
  record Searchable(Case found, String text) {
    static Searchable of(Case found) {
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
      return new Searchable(found, words.toString().toLowerCase(Locale.ROOT));
    }

    /** Whether it has every one of the words, which are in lower case. */
    boolean hasAll(List<String> words) {
      return words.stream().allMatch(text::contains);
    }
  }

  /** The cases of a run by rank, no more of them than are kept. */
  List<Searchable> of(String runId) {
    synchronized (kept) {
      List<Searchable> known = kept.get(runId);
      if (known != null) {
        return known;
      }
    }
    List<Searchable> read = runs.cases(runId, 0, longest).stream().map(Searchable::of).toList();
    if (!read.isEmpty()) {
      synchronized (kept) {
        kept.put(runId, read);
      }
    }
    return read;
  }

  /** A part of a run's cases by rank, however many there are. */
  List<Case> page(String runId, Page page) {
    if ((long) page.offset() + page.limit() > longest) {
      return runs.cases(runId, page.offset(), page.limit());
    }
    return page.of(of(runId)).stream().map(Searchable::found).toList();
  }

  /**
   * The cases of a run as suppressions leave them, in the order of their ranks, no more of them
   * than are kept.
   */
  ShownCases shown(String runId, Suppressions suppressions) {
    synchronized (kept) {
      if (shown != null && shown.runId.equals(runId) && shown.under.equals(suppressions)) {
        return shown.cases;
      }
    }
    List<Case> all = of(runId).stream().map(Searchable::found).toList();
    ShownCases cases = ShownCases.of(all, suppressions);
    synchronized (kept) {
      shown = new Shown(runId, suppressions, cases);
    }
    return cases;
  }

  /** A list as it was shown last. */
  private record Shown(String runId, Suppressions under, ShownCases cases) {}

  /** One case. */
  Case find(String runId, int rank) {
    return page(runId, new Page(rank - 1, 1)).stream()
        .filter(found -> found.rank() == rank)
        .findFirst()
        .orElseThrow(() -> RequestException.missing("run " + runId + " has no case " + rank));
  }
}
