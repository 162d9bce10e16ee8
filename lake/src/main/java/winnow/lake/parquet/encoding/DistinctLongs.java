// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet.encoding;

import java.util.Arrays;

/** Numbers the distinct integers of a column, as long as a dictionary of them pays. */
public final class DistinctLongs {
  private static final int FIRST_SLOTS = 1 << 12;

  private int[] ids = {};
  private long[] values = new long[1024];
  private int size;

  private int[] idBySlot = new int[FIRST_SLOTS];
  private int[] idByOffset = {};

  /** The id of each number, after {@link #number} returned true. */
  public int[] ids() {
    return ids;
  }

  /** Number of distinct integers. */
  public int size() {
    return size;
  }

  /** The integer with {@code id}. */
  public long value(int id) {
    return values[id];
  }

  /**
   * Numbers {@code numbers[0, count)}.
   *
   * @param min the smallest of them
   * @param max the largest
   * @param budgetBits what the other way of storing them takes
   * @param entryBits what a dictionary entry takes
   * @return false, and ids are useless, when dictionary and ids would take more
   */
  public boolean number(
      long[] numbers, int count, long min, long max, long budgetBits, int entryBits) {
    size = 0;
    if (ids.length < count) {
      ids = new int[count];
    }
    long span = max - min;
    boolean counted =
        span >= 0 && span < Math.max(256, Math.min(1 << 17, 2L * count))
            ? byOffset(numbers, count, min, (int) span + 1, budgetBits / entryBits)
            : byHash(numbers, count, budgetBits / entryBits);
    return counted
        && (long) size * entryBits + (long) count * BitPacking.width(size - 1) <= budgetBits;
  }

  private boolean byOffset(long[] numbers, int count, long min, int span, long limit) {
    if (idByOffset.length < span) {
      idByOffset = new int[span];
    }
    Arrays.fill(idByOffset, 0, span, 0);
    for (int i = 0; i < count; i++) {
      idByOffset[(int) (numbers[i] - min)] = 1;
    }
    for (int offset = 0; offset < span; offset++) {
      if (idByOffset[offset] != 0) {
        if (size > limit) {
          return false;
        }
        idByOffset[offset] = add(min + offset);
      }
    }
    for (int i = 0; i < count; i++) {
      ids[i] = idByOffset[(int) (numbers[i] - min)];
    }
    return true;
  }

  private boolean byHash(long[] numbers, int count, long limit) {
    Arrays.fill(idBySlot, 0);
    for (int i = 0; i < count; i++) {
      long number = numbers[i];
      int slot = slot(number);
      while (idBySlot[slot] != 0 && values[idBySlot[slot] - 1] != number) {
        slot = (slot + 1) & (idBySlot.length - 1);
      }
      int id = idBySlot[slot] - 1;
      if (id < 0) {
        if (size >= limit) {
          return false;
        }
        id = add(number);
        idBySlot[slot] = id + 1;
        if (2 * size > idBySlot.length) {
          rehash();
        }
      }
      ids[i] = id;
    }
    return true;
  }

  private int add(long number) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size] = number;
    return size++;
  }

  private void rehash() {
    idBySlot = new int[4 * idBySlot.length];
    for (int id = 0; id < size; id++) {
      int slot = slot(values[id]);
      while (idBySlot[slot] != 0) {
        slot = (slot + 1) & (idBySlot.length - 1);
      }
      idBySlot[slot] = id + 1;
    }
  }

  private int slot(long number) {
    long mixed = number * 0x9e3779b97f4a7c15L;
    return (int) (mixed >>> 32 ^ mixed >>> 52) & (idBySlot.length - 1);
  }
}
