// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.host;

import winnow.analysis.count.LongTable;

/** A set of pairs of ints, each numbered from 0 in order of arrival. */
final class DistinctKeys {
  private final LongTable keys = new LongTable();

  /** The number of a pair; equal to the former {@link #size} when the pair is new. */
  int number(int first, int second) {
    return keys.add((long) first << Integer.SIZE | second & 0xffff_ffffL);
  }

  /** Adds a pair; whether it is new. */
  boolean add(int first, int second) {
    int before = keys.size();
    return number(first, second) == before;
  }

  int size() {
    return keys.size();
  }

  int first(int number) {
    return (int) (keys.key(number) >>> Integer.SIZE);
  }

  int second(int number) {
    return (int) keys.key(number);
  }
}
