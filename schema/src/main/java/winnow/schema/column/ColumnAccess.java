// SPDX-License-Identifier: Apache-2.0
package winnow.schema.column;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ObjDoubleConsumer;
import java.util.function.ObjLongConsumer;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import winnow.schema.IpAddress;
import winnow.schema.Origin;

/**
 * How a column's value is read from a record and written to its builder.
 *
 * @param <R> the kind of record
 * @param <B> its builder
 */
public sealed interface ColumnAccess<R, B> {
  /** A number that is always there. */
  record Longs<R, B>(ToLongFunction<R> get, ObjLongConsumer<B> set) implements ColumnAccess<R, B> {}

  /** A number that may be absent; read as Long or Integer, whichever the record holds. */
  record OptionalLongs<R, B>(
      Function<R, ? extends @Nullable Number> get, BiConsumer<B, @Nullable Long> set)
      implements ColumnAccess<R, B> {}

  /** A floating-point number that is always there. */
  record Doubles<R, B>(ToDoubleFunction<R> get, ObjDoubleConsumer<B> set)
      implements ColumnAccess<R, B> {}

  /** An address that may be absent. */
  record Addresses<R, B>(
      Function<R, @Nullable IpAddress> get, BiConsumer<B, @Nullable IpAddress> set)
      implements ColumnAccess<R, B> {}

  /** Text that may be absent. */
  record Texts<R, B>(Function<R, @Nullable String> get, BiConsumer<B, @Nullable String> set)
      implements ColumnAccess<R, B> {}

  /** Texts in order, none when absent. */
  record TextLists<R, B>(Function<R, List<String>> get, BiConsumer<B, List<String>> set)
      implements ColumnAccess<R, B> {}

  /** Numbers in order, none when absent. */
  record LongLists<R, B>(Function<R, List<Long>> get, BiConsumer<B, List<Long>> set)
      implements ColumnAccess<R, B> {}

  /** When the row's input was ingested: the same for all rows of an input, see {@link Origin}. */
  record IngestTime<R, B>() implements ColumnAccess<R, B> {}

  /** What the row's input is called: the same for all rows of an input, see {@link Origin}. */
  record Source<R, B>() implements ColumnAccess<R, B> {}
}
