// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import winnow.analysis.count.Counted;
import winnow.analysis.count.PartRows;

/** Finds the rows of the lowest scores. */
final class LowestRows {
  private final Counted counted;
  private final double[][] scores;
  private final double threshold;
  private final int most;

  /**
   * A search.
   *
   * @param counted the rows
   * @param scores score of every pair, by thread and number
   * @param threshold highest score that counts
   * @param most how many are wanted; 0 for all
   */
  LowestRows(Counted counted, double[][] scores, double threshold, int most) {
    this.counted = counted;
    this.scores = scores;
    this.threshold = threshold;
    this.most = most;
  }

  /** The lowest rows, ascending; more than wanted when the last ones tie in score and hash. */
  List<Candidate> find() {
    Candidate last = most == 0 ? null : lastWanted();
    List<Candidate> found = new ArrayList<>();
    double limit = last == null ? threshold : last.score();
    forEachUpTo(
        () -> limit,
        candidate -> {
          if (last == null || candidate.compareTo(last) <= 0) {
            found.add(candidate);
          }
        });
    Collections.sort(found);
    return found;
  }

  /** The highest of the rows wanted; null when there are not that many. */
  private @Nullable Candidate lastWanted() {
    PriorityQueue<Candidate> lowest = new PriorityQueue<>(Collections.reverseOrder());
    double[] limit = {threshold};
    forEachUpTo(
        () -> limit[0],
        candidate -> {
          Candidate highest = lowest.peek();
          if (highest == null || lowest.size() < most) {
            lowest.add(candidate);
          } else if (candidate.compareTo(highest) < 0) {
            lowest.remove();
            lowest.add(candidate);
            limit[0] = Math.min(threshold, lowest.element().score());
          }
        });
    return lowest.size() < most ? null : lowest.peek();
  }

  private interface Limit {
    double score();
  }

  private interface Sink {
    void accept(Candidate candidate);
  }

  private void forEachUpTo(Limit limit, Sink sink) {
    for (int part = 0; part < counted.parts().length; part++) {
      PartRows rows = counted.parts()[part];
      double[] scoreOf = scores[counted.tallyOfPart()[part]];
      double most = limit.score();
      for (int row = 0; row < rows.rows(); row++) {
        int first = rows.first(row);
        if (first == PartRows.INVALID) {
          continue;
        }
        double score = Math.min(scoreOf[first], scoreOf[rows.second(row)]);
        if (score <= most) {
          sink.accept(new Candidate(score, rows.hash(row), part, row));
          most = limit.score();
        }
      }
    }
  }
}
