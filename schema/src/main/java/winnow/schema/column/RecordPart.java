// SPDX-License-Identifier: Apache-2.0
package winnow.schema.column;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a record that alone decides the values of some columns: records that share the part
 * have equal values there. Columns of a part that many records share, or lack, cost next to
 * nothing.
 *
 * @param get the part of a record, null when it has none
 * @param firstColumn id of the first column that it decides
 * @param lastColumn id of the last one
 * @param <R> the kind of record
 */
public record RecordPart<R>(Function<R, @Nullable Object> get, int firstColumn, int lastColumn) {
  /** Whether it decides the values of {@code column}. */
  public boolean decides(Column<R, ?> column) {
    return column.id() >= firstColumn && column.id() <= lastColumn;
  }

  /** Whether {@code records[0, count)} share one part, or all have none. */
  public boolean isShared(R[] records, int count) {
    Object first = get.apply(records[0]);
    for (int i = 1; i < count; i++) {
      if (get.apply(records[i]) != first) {
        return false;
      }
    }
    return true;
  }
}
