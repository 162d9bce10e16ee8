// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

/**
 * The inner loop of EM: for each pair of document j and word w, γ_k ∝ (N_kj + α − 1) (N_wk + β − 1)
 * / (N_k + W(β − 1)), summed over the words into the next N_kj and over the documents into the next
 * N_wk.
 */
sealed interface SweepKernel permits ScalarKernel, VectorKernel {
  /** Visits documents {@code from} to {@code to - 1}: replaces their rows, adds to the counts. */
  void sweep(int from, int to, WordTopicCounts.Share counts);

  /** The fastest kernel this Java and this machine have; all give the same bits. */
  static SweepKernel fastest(EmState state) {
    return canUseVectors(state.stride()) ? new VectorKernel(state) : new ScalarKernel(state);
  }

  /**
   * Whether this Java has the vector module and this machine the vectors for rows of this length.
   */
  static boolean canUseVectors(int stride) {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        && VectorKernel.isSupported(stride);
  }
}
