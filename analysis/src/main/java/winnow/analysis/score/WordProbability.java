// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

import winnow.topics.TopicModel;

/**
 * P(word | document) = Σ_t P(t | document) P(word | t), the score of Apache Spot. Sums run over the
 * topics in order, in 64 bits. Keeps what it knows of the last document; not thread-safe.
 */
final class WordProbability {
  private static final int NO_DOCUMENT = -1;

  private final TopicModel model;
  private final Precision precision;
  private final double[] inverseTotals;

  /** P(t | document) / N_t of the document in use. */
  private final double[] mix;

  private int document = NO_DOCUMENT;

  WordProbability(TopicModel model, Precision precision) {
    this.model = model;
    this.precision = precision;
    inverseTotals = new double[model.topics()];
    mix = new double[model.topics()];
    for (int topic = 0; topic < inverseTotals.length; topic++) {
      inverseTotals[topic] = 1.0 / Math.max(1, model.topicTotal(topic));
    }
  }

  /**
   * The probability of {@code word} in {@code document}; never more than 1, whatever rounding does.
   */
  double of(int document, int word) {
    if (document != this.document) {
      use(document);
    }
    double sum = 0;
    for (int topic = 0; topic < mix.length; topic++) {
      sum += mix[topic] * model.statistic(word, topic);
    }
    return Math.min(1, sum);
  }

  private void use(int next) {
    document = next;
    double sum = 0;
    for (int topic = 0; topic < mix.length; topic++) {
      mix[topic] = model.topicInDocument(next, topic);
      sum += mix[topic];
    }
    double scale = precision == Precision.BITS_64 ? 1 / sum : 1;
    for (int topic = 0; topic < mix.length; topic++) {
      mix[topic] *= scale * inverseTotals[topic];
    }
  }
}
