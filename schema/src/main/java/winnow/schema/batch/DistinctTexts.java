// SPDX-License-Identifier: Apache-2.0
package winnow.schema.batch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import winnow.schema.IpAddress;

/**
 * Numbers distinct texts in order of arrival: an open-addressing table over their bytes in UTF-8,
 * which lie one after the other. It keeps few of the strings themselves, so that most live no
 * longer than their record: those that came more than once, as they may come as the same object.
 */
final class DistinctTexts {
  private static final int UNKNOWN = -2;
  private static final int MAX_RECENT = 1024;

  private byte[] bytes = new byte[64];
  private int[] offsets = new int[17];
  private long[] slots = new long[32];
  private @Nullable String[] recent = new String[16];
  private int[] recentIds = new int[16];
  private int size;

  /** A block of values under way: the work space of all columns of a batch. */
  static final class Block {
    final @Nullable String[] values;
    final @Nullable IpAddress[] addresses;
    final int[] hashes;
    final long[] entries;
    final long[] longs;
    final long[] present;

    Block(int length) {
      values = new String[length];
      addresses = new IpAddress[length];
      hashes = new int[length];
      entries = new long[length];
      longs = new long[length];
      present = new long[(length + 63) >> 6];
    }
  }

  /** The id of {@code text}, new if it was not seen before. */
  int id(String text) {
    int hash = spread(text.hashCode());
    int id = recent(text, hash);
    return id == UNKNOWN ? id(text, hash, slots[hash & (slots.length - 1)]) : id;
  }

  /**
   * Sets {@code ids[at + i]} to the id of value {@code i} of {@code block}, {@link
   * TextVector#ABSENT} where there is none. Hashing, reading the table and comparing are loops of
   * their own, so that the processor waits for many reads of memory at a time.
   */
  void number(Block block, int count, int[] ids, int at) {
    @Nullable String[] values = block.values;
    int[] hashes = block.hashes;
    boolean allKnown = true;
    for (int i = 0; i < count; i++) {
      String text = values[i];
      hashes[i] = text == null ? 0 : spread(text.hashCode());
      int id = text == null ? TextVector.ABSENT : recent(text, hashes[i]);
      allKnown &= id != UNKNOWN;
      ids[at + i] = id;
    }
    if (!allKnown) {
      look(block, count, ids, at);
    }
  }

  /** Sets those of {@code ids[at, at + count)} that are not known yet. */
  private void look(Block block, int count, int[] ids, int at) {
    int[] hashes = block.hashes;
    long[] entries = block.entries;
    int mask = slots.length - 1;
    for (int i = 0; i < count; i++) {
      entries[i] = slots[hashes[i] & mask];
    }
    for (int i = 0; i < count; i++) {
      String text = block.values[i];
      if (text != null && ids[at + i] == UNKNOWN) {
        ids[at + i] = id(text, hashes[i], entries[i]);
      }
    }
  }

  /** How many bytes the texts have. */
  int bytes() {
    return offsets[size];
  }

  /** The texts by id. */
  TextVector.Dictionary texts() {
    return new TextVector.Dictionary(
        new TextVector.Dictionary.Utf8(bytes, Arrays.copyOf(offsets, size + 1)));
  }

  private int recent(String text, int hash) {
    int place = hash & (recent.length - 1);
    return recent[place] == text ? recentIds[place] : UNKNOWN;
  }

  /** The id of {@code text}, for which the table had {@code entry} lately. */
  private int id(String text, int hash, long entry) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int id = isText(entry, hash, utf8) ? (int) entry - 1 : find(utf8, hash);
    if (id < size) {
      int place = hash & (recent.length - 1);
      recent[place] = text;
      recentIds[place] = id;
      return id;
    }
    add(utf8);
    return id;
  }

  /** The id of {@code utf8}; if it is new, the next one, which is in the table then. */
  private int find(byte[] utf8, int hash) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0) {
      if (isText(slots[slot], hash, utf8)) {
        return (int) slots[slot] - 1;
      }
      slot = (slot + 1) & mask;
    }
    if (2 * size == slots.length) {
      slots = rehashed(slots);
      recent = new String[Math.min(MAX_RECENT, slots.length / 2)];
      recentIds = new int[recent.length];
      return find(utf8, hash);
    }
    slots[slot] = (long) hash << 32 | (size + 1);
    return size;
  }

  private boolean isText(long entry, int hash, byte[] utf8) {
    int id = (int) entry - 1;
    return id >= 0
        && (int) (entry >>> 32) == hash
        && Arrays.equals(bytes, offsets[id], offsets[id + 1], utf8, 0, utf8.length);
  }

  private void add(byte[] utf8) {
    int start = offsets[size];
    int end = Math.addExact(start, utf8.length);
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, TextVector.Dictionary.grown(end, bytes.length));
    }
    System.arraycopy(utf8, 0, bytes, start, utf8.length);
    size++;
    if (size == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * size);
    }
    offsets[size] = end;
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
