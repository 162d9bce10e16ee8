// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.host;

import java.util.Arrays;
import winnow.analysis.count.LongTable;

/** A set of pairs of ints, each numbered from 0 in order of arrival, with an amount. */
final class DistinctKeys {
  private final LongTable keys = new LongTable();
  private long[] amounts = {};

  /** The number of a pair; equal to the former {@link #size} when the pair is new. */
  int number(int first, int second) {
    return keys.add((long) first << Integer.SIZE | second & 0xffff_ffffL);
  }

  /** Adds a pair; whether it is new. */
  boolean add(int first, int second) {
    int before = keys.size();
    return number(first, second) == before;
  }

  /** Adds to the amount of a pair. */
  void add(int first, int second, long amount) {
    int number = number(first, second);
    if (number >= amounts.length) {
      amounts = Arrays.copyOf(amounts, Math.max(64, 2 * (number + 1)));
    }
    amounts[number] += amount;
  }

  long amount(int number) {
    return number < amounts.length ? amounts[number] : 0;
  }

  boolean contains(int first, int second) {
    return find(first, second) != LongTable.NONE;
  }

  /** The amount of a pair; 0 when it is not here. */
  long amountOf(int first, int second) {
    int number = find(first, second);
    return number == LongTable.NONE ? 0 : amount(number);
  }

  private int find(int first, int second) {
    return keys.find((long) first << Integer.SIZE | second & 0xffff_ffffL);
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
