// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

import java.util.Comparator;

/**
 * One of the lowest rows, in full. Rows that tie in score and hash are told apart by all their
 * columns.
 *
 * @param candidate its score and its words
 * @param row the row
 */
public record LowRow(Candidate candidate, TelemetryRow row) implements Comparable<LowRow> {
  private static final Comparator<LowRow> ORDER =
      Comparator.comparing(LowRow::candidate).thenComparing(LowRow::row);

  @Override
  public int compareTo(LowRow other) {
    return ORDER.compare(this, other);
  }
}
