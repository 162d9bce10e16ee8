// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import winnow.decode.exporter.DomainStatistics;
import winnow.decode.exporter.ExportDomain;
import winnow.decode.exporter.SequenceUnit;
import winnow.schema.IpAddress;

/**
 * What exporters sent and never came, summed so that it never falls: neither when something comes
 * late after all, nor when a domain is forgotten or begins anew.
 */
final class MissedTotals {
  private final Map<IpAddress, Map<SequenceUnit, Long>> totals = new TreeMap<>();
  private Map<ExportDomain, Seen> seen = Map.of();

  /** The most that a domain has missed, and how many datagrams came from it by then. */
  private record Seen(long missed, long datagrams) {}

  /** Adds what is missed beyond what was at the last call. */
  void add(List<DomainStatistics> domains) {
    Map<ExportDomain, Seen> now = new HashMap<>();
    for (DomainStatistics domain : domains) {
      IpAddress exporter = domain.domain().exporter();
      long missed = domain.loss().missed();
      Seen before = seen.get(domain.domain());
      boolean isSame = before != null && before.datagrams <= domain.datagrams();
      long counted = before == null || !isSame ? 0 : before.missed;
      now.put(domain.domain(), new Seen(Math.max(missed, counted), domain.datagrams()));
      if (exporter != null) {
        totals
            .computeIfAbsent(exporter, address -> new TreeMap<>())
            .merge(domain.loss().unit(), Math.max(0, missed - counted), Long::sum);
      }
    }
    seen = now;
    if (totals.size() > SourceTally.MAX_EXPORTERS) {
      totals.keySet().retainAll(exporters(domains));
    }
  }

  /** Takes over what was summed up by an earlier process, if that is more. */
  void raise(IpAddress exporter, SequenceUnit unit, long missed) {
    if (totals.containsKey(exporter) || totals.size() < SourceTally.MAX_EXPORTERS) {
      totals.computeIfAbsent(exporter, address -> new TreeMap<>()).merge(unit, missed, Math::max);
    }
  }

  private static Set<IpAddress> exporters(List<DomainStatistics> domains) {
    return domains.stream()
        .map(domain -> domain.domain().exporter())
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  /** The sums by exporter and unit. */
  Map<IpAddress, Map<SequenceUnit, Long>> totals() {
    Map<IpAddress, Map<SequenceUnit, Long>> copy = new TreeMap<>();
    totals.forEach((exporter, byUnit) -> copy.put(exporter, Map.copyOf(byUnit)));
    return copy;
  }
}
