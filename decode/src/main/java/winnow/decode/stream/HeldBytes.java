// SPDX-License-Identifier: Apache-2.0
package winnow.decode.stream;

import java.util.Arrays;

/** Bytes that wait for those that follow them. */
public final class HeldBytes {
  private static final byte[] NOTHING = new byte[0];

  private byte[] bytes = NOTHING;
  private int length;

  /** The array that holds them, from index 0; valid until the next change. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many there are. */
  public int length() {
    return length;
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return length == 0;
  }

  /** Appends {@code more[from, to)}. */
  public void append(byte[] more, int from, int to) {
    int needed = length + to - from;
    if (bytes.length < needed) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
    }
    System.arraycopy(more, from, bytes, length, to - from);
    length = needed;
  }

  /** Drops the first {@code count}. */
  public void drop(int count) {
    System.arraycopy(bytes, count, bytes, 0, length - count);
    length -= count;
    if (length == 0) {
      bytes = NOTHING;
    }
  }

  /** Drops all. */
  public void clear() {
    bytes = NOTHING;
    length = 0;
  }
}
