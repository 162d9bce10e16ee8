// SPDX-License-Identifier: Apache-2.0
package winnow.app.export;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.ColumnVector;
import winnow.schema.batch.DoubleVector;
import winnow.schema.batch.LongListVector;
import winnow.schema.batch.LongVector;
import winnow.schema.batch.TextListVector;
import winnow.schema.batch.TextVector;

/** A cursor over the rows of a batch, by column name. */
final class BatchRow {
  private final Map<String, ColumnVector> vectors = new HashMap<>();
  private int row;

  BatchRow(ColumnBatch batch) {
    for (int i = 0; i < batch.columns().size(); i++) {
      vectors.put(batch.columns().get(i).name(), batch.vectors().get(i));
    }
  }

  void moveTo(int newRow) {
    row = newRow;
  }

  /** The value in {@code column}; null when absent, and for empty lists. */
  @Nullable Object value(String column) {
    return switch (vector(column)) {
      case LongVector longs -> longs.isAbsent(row) ? null : (Object) longs.value(row);
      case DoubleVector doubles -> doubles.value(row);
      case TextVector texts -> texts.value(row);
      case TextListVector lists -> lists.value(row).isEmpty() ? null : lists.value(row);
      case LongListVector lists -> lists.value(row).isEmpty() ? null : lists.value(row);
    };
  }

  /** The text in {@code column}, {@code otherwise} when absent. */
  String text(String column, String otherwise) {
    Object value = value(column);
    return value == null ? otherwise : value.toString();
  }

  /** The number in {@code column}, {@code otherwise} when absent. */
  long number(String column, long otherwise) {
    return value(column) instanceof Long number ? number : otherwise;
  }

  /** The texts in {@code column}. */
  List<String> texts(String column) {
    return ((TextListVector) vector(column)).value(row);
  }

  private ColumnVector vector(String column) {
    ColumnVector vector = vectors.get(column);
    if (vector == null) {
      throw new IllegalArgumentException("no column \"" + column + "\" among " + vectors.keySet());
    }
    return vector;
  }
}
