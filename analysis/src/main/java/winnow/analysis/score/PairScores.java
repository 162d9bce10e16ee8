// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

import winnow.analysis.count.Counted;
import winnow.analysis.count.WordTally;
import winnow.analysis.count.Workers;
import winnow.topics.TopicModel;

/**
 * The probability of every word in every document that has it.
 *
 * @param byShare by share and number of the pair in the share's tally
 */
record PairScores(double[][] byShare) {
  private static final int PIECE = 1 << 16;

  static PairScores of(
      Counted counted, DayCorpus corpus, TopicModel model, Precision precision, Workers workers) {
    double[][] scores = new double[counted.shares().size()][];
    for (int share = 0; share < scores.length; share++) {
      WordTally tally = counted.shares().get(share).tally();
      int[] wordOf = corpus.wordOf()[share];
      double[] scoreOf = new double[tally.pairs()];
      scores[share] = scoreOf;
      workers.run(
          (scoreOf.length + PIECE - 1) / PIECE,
          worker -> {
            WordProbability probability = new WordProbability(model, precision);
            return piece -> {
              int end = Math.min(scoreOf.length, (piece + 1) * PIECE);
              for (int pair = piece * PIECE; pair < end; pair++) {
                scoreOf[pair] =
                    probability.of(
                        corpus.documentOf()[tally.document(pair)], wordOf[tally.word(pair)]);
              }
            };
          });
    }
    return new PairScores(scores);
  }
}
