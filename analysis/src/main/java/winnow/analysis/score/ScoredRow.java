// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

import java.util.List;

/**
 * A row of a list.
 *
 * @param score the lowest probability of its sides
 * @param row the row
 * @param sides source and destination of a flow; the client of other rows
 */
public record ScoredRow(double score, TelemetryRow row, List<Side> sides) {
  /** Takes a copy. */
  public ScoredRow {
    sides = List.copyOf(sides);
  }

  /** The side that the score comes from; of equals the first. */
  public Side weakest() {
    Side first = sides.getFirst();
    Side last = sides.getLast();
    return last.probability() < first.probability() ? last : first;
  }
}
