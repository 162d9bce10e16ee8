// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

import java.util.Collections;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import winnow.analysis.count.PartRows;

/**
 * Finds the rows of the lowest scores. Holds as many candidates as are wanted while it looks for
 * the last one, and after that only this last one: which rows are no higher is asked row by row.
 */
public final class LowestRows {
  private final PartRows[] parts;
  private final int[] shareOfPart;
  private final double[][] scores;
  private final int most;
  private final @Nullable Candidate last;
  private final double limit;

  /**
   * Searches.
   *
   * @param parts the rows of each part
   * @param shareOfPart the share that counted it
   * @param scores score of every pair, by share and number
   * @param threshold highest score that counts
   * @param most how many are wanted; 0 for all
   */
  public LowestRows(
      PartRows[] parts, int[] shareOfPart, double[][] scores, double threshold, int most) {
    this.parts = parts;
    this.shareOfPart = shareOfPart;
    this.scores = scores;
    this.most = most;
    last = most == 0 ? null : lastWanted(threshold);
    limit = last == null ? threshold : last.score();
  }

  /** How many are wanted; 0 for all. */
  int most() {
    return most;
  }

  /** Whether a part has candidates. */
  boolean isIn(int part) {
    int rows = parts[part].rows();
    for (int row = 0; row < rows; row++) {
      if (candidate(part, row) != null) {
        return true;
      }
    }
    return false;
  }

  /**
   * The candidate in a row; null when others are lower. There are more candidates than wanted when
   * the last ones tie in score and hash.
   */
  @Nullable Candidate candidate(int part, int row) {
    Candidate candidate = candidate(part, row, limit);
    return candidate == null || last == null || candidate.compareTo(last) <= 0 ? candidate : null;
  }

  /** The highest of the rows wanted; null when there are not that many. */
  private @Nullable Candidate lastWanted(double threshold) {
    PriorityQueue<Candidate> lowest = new PriorityQueue<>(Collections.reverseOrder());
    double highest = threshold;
    for (int part = 0; part < parts.length; part++) {
      int rows = parts[part].rows();
      for (int row = 0; row < rows; row++) {
        Candidate candidate = candidate(part, row, highest);
        if (candidate != null && lowest.size() < most) {
          lowest.add(candidate);
        } else if (candidate != null && candidate.compareTo(lowest.element()) < 0) {
          lowest.remove();
          lowest.add(candidate);
          highest = Math.min(threshold, lowest.element().score());
        }
      }
    }
    return lowest.size() < most ? null : lowest.peek();
  }

  private @Nullable Candidate candidate(int part, int row, double highest) {
    PartRows rows = parts[part];
    int first = rows.first(row);
    if (first == PartRows.INVALID) {
      return null;
    }
    int share = shareOfPart[part];
    int second = rows.second(row);
    double score = Math.min(scores[share][first], scores[share][second]);
    return score <= highest ? new Candidate(score, rows.hash(row), share, first, second) : null;
  }
}
