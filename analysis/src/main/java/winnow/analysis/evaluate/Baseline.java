// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evaluate;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import winnow.analysis.count.StableHash;
import winnow.analysis.host.HostFeature;
import winnow.analysis.host.HostFeatures;

/** What anybody can do with a table of counts: a method has to beat each of them. */
public enum Baseline {
  /** By a hash of day and address. */
  RANDOM,
  /** By bytes sent and received. */
  TOP_TALKERS,
  /** By TCP flows that brought no connection about. */
  FAILED_FLOWS,
  /** By distinct addresses that it began flows to. */
  DISTINCT_DESTINATIONS,
  /** By how few other hosts go where it goes. */
  RARITY,
  /** By edges that it had on no earlier day. */
  NEW_EDGES;

  private static final long RANDOM_SEED = 0x72616e646f6dL;
  private static final double HASH_RANGE = 0x1p53;

  /** Its name in tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Ranks the hosts of each day. */
  public Ranking rank(SortedMap<LocalDate, HostFeatures> days) {
    SortedMap<LocalDate, Map<String, Double>> scores = new TreeMap<>();
    days.forEach((day, features) -> {
      Map<String, Double> ofDay = new HashMap<>();
      features.byHost().keySet().forEach(host -> ofDay.put(host, score(day, host, features)));
      scores.put(day, ofDay);
    });
    return Ranking.of(label(), scores);
  }

  private double score(LocalDate day, String host, HostFeatures features) {
    return switch (this) {
      case RANDOM ->
          (StableHash.mix(RANDOM_SEED ^ day.toEpochDay(), StableHash.of(host)) >>> 11) / HASH_RANGE;
      case TOP_TALKERS ->
          features.value(host, HostFeature.OCTETS_OUT)
              + features.value(host, HostFeature.OCTETS_IN)
              + features.value(host, HostFeature.OCTETS_SERVED);
      case FAILED_FLOWS -> features.value(host, HostFeature.FAILED_FLOWS);
      case DISTINCT_DESTINATIONS -> features.value(host, HostFeature.PEERS);
      case RARITY -> features.value(host, HostFeature.RARITY);
      case NEW_EDGES -> features.value(host, HostFeature.NEW_EDGES);
    };
  }
}
