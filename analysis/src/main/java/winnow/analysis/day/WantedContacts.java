// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.day;

import java.util.BitSet;
import winnow.analysis.count.LongTable;

/**
 * Finds the places of the edges and sites that are wanted. Their tables are as small as these are
 * few, unlike those of a day. Several threads may look at the same time.
 */
final class WantedContacts {
  private final LongTable ends = new LongTable();
  private final LongTable edges = new LongTable();
  private final LongTable sites = new LongTable();

  /**
   * These rows of the edges and sites of {@code counts}, whose texts have the ids that are asked
   * for.
   */
  WantedContacts(DayCounts counts, BitSet edges, BitSet sites) {
    edges.stream()
        .forEach(edge -> {
          int end = counts.edges().second(edge);
          int wanted = ends.add(DayCounts.endKey(counts.server(end), counts.service(end)));
          this.edges.add(PairCounts.key(counts.edges().first(edge), wanted));
        });
    sites.stream()
        .forEach(site ->
            this.sites.add(
                PairCounts.key(counts.sites().first(site), counts.sites().second(site))));
  }

  /** The place of an edge, {@link LongTable#NONE} when it is not wanted. */
  int edge(int client, int server, int service) {
    int end = ends.find(DayCounts.endKey(server, service));
    return end == LongTable.NONE ? end : edges.find(PairCounts.key(client, end));
  }

  /** The place of a site, {@link LongTable#NONE} when it is not wanted. */
  int site(int client, int host) {
    return sites.find(PairCounts.key(client, host));
  }
}
