// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.share;

import java.util.Arrays;
import java.util.Collections;
import java.util.PriorityQueue;
import winnow.analysis.count.Counted;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;
import winnow.analysis.count.Share;
import winnow.analysis.count.WordTally;

/**
 * The pairs of document and word of a share that the lowest rows of the whole run may have.
 *
 * @param scores score of every pair of the share; infinite for those that are too high
 * @param limit the highest score of the others
 * @param most how many rows are wanted; 0 for all
 */
record LowPairs(double[] scores, double limit, int most) {
  /** A score and how many words of rows have it. */
  private record Level(double score, long words) implements Comparable<Level> {
    @Override
    public int compareTo(Level other) {
      return Double.compare(score, other.score);
    }
  }

  /**
   * The highest score that the last of the lowest rows can have. A row has the score of the lower
   * one of its pairs, so at least as many rows as pairs up to a score were counted, over {@link
   * Counted#wordsPerRow}, have that score or a lower one.
   */
  static double limit(Counted counted, double[][] scores, double threshold, int most) {
    long wanted = (long) most * counted.wordsPerRow();
    PriorityQueue<Level> lowest = new PriorityQueue<>(Collections.reverseOrder());
    long words = 0;
    for (int share = 0; most > 0 && share < scores.length; share++) {
      WordTally tally = counted.shares().get(share).tally();
      for (int pair = 0; pair < tally.pairs(); pair++) {
        double score = scores[share][pair];
        if (score <= threshold && (words < wanted || score < lowest.element().score)) {
          lowest.add(new Level(score, tally.count(pair)));
          words += tally.count(pair);
          while (words - lowest.element().words >= wanted) {
            words -= lowest.remove().words;
          }
        }
      }
    }
    return most > 0 && words >= wanted ? lowest.element().score : threshold;
  }

  /** Packs the low pairs of a share; empty when it has none. */
  static byte[] write(Share share, double[] scores, double limit, int most) {
    int low = 0;
    for (double score : scores) {
      low += score <= limit ? 1 : 0;
    }
    if (low == 0) {
      return new byte[0];
    }
    PackedWriter out = new PackedWriter();
    out.real(limit).number(most).number(share.tally().pairs()).number(low);
    int last = 0;
    for (int pair = 0; pair < scores.length; pair++) {
      if (scores[pair] <= limit) {
        out.number(pair - last).real(scores[pair]);
        last = pair;
      }
    }
    return out.toBytes();
  }

  static LowPairs read(byte[] bytes) {
    PackedReader in = new PackedReader(bytes);
    double limit = in.real();
    int most = in.size();
    double[] scores = new double[in.size()];
    Arrays.fill(scores, Double.POSITIVE_INFINITY);
    int low = in.size();
    int pair = 0;
    for (int i = 0; i < low; i++) {
      pair += in.size();
      scores[pair] = in.real();
    }
    return new LowPairs(scores, limit, most);
  }
}
