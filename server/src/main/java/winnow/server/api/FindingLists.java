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
  /** Most findings of a run that are shown. */
  static final int LONGEST = 50_000;

  private static final int KEPT = 6;

  private final Runs runs;
  private final Map<String, List<SearchableFinding>> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<SearchableFinding>> eldest) {
          return size() > KEPT;
        }
      };

  FindingLists(Runs runs) {
    this.runs = runs;
  }

  /** The findings of a run by rank. */
  List<SearchableFinding> of(String runId) {
    synchronized (kept) {
      List<SearchableFinding> known = kept.get(runId);
      if (known != null) {
        return known;
      }
    }
    List<SearchableFinding> read =
        runs.findings(runId, 0, LONGEST).stream().map(SearchableFinding::new).toList();
    if (!read.isEmpty()) {
      synchronized (kept) {
        kept.put(runId, read);
      }
    }
    return read;
  }

  /** One finding. */
  Finding find(String runId, int rank) {
    return of(runId).stream()
        .map(SearchableFinding::finding)
        .filter(finding -> finding.rank() == rank)
        .findFirst()
        .orElseThrow(() -> RequestException.missing("run " + runId + " has no finding " + rank));
  }
}
