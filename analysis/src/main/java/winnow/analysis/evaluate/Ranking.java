// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import winnow.analysis.count.StableHash;

/** The hosts of each day as a method ranks them, the most suspicious first. Immutable. */
public final class Ranking {
  /** The rank of what a method does not list. */
  public static final int UNRANKED = Integer.MAX_VALUE;

  private final String method;
  private final SortedMap<LocalDate, List<String>> days;
  private final Map<HostDay, Integer> ranks = new HashMap<>();

  private Ranking(String method, SortedMap<LocalDate, List<String>> days) {
    this.method = method;
    this.days = Collections.unmodifiableSortedMap(days);
    days.forEach((day, hosts) -> {
      for (int i = 0; i < hosts.size(); i++) {
        ranks.put(new HostDay(day, hosts.get(i)), i + 1);
      }
    });
  }

  /**
   * Ranks hosts by score, the highest first. Equal scores are put in an order that hosts do not
   * choose, a hash of day and address: an order of addresses may favour what was planted.
   *
   * @param method name of the method
   * @param scores scores of hosts by day; a host without one is not ranked
   */
  public static Ranking of(String method, Map<LocalDate, Map<String, Double>> scores) {
    SortedMap<LocalDate, List<String>> days = new TreeMap<>();
    scores.forEach((day, ofHosts) -> {
      List<Map.Entry<String, Double>> entries = new ArrayList<>(ofHosts.entrySet());
      entries.sort(
          Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
              .thenComparing(entry -> tie(day, entry.getKey()))
              .thenComparing(Map.Entry.comparingByKey()));
      days.put(day, entries.stream().map(Map.Entry::getKey).toList());
    });
    return new Ranking(method, days);
  }

  /**
   * This ranking, in which the first of other rankings are among the first as well: they have
   * reserved places, and what would be last of the first without them comes after.
   *
   * @param others the rankings that have reserved places
   * @param each how many each of them has
   * @param within how many are the first
   */
  public Ranking reserving(List<Ranking> others, int each, int within) {
    SortedMap<LocalDate, List<String>> changed = new TreeMap<>();
    days.forEach((day, hosts) -> {
      Set<String> reserved = new LinkedHashSet<>();
      for (int place = 0; place < each; place++) {
        for (Ranking other : others) {
          List<String> ofOther = other.days.getOrDefault(day, List.of());
          if (place < ofOther.size() && reserved.size() < within) {
            reserved.add(ofOther.get(place));
          }
        }
      }
      Set<String> placed = new LinkedHashSet<>();
      int free = within - reserved.size();
      for (String host : hosts) {
        if (reserved.contains(host) || free-- > 0) {
          placed.add(host);
        }
      }
      placed.addAll(hosts);
      changed.put(day, List.copyOf(placed));
    });
    return new Ranking(method, changed);
  }

  /** Name of the method. */
  public String method() {
    return method;
  }

  /** The days that have a ranking, with their hosts, the most suspicious first. */
  public SortedMap<LocalDate, List<String>> days() {
    return days;
  }

  /** The rank of a host on a day from 1, or {@link #UNRANKED}. */
  public int rank(HostDay hostDay) {
    return ranks.getOrDefault(hostDay, UNRANKED);
  }

  private static long tie(LocalDate day, String host) {
    return StableHash.mix(day.toEpochDay(), StableHash.of(host));
  }
}
