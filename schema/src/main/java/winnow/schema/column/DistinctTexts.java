// SPDX-License-Identifier: Apache-2.0
package winnow.schema.column;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import winnow.schema.IpAddress;

/** Numbers distinct texts in order of arrival: an open-addressing table over an array list. */
final class DistinctTexts {
  private String[] texts = new String[16];
  private long[] slots = new long[32];
  private int size;

  /** A block of values under way: the work space of all columns of a batch. */
  static final class Block {
    final @Nullable String[] values;
    final @Nullable IpAddress[] addresses;
    final int[] hashes;
    final long[] entries;

    Block(int length) {
      values = new String[length];
      addresses = new IpAddress[length];
      hashes = new int[length];
      entries = new long[length];
    }
  }

  /** The id of {@code text}, new if it was not seen before. */
  int id(String text) {
    return find(text, spread(text.hashCode()));
  }

  /**
   * Sets {@code ids[at + i]} to the id of value {@code i} of {@code block}, {@link
   * TextVector#ABSENT} where there is none. Hashing, reading the table and comparing are loops of
   * their own, so that the processor waits for many reads of memory at a time.
   */
  void number(Block block, int count, int[] ids, int at) {
    @Nullable String[] values = block.values;
    int[] hashes = block.hashes;
    for (int i = 0; i < count; i++) {
      String text = values[i];
      hashes[i] = text == null ? 0 : spread(text.hashCode());
    }
    long[] entries = block.entries;
    int mask = slots.length - 1;
    for (int i = 0; i < count; i++) {
      entries[i] = slots[hashes[i] & mask];
    }
    for (int i = 0; i < count; i++) {
      String text = values[i];
      ids[at + i] = text == null ? TextVector.ABSENT : id(text, hashes[i], entries[i]);
    }
  }

  /** The texts by id. */
  String[] texts() {
    return Arrays.copyOf(texts, size);
  }

  private int id(String text, int hash, long entry) {
    int id = (int) entry - 1;
    return id >= 0 && (int) (entry >>> 32) == hash && texts[id].equals(text)
        ? id
        : find(text, hash);
  }

  private int find(String text, int hash) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0) {
      int id = (int) slots[slot] - 1;
      if ((int) (slots[slot] >>> 32) == hash && texts[id].equals(text)) {
        return id;
      }
      slot = (slot + 1) & mask;
    }
    if (2 * size == slots.length) {
      slots = rehashed(slots);
      return find(text, hash);
    }
    slots[slot] = (long) hash << 32 | (size + 1);
    return add(text);
  }

  private int add(String text) {
    if (size == texts.length) {
      texts = Arrays.copyOf(texts, 2 * size);
    }
    texts[size] = text;
    return size++;
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
