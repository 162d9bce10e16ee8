// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

import java.util.Objects;

/** P(word | document) = Σ_t P(t | document) P(word | t), for one pair and for many. */
public final class Mixture {
  private final float[] documentRows;
  private final float[] wordRows;
  private final int stride;

  Mixture(float[] documentRows, float[] wordRows, int stride) {
    this.documentRows = documentRows;
    this.wordRows = wordRows;
    this.stride = stride;
  }

  /** The probability in 64 bits, topics summed in order. */
  public static double probability(double[] topicsOfDocument, double[] wordInTopics) {
    double sum = 0;
    for (int topic = 0; topic < topicsOfDocument.length; topic++) {
      sum += topicsOfDocument[topic] * wordInTopics[topic];
    }
    return sum;
  }

  /** The probability in 64 bits from topics of the document kept in 32 bits. */
  public static double probability(float[] topicsOfDocument, double[] wordInTopics) {
    double sum = 0;
    for (int topic = 0; topic < topicsOfDocument.length; topic++) {
      sum += topicsOfDocument[topic] * wordInTopics[topic];
    }
    return sum;
  }

  /**
   * Probabilities in 32 bits, as fast as memory gives the rows: blocks of some hundred pairs whose
   * ids are at hand overlap their cache misses. Each differs from the 64-bit one by a relative 10⁻⁶
   * at most.
   *
   * @param documents document of each pair
   * @param words word of each pair
   * @param size how many pairs
   * @param into receives the probability of each pair
   */
  public void probabilities(int[] documents, int[] words, int size, float[] into) {
    Objects.checkFromIndexSize(
        0, size, Math.min(into.length, Math.min(documents.length, words.length)));
    for (int i = 0; i < size; i++) {
      into[i] = probability(documents[i] * stride, words[i] * stride);
    }
  }

  private float probability(int documentRow, int wordRow) {
    float z0 = 0;
    float z1 = 0;
    float z2 = 0;
    float z3 = 0;
    float z4 = 0;
    float z5 = 0;
    float z6 = 0;
    float z7 = 0;
    for (int k = 0; k < stride; k += RowLayout.LANES) {
      z0 += documentRows[documentRow + k] * wordRows[wordRow + k];
      z1 += documentRows[documentRow + k + 1] * wordRows[wordRow + k + 1];
      z2 += documentRows[documentRow + k + 2] * wordRows[wordRow + k + 2];
      z3 += documentRows[documentRow + k + 3] * wordRows[wordRow + k + 3];
      z4 += documentRows[documentRow + k + 4] * wordRows[wordRow + k + 4];
      z5 += documentRows[documentRow + k + 5] * wordRows[wordRow + k + 5];
      z6 += documentRows[documentRow + k + 6] * wordRows[wordRow + k + 6];
      z7 += documentRows[documentRow + k + 7] * wordRows[wordRow + k + 7];
    }
    return RowLayout.sum(z0, z1, z2, z3, z4, z5, z6, z7);
  }
}
