// SPDX-License-Identifier: Apache-2.0
package winnow.synth.emit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import winnow.synth.traffic.Day;

/**
 * Puts things of one day into the order of their times. Things wait in buckets of 15 seconds; a
 * bucket is sorted once nothing can come before its end. Equal times keep the order of arrival.
 */
final class TimeBuckets<T> {
  private static final long BUCKET_MICROS = 15_000_000;
  private static final int INDEX_BITS = 32;

  private final long startMicros;
  private final List<Bucket<T>> buckets = new ArrayList<>();
  private int drained;

  TimeBuckets(Day day) {
    startMicros = day.startMicros();
    for (long at = 0; at < Day.MICROS; at += BUCKET_MICROS) {
      buckets.add(new Bucket<>());
    }
  }

  void add(long timeMicros, T item) {
    long offset = timeMicros - startMicros;
    int index = (int) (offset / BUCKET_MICROS);
    if (index < drained || index >= buckets.size()) {
      throw new IllegalArgumentException(
          "time %d is outside what is open: %d to %d"
              .formatted(
                  timeMicros, startMicros + drained * BUCKET_MICROS, startMicros + Day.MICROS));
    }
    buckets.get(index).add(offset % BUCKET_MICROS, item);
  }

  /** Hands over all things before a time; it is rounded down to a bucket. */
  void drain(long untilMicros, Consumer<T> consumer) {
    int until = (int) ((untilMicros - startMicros) / BUCKET_MICROS);
    for (; drained < until; drained++) {
      buckets.set(drained, buckets.get(drained).sorted(consumer));
    }
  }

  private static final class Bucket<T> {
    private long[] keys = new long[0];
    private final List<T> items = new ArrayList<>(0);

    void add(long offset, T item) {
      if (items.size() == keys.length) {
        keys = Arrays.copyOf(keys, Math.max(16, 2 * keys.length));
      }
      keys[items.size()] = offset << INDEX_BITS | items.size();
      items.add(item);
    }

    /** Hands over all things and returns an empty bucket. */
    Bucket<T> sorted(Consumer<T> consumer) {
      Arrays.sort(keys, 0, items.size());
      for (int i = 0; i < items.size(); i++) {
        consumer.accept(items.get((int) keys[i]));
      }
      return new Bucket<>();
    }
  }
}
