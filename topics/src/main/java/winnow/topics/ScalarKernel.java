// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

/** {@link SweepKernel} in plain Java: the definition of its arithmetic, and the fallback. */
final class ScalarKernel implements SweepKernel {
  private final EmState state;

  ScalarKernel(EmState state) {
    this.state = state;
  }

  @Override
  public void sweep(int from, int to, WordTopicCounts.Share counts) {
    int stride = state.stride();
    PairTable corpus = state.corpus();
    float[] weights = new float[stride];
    float[] next = new float[stride];
    float[] units = new float[stride];
    for (int document = from; document < to; document++) {
      int row = document * stride;
      for (int k = 0; k < stride; k++) {
        weights[k] = state.documentRows()[row + k] + state.prior()[k];
        next[k] = 0;
      }
      int end = corpus.starts()[document + 1];
      for (int pair = corpus.starts()[document]; pair < end; pair++) {
        int word = corpus.columns()[pair];
        int count = corpus.counts()[pair];
        split(weights, state.wordRows(), word, count, units);
        for (int k = 0; k < stride; k++) {
          next[k] += units[k];
        }
        counts.add(word, count, units);
      }
      System.arraycopy(next, 0, state.documentRows(), row, stride);
    }
  }

  /** Splits a pair over the topics, in proportion to the products of two rows. */
  static void split(float[] weights, float[] wordRows, int word, int count, float[] units) {
    int row = word * weights.length;
    float z0 = 0;
    float z1 = 0;
    float z2 = 0;
    float z3 = 0;
    float z4 = 0;
    float z5 = 0;
    float z6 = 0;
    float z7 = 0;
    for (int k = 0; k < weights.length; k += RowLayout.LANES) {
      z0 += units[k] = weights[k] * wordRows[row + k];
      z1 += units[k + 1] = weights[k + 1] * wordRows[row + k + 1];
      z2 += units[k + 2] = weights[k + 2] * wordRows[row + k + 2];
      z3 += units[k + 3] = weights[k + 3] * wordRows[row + k + 3];
      z4 += units[k + 4] = weights[k + 4] * wordRows[row + k + 4];
      z5 += units[k + 5] = weights[k + 5] * wordRows[row + k + 5];
      z6 += units[k + 6] = weights[k + 6] * wordRows[row + k + 6];
      z7 += units[k + 7] = weights[k + 7] * wordRows[row + k + 7];
    }
    float scale = count * WordTopicCounts.UNIT / RowLayout.sum(z0, z1, z2, z3, z4, z5, z6, z7);
    for (int k = 0; k < weights.length; k++) {
      units[k] *= scale;
    }
  }
}
