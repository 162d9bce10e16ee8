// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

import java.util.Objects;

/**
 * A trained topic model: P(topic | document) of every document and P(word | topic) of every word it
 * was trained on. Immutable. Documents and words have the ids they had in the {@link Corpus}.
 */
public final class TopicModel {
  private final Provenance provenance;
  private final Rows documents;
  private final Rows words;
  private final long[] statistics;
  private final long[] topicTotals;
  private final int stride;

  TopicModel(Provenance provenance, Rows documents, long[] wordKeys, long[] statistics) {
    this.provenance = provenance;
    this.documents = documents;
    this.statistics = statistics;
    stride = RowLayout.stride(topics());
    topicTotals = new long[topics()];
    for (int cell = 0; cell < statistics.length; cell += stride) {
      for (int k = 0; k < topicTotals.length; k++) {
        topicTotals[k] += statistics[cell + k];
      }
    }
    words = new Rows(wordKeys, wordRows());
  }

  /** K. */
  public int topics() {
    return provenance.settings().topics();
  }

  /** Number of documents. */
  public int documents() {
    return documents.keys.length;
  }

  /** Size of the vocabulary. */
  public int words() {
    return words.keys.length;
  }

  /** The key of a document, as in the corpus. */
  public long documentKey(int document) {
    return documents.keys[document];
  }

  /** The key of a word, as in the corpus. */
  public long wordKey(int word) {
    return words.keys[word];
  }

  /** N_wk, the tokens of a word that belong to a topic, in units of 2⁻²⁴ token. */
  public long statistic(int word, int topic) {
    return statistics[word * stride + topic];
  }

  /** N_k, the tokens of a topic, in units of 2⁻²⁴ token. */
  public long topicTotal(int topic) {
    return topicTotals[topic];
  }

  /** P(topic | document) = N_kj / N_j, without the prior; 1 / K for a document without words. */
  public float topicInDocument(int document, int topic) {
    return documents.cells[document * stride + topic];
  }

  /** P(word | topic) = N_wk / N_k, without the prior; 0 in a topic without tokens. */
  public double wordInTopic(int word, int topic) {
    long total = topicTotals[topic];
    return total == 0 ? 0 : (double) statistic(word, topic) / total;
  }

  /**
   * P(word | document) = Σ_t P(t | document) P(word | t), in 64 bits but for the 32-bit topics of
   * the document.
   */
  public double probability(int document, int word) {
    double sum = 0;
    for (int topic = 0; topic < topics(); topic++) {
      sum += topicInDocument(document, topic) * wordInTopic(word, topic);
    }
    return sum;
  }

  /**
   * Probabilities in 32 bits, as fast as memory gives the rows: blocks of some hundred pairs whose
   * ids are at hand overlap their cache misses. Each differs from the 64-bit one by a relative 10⁻⁶
   * at most.
   *
   * @param documentIds document of each pair
   * @param wordIds word of each pair
   * @param size how many pairs
   * @param into receives the probability of each pair
   */
  public void probabilities(int[] documentIds, int[] wordIds, int size, float[] into) {
    Objects.checkFromIndexSize(
        0, size, Math.min(into.length, Math.min(documentIds.length, wordIds.length)));
    if (SweepKernel.canUseVectors(stride)) {
      VectorKernel.dots(documents.cells, documentIds, words.cells, wordIds, size, into);
    } else {
      dots(documentIds, wordIds, size, into);
    }
  }

  /** {@link #probabilities} in plain Java. */
  void dots(int[] documentIds, int[] wordIds, int size, float[] into) {
    for (int i = 0; i < size; i++) {
      into[i] = dot(documentIds[i] * stride, wordIds[i] * stride);
    }
  }

  /** Σ_t P(t | document) P(word | t) in 64 bits, topics summed in order. */
  public static double probability(double[] topicsOfDocument, double[] wordInTopics) {
    double sum = 0;
    for (int topic = 0; topic < topicsOfDocument.length; topic++) {
      sum += topicsOfDocument[topic] * wordInTopics[topic];
    }
    return sum;
  }

  /** The same from topics of the document kept in 32 bits. */
  public static double probability(float[] topicsOfDocument, double[] wordInTopics) {
    double sum = 0;
    for (int topic = 0; topic < topicsOfDocument.length; topic++) {
      sum += topicsOfDocument[topic] * wordInTopics[topic];
    }
    return sum;
  }

  /** Where this model comes from. */
  public Provenance provenance() {
    return provenance;
  }

  /** 128 bits of SHA-256 over all but the provenance, as 32 hexadecimal digits. */
  public String digest() {
    return new ContentDigest()
        .add((long) topics())
        .add(documents.keys)
        .add(documents.cells)
        .add(words.keys)
        .add(statistics)
        .hex128();
  }

  private float dot(int documentRow, int wordRow) {
    float z0 = 0;
    float z1 = 0;
    float z2 = 0;
    float z3 = 0;
    float z4 = 0;
    float z5 = 0;
    float z6 = 0;
    float z7 = 0;
    for (int k = 0; k < stride; k += RowLayout.LANES) {
      z0 += documents.cells[documentRow + k] * words.cells[wordRow + k];
      z1 += documents.cells[documentRow + k + 1] * words.cells[wordRow + k + 1];
      z2 += documents.cells[documentRow + k + 2] * words.cells[wordRow + k + 2];
      z3 += documents.cells[documentRow + k + 3] * words.cells[wordRow + k + 3];
      z4 += documents.cells[documentRow + k + 4] * words.cells[wordRow + k + 4];
      z5 += documents.cells[documentRow + k + 5] * words.cells[wordRow + k + 5];
      z6 += documents.cells[documentRow + k + 6] * words.cells[wordRow + k + 6];
      z7 += documents.cells[documentRow + k + 7] * words.cells[wordRow + k + 7];
    }
    return RowLayout.sum(z0, z1, z2, z3, z4, z5, z6, z7);
  }

  private float[] wordRows() {
    float[] rows = new float[statistics.length];
    for (int word = 0; word < rows.length / stride; word++) {
      for (int topic = 0; topic < topics(); topic++) {
        rows[word * stride + topic] = (float) wordInTopic(word, topic);
      }
    }
    return rows;
  }

  /** Keyed rows of one float per topic, laid out by {@link RowLayout}. */
  record Rows(long[] keys, float[] cells) {}
}
