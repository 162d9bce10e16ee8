// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evaluate;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A network over some days, in which it is known what was bad: methods are measured on it.
 *
 * @param name its name, for reports
 * @param campaigns what was bad, and what is known to be benign though it may look bad
 * @param hosts how many hosts of the network were seen on each day that is ranked
 */
public record Trial(String name, List<Campaign> campaigns, SortedMap<LocalDate, Integer> hosts) {
  /** Takes copies. */
  public Trial {
    campaigns = List.copyOf(campaigns);
    hosts = Collections.unmodifiableSortedMap(new TreeMap<>(hosts));
  }

  /** The attacks that ran on a ranked day. */
  public List<Campaign> ranked() {
    return ranked(true);
  }

  /** What ran on a ranked day and is known to be benign. */
  public List<Campaign> benign() {
    return ranked(false);
  }

  private List<Campaign> ranked(boolean malicious) {
    return campaigns.stream()
        .filter(campaign -> campaign.malicious() == malicious)
        .filter(campaign -> campaign.hostDays().stream().anyMatch(this::isRanked))
        .toList();
  }

  /** The bad hosts of the ranked days. */
  public Set<HostDay> bad() {
    Set<HostDay> bad = new TreeSet<>();
    for (Campaign campaign : ranked()) {
      campaign.hostDays().stream().filter(this::isRanked).forEach(bad::add);
    }
    return bad;
  }

  /** Hosts of all ranked days. */
  public long hostDays() {
    return hosts.values().stream().mapToLong(Integer::longValue).sum();
  }

  boolean isRanked(HostDay hostDay) {
    return hosts.containsKey(hostDay.day());
  }
}
