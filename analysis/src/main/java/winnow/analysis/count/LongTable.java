// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.count;

import java.util.Arrays;

/** Numbers distinct longs in order of arrival: open addressing over a dense list. */
public final class LongTable {
  /** The id of no key. */
  public static final int NONE = -1;

  private static final int INITIAL = 1 << 10;

  private int[] slots = new int[2 * INITIAL];
  private long[] keys = new long[INITIAL];
  private int size;

  /** The id of {@code key}; new, and then equal to the former {@link #size}, when first seen. */
  public int add(long key) {
    int mask = slots.length - 1;
    int slot = (int) StableHash.mix(key) & mask;
    while (slots[slot] != 0) {
      int id = slots[slot] - 1;
      if (keys[id] == key) {
        return id;
      }
      slot = slot + 1 & mask;
    }
    if (size == keys.length) {
      grow();
      return add(key);
    }
    keys[size] = key;
    slots[slot] = ++size;
    return size - 1;
  }

  /**
   * The ids of {@code size} keys at once. Their places in memory are looked up before any of them
   * is needed, so that the processor fetches many at the same time.
   */
  public void addAll(long[] many, int size, int[] ids) {
    int mask = slots.length - 1;
    for (int i = 0; i < size; i++) {
      ids[i] = slots[(int) StableHash.mix(many[i]) & mask] - 1;
    }
    for (int i = 0; i < size; i++) {
      ids[i] = ids[i] != NONE && keys[ids[i]] == many[i] ? ids[i] : NONE;
    }
    for (int i = 0; i < size; i++) {
      if (ids[i] == NONE) {
        ids[i] = add(many[i]);
      }
    }
  }

  /** The id of {@code key}, {@link #NONE} when it is not here. */
  public int find(long key) {
    int mask = slots.length - 1;
    int slot = (int) StableHash.mix(key) & mask;
    while (slots[slot] != 0 && keys[slots[slot] - 1] != key) {
      slot = slot + 1 & mask;
    }
    return slots[slot] - 1;
  }

  /** Number of keys. */
  public int size() {
    return size;
  }

  /** The key with this id. */
  public long key(int id) {
    return keys[id];
  }

  /** Gives up the means to add; ids and keys stay. */
  void freeze() {
    slots = new int[0];
  }

  private void grow() {
    keys = Arrays.copyOf(keys, size * 2);
    slots = new int[keys.length * 2];
    int mask = slots.length - 1;
    for (int id = 0; id < size; id++) {
      int slot = (int) StableHash.mix(keys[id]) & mask;
      while (slots[slot] != 0) {
        slot = slot + 1 & mask;
      }
      slots[slot] = id + 1;
    }
  }
}
