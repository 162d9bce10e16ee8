// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

/**
 * EM for MAP-LDA as the formula stands, in doubles and dense matrices, to judge {@link
 * MapEmTrainer}.
 */
final class ReferenceEm {
  private final Corpus corpus;
  private final TrainerSettings settings;
  final double[][] documentTopics;
  final double[][] wordTopics;

  ReferenceEm(Corpus corpus, TrainerSettings settings) {
    this.corpus = corpus;
    this.settings = settings;
    documentTopics = new double[corpus.documents()][settings.topics()];
    wordTopics = new double[corpus.words()][settings.topics()];
    RandomStart random = new RandomStart(corpus, settings);
    float[] units = new float[RowLayout.stride(settings.topics())];
    for (int j = 0; j < corpus.documents(); j++) {
      for (int pair = corpus.firstPair(j); pair < end(j); pair++) {
        int w = corpus.word(pair);
        long hash = random.documentHash(corpus.documentKey(j));
        random.split(hash, corpus.wordKey(w), corpus.count(pair), units);
        for (int k = 0; k < settings.topics(); k++) {
          documentTopics[j][k] += units[k] / WordTopicCounts.UNIT;
          wordTopics[w][k] += units[k] / WordTopicCounts.UNIT;
        }
      }
    }
    for (int i = 0; i < settings.iterations(); i++) {
      iterate();
    }
  }

  private void iterate() {
    double[][] nextDocuments = new double[corpus.documents()][settings.topics()];
    double[][] nextWords = new double[corpus.words()][settings.topics()];
    double[] topicTotals = new double[settings.topics()];
    for (double[] row : wordTopics) {
      for (int k = 0; k < topicTotals.length; k++) {
        topicTotals[k] += row[k];
      }
    }
    for (int j = 0; j < corpus.documents(); j++) {
      for (int pair = corpus.firstPair(j); pair < end(j); pair++) {
        int w = corpus.word(pair);
        double[] gamma = responsibilities(w, j, topicTotals);
        for (int k = 0; k < gamma.length; k++) {
          nextDocuments[j][k] += corpus.count(pair) * gamma[k];
          nextWords[w][k] += corpus.count(pair) * gamma[k];
        }
      }
    }
    System.arraycopy(nextDocuments, 0, documentTopics, 0, nextDocuments.length);
    System.arraycopy(nextWords, 0, wordTopics, 0, nextWords.length);
  }

  /** γ_wjk ∝ (N_wk + β − 1)(N_kj + α − 1) / (N_k + W(β − 1)). */
  private double[] responsibilities(int w, int j, double[] topicTotals) {
    double[] gamma = new double[settings.topics()];
    double sum = 0;
    for (int k = 0; k < gamma.length; k++) {
      gamma[k] =
          (wordTopics[w][k] + settings.beta() - 1)
              * (documentTopics[j][k] + settings.alpha() - 1)
              / (topicTotals[k] + corpus.words() * (settings.beta() - 1));
      sum += gamma[k];
    }
    for (int k = 0; k < gamma.length; k++) {
      gamma[k] /= sum;
    }
    return gamma;
  }

  private int end(int document) {
    return document + 1 < corpus.documents() ? corpus.firstPair(document + 1) : corpus.pairs();
  }
}
