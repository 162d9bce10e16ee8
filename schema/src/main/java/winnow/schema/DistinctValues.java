// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Numbers distinct values in order of arrival: an open-addressing table over an array list. */
final class DistinctValues {
  private @Nullable Object[] values = new Object[16];
  private int[] slots = new int[32];
  private int size;
  private @Nullable Object lastValue;
  private int lastId;

  /** The id of {@code value}, new if it was not seen before. */
  int id(Object value) {
    if (value == lastValue) {
      return lastId;
    }
    int mask = slots.length - 1;
    int slot = spread(value.hashCode()) & mask;
    while (slots[slot] != 0) {
      int id = slots[slot] - 1;
      if (value.equals(values[id])) {
        return remember(value, id);
      }
      slot = (slot + 1) & mask;
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
      rehash();
      return id(value);
    }
    values[size] = value;
    slots[slot] = ++size;
    return remember(value, size - 1);
  }

  /** The text of every value, by id. */
  String[] texts() {
    String[] texts = new String[size];
    for (int i = 0; i < size; i++) {
      texts[i] = String.valueOf(values[i]);
    }
    return texts;
  }

  private int remember(Object value, int id) {
    lastValue = value;
    lastId = id;
    return id;
  }

  private void rehash() {
    slots = new int[values.length * 2];
    int mask = slots.length - 1;
    for (int id = 0; id < size; id++) {
      int slot = spread(hash(values[id])) & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = id + 1;
    }
  }

  private static int hash(@Nullable Object value) {
    return value == null ? 0 : value.hashCode();
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9e3779b9;
    return mixed ^ (mixed >>> 16);
  }
}
