// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

/**
 * The start of EM: every pair of document and word is split over the topics at random, by a hash of
 * the seed and the two keys, so that neither the order nor the rest of the corpus moves it.
 */
final class RandomStart {
  private static final int DRAWS_PER_HASH = 4;
  private static final int DRAW_BITS = 16;
  private static final int MASK = (1 << DRAW_BITS) - 1;

  private final Corpus corpus;
  private final TrainerSettings settings;

  RandomStart(Corpus corpus, TrainerSettings settings) {
    this.corpus = corpus;
    this.settings = settings;
  }

  /** Fills the rows of documents {@code from} to {@code to - 1}, and adds to the counts. */
  void sweep(int from, int to, EmState state, WordTopicCounts.Share counts) {
    int stride = state.stride();
    int[] wordRows = state.corpus().columns();
    float[] documentRows = state.documentRows();
    PairTable table = corpus.table();
    float[] units = new float[stride];
    for (int document = from; document < to; document++) {
      long documentHash = documentHash(corpus.documentKey(document));
      int row = document * stride;
      for (int pair = table.starts()[document]; pair < table.starts()[document + 1]; pair++) {
        int count = table.counts()[pair];
        split(documentHash, corpus.wordKey(table.columns()[pair]), count, units);
        for (int k = 0; k < stride; k++) {
          documentRows[row + k] += units[k];
        }
        counts.add(wordRows[pair], count, units);
      }
    }
  }

  long documentHash(long documentKey) {
    return mix(settings.seed(), documentKey);
  }

  /** Splits a pair into random parts, proportional to uniform draws of 16 bits, never 0. */
  void split(long documentHash, long wordKey, int count, float[] units) {
    long hash = mix(documentHash, wordKey);
    int topics = settings.topics();
    int sum = 0;
    for (int k = 0; k < units.length; k += DRAWS_PER_HASH) {
      long bits = mix(hash + k);
      for (int draw = k; draw < k + DRAWS_PER_HASH; draw++) {
        int weight = draw < topics ? 1 + (int) (bits & MASK) : 0;
        bits >>>= DRAW_BITS;
        units[draw] = weight;
        sum += weight;
      }
    }
    float scale = count * WordTopicCounts.UNIT / sum;
    for (int k = 0; k < units.length; k++) {
      units[k] *= scale;
    }
  }

  /**
   * The finalizer of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number
   * Generators, 2014).
   */
  static long mix(long x) {
    long z = x + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** A hash of an ordered pair. */
  static long mix(long a, long b) {
    return mix(mix(a) ^ b);
  }
}
