// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evaluate;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An attack that is known to have happened.
 *
 * @param id its name
 * @param kind what it is, such as {@code beacon}
 * @param technique ATT&amp;CK technique id
 * @param hostDays the hosts that it ran on, on each day that it did; at least one
 */
public record Campaign(String id, String kind, String technique, SortedSet<HostDay> hostDays) {
  /** Takes a copy. */
  public Campaign {
    if (hostDays.isEmpty()) {
      throw new IllegalArgumentException("campaign " + id + " ran on no host");
    }
    hostDays = Collections.unmodifiableSortedSet(new TreeSet<>(hostDays));
  }

  /** A campaign on these hosts and days. */
  public static Campaign of(
      String id, String kind, String technique, Collection<HostDay> hostDays) {
    return new Campaign(id, kind, technique, new TreeSet<>(hostDays));
  }

  /** Its first day. */
  public LocalDate firstDay() {
    return hostDays.first().day();
  }
}
