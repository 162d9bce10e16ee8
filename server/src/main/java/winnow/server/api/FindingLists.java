// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import winnow.lake.Runs;
import winnow.schema.Finding;

/**
 * The lists of the runs that were looked at last. A list never changes once its run is published,
 * so it is read once and then filtered in memory. Thread-safe.
 */
final class FindingLists {
  private static final int KEPT = 6;

  private final Runs runs;
  private final int longest;
  private final Map<String, List<SearchableFinding>> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<SearchableFinding>> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * No list looked at yet.
   *
   * @param longest how many findings of a list are kept, the first by rank
   */
  FindingLists(Runs runs, int longest) {
    this.runs = runs;
    this.longest = longest;
  }

  /** The findings of a run by rank, no more of them than are kept. */
  List<SearchableFinding> of(String runId) {
    synchronized (kept) {
      List<SearchableFinding> known = kept.get(runId);
      if (known != null) {
        return known;
      }
    }
    List<SearchableFinding> read =
        runs.findings(runId, 0, longest).stream().map(SearchableFinding::new).toList();
    if (!read.isEmpty()) {
      synchronized (kept) {
        kept.put(runId, read);
      }
    }
    return read;
  }

  /** A part of a run's findings by rank, however many there are. */
  List<Finding> page(String runId, Page page) {
    if ((long) page.offset() + page.limit() > longest) {
      return runs.findings(runId, page.offset(), page.limit());
    }
    return page.of(of(runId)).stream().map(SearchableFinding::finding).toList();
  }

  /** One finding. */
  Finding find(String runId, int rank) {
    return page(runId, new Page(rank - 1, 1)).stream()
        .filter(finding -> finding.rank() == rank)
        .findFirst()
        .orElseThrow(() -> RequestException.missing("run " + runId + " has no finding " + rank));
  }
}
