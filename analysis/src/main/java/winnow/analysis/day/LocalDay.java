// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.day;

import java.util.BitSet;
import java.util.List;
import winnow.analysis.count.RowSource;

/**
 * Rows of a day that the threads of this process read.
 *
 * @param sources the rows of each kind
 * @param threads how many read at once
 */
public record LocalDay(List<RowSource> sources, int threads) implements DayRows {
  /** Takes a copy of the list. */
  public LocalDay {
    sources = List.copyOf(sources);
  }

  @Override
  public DayCounts count(OwnHosts hosts) {
    return DayCounter.count(sources, hosts, threads);
  }

  @Override
  public ContactTimes readContacts(DayCounts counts, BitSet edges, BitSet sites) {
    return ContactTimes.read(sources, counts, edges, sites, threads);
  }
}
