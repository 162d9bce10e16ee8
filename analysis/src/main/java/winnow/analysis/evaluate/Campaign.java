// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evaluate;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An attack that is known to have happened, or something that looks like one and is benign.
 *
 * @param id its name
 * @param kind what it is, such as {@code beacon}
 * @param technique ATT&amp;CK technique id; empty for what is benign
 * @param malicious whether it is an attack
 * @param hostDays the hosts that it ran on, on each day that it did; at least one
 */
public record Campaign(
    String id, String kind, String technique, boolean malicious, SortedSet<HostDay> hostDays) {
  /** Takes a copy. */
  public Campaign {
    if (hostDays.isEmpty()) {
      throw new IllegalArgumentException("campaign " + id + " ran on no host");
    }
    hostDays = Collections.unmodifiableSortedSet(new TreeSet<>(hostDays));
  }

  /** An attack on these hosts and days. */
  public static Campaign of(
      String id, String kind, String technique, Collection<HostDay> hostDays) {
    return new Campaign(id, kind, technique, true, new TreeSet<>(hostDays));
  }

  /** Its first day. */
  public LocalDate firstDay() {
    return hostDays.first().day();
  }
}
