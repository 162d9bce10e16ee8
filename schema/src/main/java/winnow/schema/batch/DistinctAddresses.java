// SPDX-License-Identifier: Apache-2.0
package winnow.schema.batch;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import winnow.schema.IpAddress;

/**
 * Numbers distinct addresses in order of arrival: an open-addressing table over their bits, which
 * keeps no address object.
 */
final class DistinctAddresses {
  private long[] bits = new long[32];
  private long[] slots = new long[32];
  private int size;

  /** The id of {@code address}, new if it was not seen before. */
  int id(IpAddress address) {
    return find(address.high(), address.low(), address.hashCode());
  }

  /**
   * Sets {@code ids[at + i]} to the id of {@code addresses[i]}, {@link TextVector#ABSENT} where
   * there is none; in loops as {@link DistinctTexts#number} is.
   */
  void number(
      @Nullable IpAddress[] addresses, DistinctTexts.Block block, int count, int[] ids, int at) {
    int[] hashes = block.hashes;
    for (int i = 0; i < count; i++) {
      IpAddress address = addresses[i];
      hashes[i] = address == null ? 0 : address.hashCode();
    }
    long[] entries = block.entries;
    int mask = slots.length - 1;
    for (int i = 0; i < count; i++) {
      entries[i] = slots[hashes[i] & mask];
    }
    for (int i = 0; i < count; i++) {
      IpAddress address = addresses[i];
      ids[at + i] = address == null ? TextVector.ABSENT : id(address, hashes[i], entries[i]);
    }
  }

  private int id(IpAddress address, int hash, long entry) {
    int id = (int) entry - 1;
    long high = address.high();
    long low = address.low();
    return id >= 0 && bits[2 * id + 1] == low && bits[2 * id] == high ? id : find(high, low, hash);
  }

  private int find(long high, long low, int hash) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0) {
      int id = (int) slots[slot] - 1;
      if (bits[2 * id + 1] == low && bits[2 * id] == high) {
        return id;
      }
      slot = (slot + 1) & mask;
    }
    slots[slot] = (long) hash << 32 | (size + 1);
    if (2 * size == bits.length) {
      bits = Arrays.copyOf(bits, 2 * bits.length);
      slots = DistinctTexts.rehashed(slots);
    }
    bits[2 * size] = high;
    bits[2 * size + 1] = low;
    return size++;
  }

  /** The text of every address, by id. */
  TextVector.Dictionary texts() {
    byte[] texts = new byte[IpAddress.MAX_TEXT_LENGTH * size];
    int[] offsets = new int[size + 1];
    for (int id = 0; id < size; id++) {
      offsets[id + 1] = new IpAddress(bits[2 * id], bits[2 * id + 1]).putText(texts, offsets[id]);
    }
    return new TextVector.Dictionary(new TextVector.Dictionary.Utf8(texts, offsets));
  }
}
