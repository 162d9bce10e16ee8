// SPDX-License-Identifier: Apache-2.0
package winnow.decode.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes texts of bytes, and the same text again when it is still in the pool: log fields repeat. A
 * fixed number of short texts is kept, so memory is bounded. A text takes the place of another when
 * it comes for the second time, so that texts that come but once cost little.
 */
public final class TextPool {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MULTIPLIER = 0x9e37_79b9_7f4a_7c15L;
  private static final int SLOT_BITS = 9;
  private static final int MAX_BYTES = 48;

  private final int maxBytes;
  private final long[] hashes = new long[1 << SLOT_BITS];
  private final int[] refused = new int[1 << SLOT_BITS];
  private final byte[][] keys = new byte[1 << SLOT_BITS][];
  private final @Nullable String[] texts = new String[1 << SLOT_BITS];

  /** A pool of texts of up to 48 bytes. */
  public TextPool() {
    this(MAX_BYTES);
  }

  /** A pool of texts of up to {@code maxBytes}. */
  public TextPool(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** The text of {@code bytes[from, to)}, see {@link Utf8}. */
  public String text(byte[] bytes, int from, int to) {
    if (to - from > maxBytes) {
      return Utf8.decode(bytes, from, to);
    }
    long hash = hash(bytes, from, to);
    int slot = (int) (hash >>> (Long.SIZE - SLOT_BITS));
    String kept = texts[slot];
    if (kept != null
        && hashes[slot] == hash
        && Arrays.equals(keys[slot], 0, keys[slot].length, bytes, from, to)) {
      return kept;
    }
    String fresh = Utf8.decode(bytes, from, to);
    if (kept != null && refused[slot] != (int) hash) {
      refused[slot] = (int) hash;
      return fresh;
    }
    hashes[slot] = hash;
    keys[slot] = Arrays.copyOfRange(bytes, from, to);
    texts[slot] = fresh;
    return fresh;
  }

  /** The text of {@code slice}. */
  public String text(Slice slice) {
    return text(slice.bytes(), slice.start(), slice.end());
  }

  /** {@code text} as a text. */
  public String text(CharSequence text) {
    if (text.length() > maxBytes) {
      return text.toString();
    }
    int hash = text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = 31 * hash + text.charAt(i);
    }
    int slot = hash * 0x9e37_79b9 >>> (Integer.SIZE - SLOT_BITS);
    String kept = texts[slot];
    if (kept != null && kept.contentEquals(text)) {
      return kept;
    }
    String fresh = text.toString();
    keys[slot] = fresh.getBytes(StandardCharsets.UTF_8);
    hashes[slot] = hash(keys[slot], 0, keys[slot].length);
    texts[slot] = fresh;
    return fresh;
  }

  /** Of all bytes; the last eight are read as one even where that reads some twice. */
  private static long hash(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length < Long.BYTES) {
      return mixed(length, shortText(bytes, from, length));
    }
    long hash = length;
    for (int at = from; at < to - Long.BYTES; at += Long.BYTES) {
      hash = mixed(hash, (long) LONGS.get(bytes, at));
    }
    return mixed(hash, (long) LONGS.get(bytes, to - Long.BYTES));
  }

  /** All of up to seven bytes. */
  private static long shortText(byte[] bytes, int from, int length) {
    if (length >= Integer.BYTES) {
      long first = (int) INTS.get(bytes, from);
      long last = (int) INTS.get(bytes, from + length - Integer.BYTES);
      return first << Integer.SIZE | (last & 0xffff_ffffL);
    }
    if (length == 0) {
      return 0;
    }
    return bytes[from] << 16
        | (bytes[from + length / 2] & 0xff) << 8
        | bytes[from + length - 1] & 0xff;
  }

  private static long mixed(long hash, long value) {
    long mixed = (hash ^ value) * MULTIPLIER;
    return mixed ^ mixed >>> 32;
  }
}
