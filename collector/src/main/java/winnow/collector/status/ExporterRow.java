// SPDX-License-Identifier: Apache-2.0
package winnow.collector.status;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import winnow.collector.live.ExporterCounts;
import winnow.collector.live.OtherExporter;
import winnow.collector.live.SourceCounts;
import winnow.decode.exporter.DomainStatistics;
import winnow.decode.exporter.SequenceUnit;
import winnow.schema.IpAddress;

/**
 * One exporter of a source: its messages, and all of its domains together.
 *
 * @param address its address; of an sFlow agent, the one that it gives itself
 * @param counts what was counted; null when nothing came since the collector started
 * @param other who reports its flows too; null when nobody is known to
 * @param missed what it sent and never came
 * @param domains what its domains tell
 */
record ExporterRow(
    IpAddress address,
    @Nullable ExporterCounts counts,
    @Nullable OtherExporter other,
    Map<SequenceUnit, Long> missed,
    List<DomainStatistics> domains) {
  /** The exporters of a source, by address. */
  static List<ExporterRow> of(SourceCounts source) {
    Map<IpAddress, List<DomainStatistics>> byAddress = new TreeMap<>();
    source.exporters().keySet().forEach(address -> byAddress.put(address, new ArrayList<>()));
    source.missed().keySet().forEach(address -> byAddress.put(address, new ArrayList<>()));
    for (DomainStatistics domain : source.domains()) {
      IpAddress address = domain.domain().exporter();
      if (address != null) {
        byAddress.computeIfAbsent(address, key -> new ArrayList<>()).add(domain);
      }
    }
    List<ExporterRow> rows = new ArrayList<>();
    byAddress.forEach((address, domains) ->
        rows.add(
            new ExporterRow(
                address,
                source.exporters().get(address),
                source.shares().get(address),
                source.missed().getOrDefault(address, Map.of()),
                domains)));
    return rows;
  }

  /** The protocols that it speaks. */
  String protocols() {
    TreeSet<String> labels = new TreeSet<>();
    domains.forEach(domain -> labels.add(domain.domain().protocol().label()));
    return String.join(" ", labels);
  }

  /** What was sent and never came, where sequence numbers count {@code unit}. */
  long missed(SequenceUnit unit) {
    return missed.getOrDefault(unit, 0L);
  }

  /**
   * Part of what its domains sent that never came, 0 to 1, by the unit that shows most; null when
   * something was missed, and of none of its domains is still known how much came.
   */
  @Nullable Double missedShare() {
    if (domains.isEmpty() && !missed.isEmpty()) {
      return null;
    }
    return Math.max(
        missedShare(SequenceUnit.RECORDS, DomainStatistics::records),
        missedShare(SequenceUnit.DATAGRAMS, DomainStatistics::datagrams));
  }

  private double missedShare(SequenceUnit unit, ToLongFunction<DomainStatistics> came) {
    long never = 0;
    long sent = 0;
    for (DomainStatistics domain : domains) {
      if (domain.loss().unit() == unit) {
        never += domain.loss().missed();
        sent += domain.loss().missed() + came.applyAsLong(domain);
      }
    }
    return never == 0 ? 0 : (double) never / sent;
  }

  long restarts() {
    return domains.stream().mapToLong(domain -> domain.loss().restarts()).sum();
  }

  long repeated() {
    return domains.stream().mapToLong(DomainStatistics::repeated).sum();
  }

  long templates() {
    return domains.stream().mapToLong(DomainStatistics::templates).sum();
  }

  /** Data sets that wait for a template that did not come. */
  long waitingSets() {
    return domains.stream().mapToLong(domain -> domain.waiting().sets()).sum();
  }

  /**
   * When the oldest data that waits for its template was received, microseconds since the epoch;
   * null when none waits.
   */
  @Nullable Long waitingSinceMicros() {
    return domains.stream()
        .map(domain -> domain.waiting().sinceMicros())
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** One of how many packets it looks at, where that holds for all; the most of its domains. */
  @Nullable Long samplingInterval() {
    return domains.stream()
        .map(DomainStatistics::samplingInterval)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  /** How far its clock is ahead, microseconds; null when not known. */
  @Nullable Long clockSkewMicros() {
    Long skew = null;
    for (DomainStatistics domain : domains) {
      Long one = domain.times().clockSkewMicros();
      skew = one == null ? skew : one;
    }
    return skew;
  }
}
