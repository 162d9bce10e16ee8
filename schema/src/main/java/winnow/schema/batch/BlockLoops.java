// SPDX-License-Identifier: Apache-2.0
package winnow.schema.batch;

import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The code of all block readers. It has no state, and no other class of its own. */
final class BlockLoops implements BlockReader {
  @Override
  public <R> void longs(ToLongFunction<R> get, R[] records, int count, long[] values) {
    for (int i = 0; i < count; i++) {
      values[i] = get.applyAsLong(records[i]);
    }
  }

  @Override
  public <R> boolean numbers(
      Function<R, ? extends @Nullable Number> get,
      R[] records,
      int count,
      long[] values,
      long[] present) {
    long any = 0;
    long word = 0;
    for (int i = 0; i < count; i++) {
      Number value = get.apply(records[i]);
      long bit = value == null ? 0 : 1L << i;
      values[i] = value == null ? 0 : value.longValue();
      word = (i & 63) == 0 ? bit : word | bit;
      present[i >> 6] = word;
      any |= bit;
    }
    return any != 0;
  }

  @Override
  public <R, T> boolean objects(
      Function<R, ? extends @Nullable T> get, R[] records, int count, @Nullable T[] values) {
    boolean any = false;
    for (int i = 0; i < count; i++) {
      T value = get.apply(records[i]);
      values[i] = value;
      any |= value != null;
    }
    return any;
  }
}
