// SPDX-License-Identifier: Apache-2.0
package winnow.schema.batch;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one column of a block of records, an accessor in a loop.
 *
 * <p>The JVM learns by class which accessors a loop calls. In a class for all columns every value
 * is a call; in a class for one column its accessor becomes part of the compiled loop. Hence a
 * class for each class of accessors, all of the same code.
 */
interface BlockReader {
  /** Puts the values of {@code records[0, count)} into {@code values}. */
  <R> void longs(ToLongFunction<R> get, R[] records, int count, long[] values);

  /**
   * Puts the values of {@code records[0, count)} into {@code values}, 0 for those that are absent,
   * and the set of those that are there into {@code present}.
   *
   * @return whether any is there
   */
  <R> boolean numbers(
      Function<R, ? extends @Nullable Number> get,
      R[] records,
      int count,
      long[] values,
      long[] present);

  /**
   * Puts the values of {@code records[0, count)} into {@code values}.
   *
   * @return whether any is not null
   */
  <R, T> boolean objects(
      Function<R, ? extends @Nullable T> get, R[] records, int count, @Nullable T[] values);

  /** The reader for {@code accessor}, and for others of its class only. */
  static BlockReader of(Object accessor) {
    return OF_CLASS.get(accessor.getClass());
  }

  /** The readers by class of accessor; each is of a hidden class (JEP 371) with the same code. */
  ClassValue<BlockReader> OF_CLASS =
      new ClassValue<>() {
        @Override
        protected BlockReader computeValue(Class<?> accessor) {
          try (InputStream code = BlockReader.class.getResourceAsStream("BlockLoops.class")) {
            if (code == null) {
              throw new IllegalStateException("the code of " + BlockLoops.class + " is missing");
            }
            return (BlockReader)
                MethodHandles.lookup()
                    .defineHiddenClass(code.readAllBytes(), true)
                    .lookupClass()
                    .getDeclaredConstructor()
                    .newInstance();
          } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException(
                "no copy of " + BlockLoops.class + " for " + accessor, e);
          }
        }
      };
}
