// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

import winnow.analysis.count.Counted;
import winnow.analysis.count.WordTally;
import winnow.analysis.count.Workers;
import winnow.topics.TopicModel;

/**
 * The probability of every word in every document that has it.
 *
 * @param byThread by thread and number of the pair in the thread's tally
 */
record PairScores(double[][] byThread) {
  private static final int PIECE = 1 << 16;

  static PairScores of(
      Counted counted, DayCorpus corpus, TopicModel model, Precision precision, Workers workers) {
    double[][] scores = new double[counted.tallies().size()][];
    for (int thread = 0; thread < scores.length; thread++) {
      WordTally tally = counted.tallies().get(thread);
      int[] wordOf = corpus.wordOf()[thread];
      double[] scoreOf = new double[tally.pairs()];
      scores[thread] = scoreOf;
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
