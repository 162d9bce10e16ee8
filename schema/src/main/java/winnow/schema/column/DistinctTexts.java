// SPDX-License-Identifier: Apache-2.0
package winnow.schema.column;

import java.util.Arrays;

/** Numbers distinct texts in order of arrival: an open-addressing table over an array list. */
final class DistinctTexts {
  private String[] texts = new String[16];
  private long[] slots = new long[32];
  private int size;
  private String lastText = "";
  private int lastId = -1;

  /** The id of {@code text}, new if it was not seen before. */
  int id(String text) {
    if (text == lastText && lastId >= 0) {
      return lastId;
    }
    int hash = spread(text.hashCode());
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0) {
      int id = (int) slots[slot] - 1;
      if ((int) (slots[slot] >>> 32) == hash && texts[id].equals(text)) {
        return remember(text, id);
      }
      slot = (slot + 1) & mask;
    }
    slots[slot] = (long) hash << 32 | (size + 1);
    if (size == texts.length) {
      texts = Arrays.copyOf(texts, 2 * size);
      slots = rehashed(slots);
    }
    texts[size] = text;
    return remember(text, size++);
  }

  /** The texts by id. */
  String[] texts() {
    return Arrays.copyOf(texts, size);
  }

  private int remember(String text, int id) {
    lastText = text;
    lastId = id;
    return id;
  }

  /** A table of twice as many slots, each the hash of a value and its id plus 1. */
  static long[] rehashed(long[] slots) {
    long[] more = new long[2 * slots.length];
    for (long entry : slots) {
      if (entry != 0) {
        int slot = (int) (entry >>> 32) & (more.length - 1);
        while (more[slot] != 0) {
          slot = (slot + 1) & (more.length - 1);
        }
        more[slot] = entry;
      }
    }
    return more;
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9e3779b9;
    return mixed ^ (mixed >>> 16);
  }
}
