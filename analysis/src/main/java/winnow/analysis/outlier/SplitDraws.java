// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.outlier;

import winnow.analysis.count.StableHash;

/**
 * What chance decides in a tree. Nodes are numbered as in a heap: the root is 1, the children of i
 * are 2i and 2i + 1.
 */
interface SplitDraws {
  /** A number from 0 to {@code bound - 1}; each attempt at a node draws anew. */
  int below(int bound, long node, int attempt);

  /** Where between the smallest and the largest value to split: above 0, at most 1. */
  double fraction(long node);

  /** Draws that are hashes of the seed of a tree. */
  record Hashed(long treeSeed) implements SplitDraws {
    private static final long ATTRIBUTE = 2;
    private static final long FRACTION = 3;
    private static final double UNIT = 0x1p-53;

    @Override
    public int below(int bound, long node, int attempt) {
      long hash = StableHash.mix(StableHash.mix(draw(ATTRIBUTE), node), attempt);
      return (int) Math.unsignedMultiplyHigh(hash, bound);
    }

    @Override
    public double fraction(long node) {
      return ((StableHash.mix(draw(FRACTION), node) >>> 11) + 1) * UNIT;
    }

    private long draw(long purpose) {
      return StableHash.mix(treeSeed, purpose);
    }
  }
}
