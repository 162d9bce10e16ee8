// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

import java.util.Arrays;

/**
 * Places the ids met while counting, which depend on arrival, in an order that does not: the order
 * of the rows of a {@link Corpus}. Keys are 64-bit names of documents or words (a packed code, or a
 * hash of a longer name); they, not the positions, seed the random start of training.
 */
public final class CanonicalOrder {
  private final long[] keysById;
  private final int[] positionOfId;

  private CanonicalOrder(long[] keysById, int[] positionOfId) {
    this.keysById = keysById;
    this.positionOfId = positionOfId;
  }

  /** Ids are positions already: id {@code i} has key {@code keys[i]}. Keys need not be distinct. */
  public static CanonicalOrder asGiven(long[] keys) {
    int[] identity = new int[keys.length];
    Arrays.setAll(identity, id -> id);
    return new CanonicalOrder(keys, identity);
  }

  /**
   * Positions decided by the caller, for example by a full address of which the key is only a hash.
   *
   * @param keysById the key of each id
   * @param positionOfId the position of each id, a permutation
   */
  public static CanonicalOrder of(long[] keysById, int[] positionOfId) {
    if (keysById.length != positionOfId.length) {
      throw new IllegalArgumentException(
          "%d keys but %d positions".formatted(keysById.length, positionOfId.length));
    }
    boolean[] taken = new boolean[positionOfId.length];
    for (int id = 0; id < positionOfId.length; id++) {
      int position = positionOfId[id];
      if (position < 0 || position >= taken.length || taken[position]) {
        throw new IllegalArgumentException(
            "position %d of id %d is taken or outside 0..%d"
                .formatted(position, id, taken.length - 1));
      }
      taken[position] = true;
    }
    return new CanonicalOrder(keysById, positionOfId);
  }

  /** Ascending (signed) keys, which must be distinct. */
  public static CanonicalOrder ascending(long[] keysById) {
    long[] sorted = keysById.clone();
    Arrays.sort(sorted);
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] == sorted[i - 1]) {
        throw new IllegalArgumentException("two ids share the key 0x%016x".formatted(sorted[i]));
      }
    }
    int[] positions = new int[keysById.length];
    Arrays.setAll(positions, id -> Arrays.binarySearch(sorted, keysById[id]));
    return new CanonicalOrder(keysById, positions);
  }

  /** How many ids there are. */
  public int size() {
    return keysById.length;
  }

  int position(int id) {
    return positionOfId[id];
  }

  long[] keysByPosition() {
    long[] keys = new long[keysById.length];
    for (int id = 0; id < keys.length; id++) {
      keys[positionOfId[id]] = keysById[id];
    }
    return keys;
  }
}
