// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evaluate;

import java.time.LocalDate;
import java.util.Comparator;

/**
 * A host on a day: what a method ranks, and what a person looks into.
 *
 * @param day the day, UTC
 * @param host address of the host
 */
public record HostDay(LocalDate day, String host) implements Comparable<HostDay> {
  private static final Comparator<HostDay> ORDER =
      Comparator.comparing(HostDay::day).thenComparing(HostDay::host);

  /** By day, then by host. */
  @Override
  public int compareTo(HostDay other) {
    return ORDER.compare(this, other);
  }
}
