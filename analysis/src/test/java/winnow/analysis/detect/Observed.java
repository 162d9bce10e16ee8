// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.detect;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import winnow.analysis.count.RowSource;
import winnow.analysis.day.ContactTimes;
import winnow.analysis.day.DayCounter;
import winnow.analysis.day.DayCounts;
import winnow.analysis.day.OwnHosts;
import winnow.analysis.host.HostFeatures;
import winnow.context.InternalNetworks;

/** Days of rows, for detectors. */
public final class Observed {
  private static final OwnHosts PRIVATE = OwnHosts.byAddress(new InternalNetworks(List.of()));

  private Observed() {}

  /** A day of {@code sources}; nothing is known of its hosts' features. */
  public static ObservedDay day(LocalDate date, List<RowSource> sources) {
    return day(date, sources, new HostFeatures(Map.of()));
  }

  static ObservedDay day(LocalDate date, HostFeatures features) {
    return day(date, List.of(), features);
  }

  private static ObservedDay day(LocalDate date, List<RowSource> sources, HostFeatures features) {
    DayCounts counts = counts(sources);
    return new ObservedDay(
        date,
        counts,
        features,
        (edges, sites) -> ContactTimes.read(sources, counts, edges, sites, 1));
  }

  /** Counts rows on one thread. */
  public static DayCounts counts(List<RowSource> sources) {
    return DayCounter.count(sources, PRIVATE, 1);
  }
}
