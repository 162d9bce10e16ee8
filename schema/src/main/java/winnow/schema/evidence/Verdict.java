// SPDX-License-Identifier: Apache-2.0
package winnow.schema.evidence;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a person decided about a finding, or about a piece of evidence of a case.
 *
 * @param day the day that was analysed, UTC
 * @param host the address, name or user that it is about
 * @param family who found it: a family of evidence, or the method of a list of findings
 * @param peer the other side as the evidence names it; empty when it names none
 * @param importance what was decided
 * @param author who decided
 * @param at when
 * @param note why, in the author's words
 */
public record Verdict(
    LocalDate day,
    String host,
    String family,
    String peer,
    Importance importance,
    String author,
    Instant at,
    @Nullable String note) {

  /** Checks that it can be found again. */
  public Verdict {
    if (host.isEmpty() || family.isEmpty() || author.isEmpty()) {
      throw new IllegalArgumentException(
          "a verdict names a host, a family and an author, not \""
              + host
              + "\", \""
              + family
              + "\" and \""
              + author
              + "\"");
    }
  }

  /** What it is about. */
  public Subject subject() {
    return new Subject(day, host, family, peer);
  }

  /**
   * What a verdict is about: of several about the same, the newest counts.
   *
   * @param day the day that was analysed, UTC
   * @param host the address, name or user that it is about
   * @param family who found it
   * @param peer the other side; empty when none is named
   */
  public record Subject(LocalDate day, String host, String family, String peer) {}
}
