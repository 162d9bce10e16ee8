// SPDX-License-Identifier: Apache-2.0
package winnow.decode.event;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.decode.text.Escapes;
import winnow.decode.text.Slice;
import winnow.decode.text.TextPool;

/**
 * The values of one event whose keys mean something, where they lie in the line. The first value of
 * a key that is set counts. Holds one event at a time.
 */
final class Event {
  private static final int MAX_POOLED_BYTES = 256;
  private static final int MAX_KEY_BYTES = 48;

  private final Map<String, EventKey> keys;
  private final TextPool pool = new TextPool(MAX_POOLED_BYTES);
  private final Slice slice = new Slice();
  private final Escapes.Scratch scratch = new Escapes.Scratch();
  private final Escapes escapes;
  private final int[] starts = new int[EventKey.COUNT];
  private final int[] ends = new int[EventKey.COUNT];
  private byte[] bytes = new byte[0];
  private @Nullable String vendor;
  private @Nullable String product;

  /** Events whose keys mean what {@code keys} says. */
  Event(Map<String, EventKey> keys, Escapes escapes) {
    this.keys = keys;
    this.escapes = escapes;
  }

  /** Begins an event of {@code line}. */
  void begin(Slice line) {
    bytes = line.bytes();
    Arrays.fill(ends, -1);
    vendor = null;
    product = null;
  }

  /** Sets who made the device. */
  void device(String madeBy, String called) {
    vendor = madeBy;
    product = called;
  }

  @Nullable String vendor() {
    return vendor;
  }

  @Nullable String product() {
    return product;
  }

  /** Adds the value {@code [from, to)} of the key {@code [keyFrom, keyTo)}. */
  void put(int keyFrom, int keyTo, int from, int to) {
    if (to <= from || keyTo - keyFrom > MAX_KEY_BYTES) {
      return;
    }
    EventKey key = keys.get(pool.text(bytes, keyFrom, keyTo));
    if (key != null) {
      put(key, from, to);
    }
  }

  /** Adds a value, unless there is one. */
  void put(EventKey key, int from, int to) {
    if (ends[key.ordinal()] < 0) {
      starts[key.ordinal()] = from;
      ends[key.ordinal()] = to;
    }
  }

  /** Gives each of two keys the value of the other. */
  void swap(EventKey one, EventKey other) {
    int start = starts[one.ordinal()];
    int end = ends[one.ordinal()];
    starts[one.ordinal()] = starts[other.ordinal()];
    ends[one.ordinal()] = ends[other.ordinal()];
    starts[other.ordinal()] = start;
    ends[other.ordinal()] = end;
  }

  boolean has(EventKey key) {
    return ends[key.ordinal()] >= 0;
  }

  /** The value of {@code key}, its escapes undone, null when there is none; until the next call. */
  @Nullable Slice find(EventKey key) {
    return has(key)
        ? escapes.undo(slice.over(bytes, starts[key.ordinal()], ends[key.ordinal()]), scratch)
        : null;
  }

  /** The text of {@code key}, null when there is none. */
  @Nullable String text(EventKey key) {
    Slice value = find(key);
    return value == null ? null : pool.text(value);
  }

  /** The text of a key whose value is mostly another in every event. */
  @Nullable String freshText(EventKey key) {
    Slice value = find(key);
    return value == null ? null : value.toString();
  }

  /** The pool that texts of events come from. */
  TextPool pool() {
    return pool;
  }
}
