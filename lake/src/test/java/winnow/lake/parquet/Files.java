// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
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
import winnow.schema.column.Column;
import winnow.schema.column.Table;

/** Files in memory, and batches as plain lists of values that can be compared. */
final class Files {
  private Files() {}

  static byte[] write(Table<?, ?> table, ColumnBatch... batches) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ParquetWriter writer = new ParquetWriter(bytes, table, Map.of("made", "by a test"))) {
      for (ColumnBatch batch : batches) {
        writer.write(batch);
      }
      writer.finish();
    }
    return bytes.toByteArray();
  }

  static List<String> names(Table<?, ?> table) {
    return table.columns().stream().map(Column::name).toList();
  }

  /** All values of a vector: Long, Double, String, or a list of them; null when absent. */
  static List<@Nullable Object> values(ColumnVector vector) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int row = 0; row < vector.rows(); row++) {
      values.add(
          switch (vector) {
            case LongVector longs -> longs.isAbsent(row) ? null : (Object) longs.value(row);
            case DoubleVector doubles -> doubles.value(row);
            case TextVector texts -> texts.value(row);
            case LongListVector lists -> lists.value(row);
            case TextListVector lists -> lists.value(row);
          });
    }
    return values;
  }
}
