// SPDX-License-Identifier: Apache-2.0
package winnow.decode.text;

import org.jspecify.annotations.Nullable;

/**
 * Makes texts of bytes, and the same text again when it is still in the pool: log fields repeat. A
 * fixed number of short ASCII texts is kept, so memory is bounded.
 */
public final class TextPool {
  private static final int SLOTS = 4096;
  private static final int MAX_BYTES = 48;

  private final @Nullable String[] slots = new String[SLOTS];

  /** The text of {@code bytes[from, to)}, see {@link Utf8}. */
  public String text(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length > MAX_BYTES) {
      return Utf8.decode(bytes, from, to);
    }
    int hash = length;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    int slot = (hash * 0x9e3779b9) >>> 20;
    String kept = slots[slot];
    if (kept != null && isSame(kept, bytes, from, length)) {
      return kept;
    }
    String fresh = Utf8.decode(bytes, from, to);
    slots[slot] = fresh;
    return fresh;
  }

  /** The text of {@code slice}. */
  public String text(Slice slice) {
    return text(slice.bytes(), slice.start(), slice.end());
  }

  private static boolean isSame(String kept, byte[] bytes, int from, int length) {
    if (kept.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (kept.charAt(i) != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }
}
