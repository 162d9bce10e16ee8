// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.outlier;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import winnow.analysis.count.StableHash;

/**
 * Draws rows without replacement: those whose keys have the smallest hashes under a seed. The order
 * of the rows does not matter, and one row more or less changes a sample by at most one row.
 *
 * @param keys of the rows, each once; they order rows whose hashes are equal
 * @param keyHashes a hash of each key
 */
record SubSampler(List<String> keys, long[] keyHashes) {
  private static final long PURPOSE = 1;

  static SubSampler of(List<String> keys) {
    return new SubSampler(keys, keys.stream().mapToLong(StableHash::of).toArray());
  }

  /** The numbers of {@code size} rows, in no order. */
  int[] draw(long seed, int size) {
    long sampleSeed = StableHash.mix(seed, PURPOSE);
    long[] hashes = new long[keyHashes.length];
    for (int row = 0; row < hashes.length; row++) {
      hashes[row] = StableHash.mix(sampleSeed, keyHashes[row]);
    }
    Comparator<Integer> order =
        Comparator.<Integer>comparingLong(row -> hashes[row]).thenComparing(keys::get);
    PriorityQueue<Integer> kept = new PriorityQueue<>(size, order.reversed());
    long largest = Long.MAX_VALUE;
    for (int row = 0; row < hashes.length; row++) {
      if (kept.size() < size || hashes[row] <= largest) {
        kept.add(row);
        if (kept.size() > size) {
          kept.remove();
        }
        largest = hashes[kept.element()];
      }
    }
    return kept.stream().mapToInt(Integer::intValue).toArray();
  }
}
