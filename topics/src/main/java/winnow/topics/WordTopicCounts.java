// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

import java.util.Arrays;

/**
 * N_wk: how many tokens of each word belong to each topic, in fixed point of 2⁻²⁴ token. Integers
 * add up to the same bits in any order, so threads may share the work in any way. Each thread
 * counts into its own {@link Share} of 32-bit rows, which hold {@value #SHARE_TOKENS} tokens of a
 * word before they spill into the common 64-bit rows.
 */
final class WordTopicCounts {
  /** Units of a token. */
  static final float UNIT = 1 << 24;

  /** Tokens a 32-bit row takes: 127 · 2²⁴, plus rounding, is below 2³¹. */
  static final int SHARE_TOKENS = 127;

  private static final int LOCKS = 256;

  private final int stride;
  private final long[] totals;
  private final Share[] shares;
  private final Object[] locks = new Object[LOCKS];

  WordTopicCounts(int words, int stride, int threads) {
    this.stride = stride;
    totals = new long[RowLayout.elements("words", words, stride)];
    Arrays.setAll(locks, i -> new Object());
    shares = new Share[threads];
    Arrays.setAll(shares, i -> new Share(words));
  }

  Share share(int thread) {
    return shares[thread];
  }

  /** The common rows; complete after {@link #gather}. */
  long[] totals() {
    return totals;
  }

  void clear() {
    Arrays.fill(totals, 0);
  }

  /**
   * Moves what the shares hold of some words into the common rows, and adds those to the sums over
   * words, N_k.
   */
  void gather(int fromWord, int toWord, long[] topicTotals) {
    for (int word = fromWord; word < toWord; word++) {
      for (Share share : shares) {
        if (share.pending[word] > 0) {
          share.move(word);
          share.pending[word] = 0;
        }
      }
      int row = word * stride;
      for (int k = 0; k < topicTotals.length; k++) {
        topicTotals[k] += totals[row + k];
      }
    }
  }

  /** The counts of one thread. */
  final class Share {
    /** One row per word, in units. */
    final int[] rows = new int[totals.length];

    /** Tokens each row holds. */
    final byte[] pending;

    private Share(int words) {
      pending = new byte[words];
    }

    /**
     * Adds one pair, split over the topics.
     *
     * @param count tokens of the pair
     * @param units the share of each topic; they sum to count · 2²⁴
     */
    void add(int word, int count, float[] units) {
      if (count > SHARE_TOKENS) {
        addLarge(word, units);
        return;
      }
      reserve(word, count);
      int row = word * stride;
      for (int k = 0; k < stride; k++) {
        rows[row + k] += (int) (units[k] + 0.5f);
      }
    }

    /**
     * Makes room for pairs in the rows of their words.
     *
     * @return whether there are pairs of more tokens than a row takes, which {@link #addLarge} must
     *     add
     */
    boolean reserve(PairTable pairs, int from, int to) {
      int largest = 0;
      for (int pair = from; pair < to; pair++) {
        int count = pairs.counts()[pair];
        largest = Math.max(largest, count);
        if (count <= SHARE_TOKENS) {
          reserve(pairs.columns()[pair], count);
        }
      }
      return largest > SHARE_TOKENS;
    }

    private void reserve(int word, int count) {
      int held = pending[word] + count;
      if (held > SHARE_TOKENS) {
        synchronized (locks[word % LOCKS]) {
          move(word);
        }
        held = count;
      }
      pending[word] = (byte) held;
    }

    /** Adds a pair of more tokens than a 32-bit row takes. */
    void addLarge(int word, float[] units) {
      int row = word * stride;
      synchronized (locks[word % LOCKS]) {
        for (int k = 0; k < stride; k++) {
          totals[row + k] += (long) (units[k] + 0.5f);
        }
      }
    }

    private void move(int word) {
      int row = word * stride;
      for (int i = row; i < row + stride; i++) {
        totals[i] += rows[i];
        rows[i] = 0;
      }
    }
  }
}
