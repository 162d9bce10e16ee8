// SPDX-License-Identifier: Apache-2.0
package winnow.decode.nfcapd;

import java.util.Arrays;
import java.util.function.ToLongFunction;

/** A decompressed block as it grows; reused block after block. */
final class BlockOutput {
  private final int limit;
  private byte[] bytes = new byte[64];
  private int size;

  /** Holds up to {@code limit} bytes. */
  BlockOutput(int limit) {
    this.limit = limit;
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  /** Appends bytes of another array; false when there is no room for them. */
  boolean literals(byte[] from, int at, int count) {
    if (!hasRoom(count)) {
      return false;
    }
    System.arraycopy(from, at, bytes, size, count);
    size += count;
    return true;
  }

  /**
   * Appends bytes that are already here, which may run into those that are being appended.
   *
   * @param distance how far back they start
   * @return false when that is before the start, or there is no room
   */
  boolean match(int distance, int count) {
    if (distance <= 0 || distance > size || !hasRoom(count)) {
      return false;
    }
    int from = size - distance;
    if (distance >= count) {
      System.arraycopy(bytes, from, bytes, size, count);
    } else {
      for (int i = 0; i < count; i++) {
        bytes[size + i] = bytes[from + i];
      }
    }
    size += count;
    return true;
  }

  /**
   * Makes what a decompressor of another kind writes the content, in place of what was here.
   *
   * @param length how much it says it will write
   * @param writer writes into an array of at least that length; returns how much it wrote, negative
   *     when it failed
   * @return false when there is no room, or it failed
   */
  boolean replace(long length, ToLongFunction<byte[]> writer) {
    size = 0;
    if (length < 0 || length > limit || !hasRoom((int) length)) {
      return false;
    }
    long written = writer.applyAsLong(bytes);
    size = (int) Math.max(0, Math.min(written, bytes.length));
    return written >= 0;
  }

  private boolean hasRoom(int count) {
    int needed = size + count;
    if (needed <= bytes.length) {
      return needed >= 0;
    }
    if (needed > limit) {
      return false;
    }
    bytes = Arrays.copyOf(bytes, Math.min(limit, Math.max(needed, bytes.length * 2)));
    return true;
  }
}
