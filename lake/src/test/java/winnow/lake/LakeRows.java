// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import winnow.schema.batch.ColumnVector;
import winnow.schema.batch.DoubleVector;
import winnow.schema.batch.LongListVector;
import winnow.schema.batch.LongVector;
import winnow.schema.batch.TextListVector;
import winnow.schema.batch.TextVector;
import winnow.schema.column.Table;

/** Rows of a lake, read by scans. */
final class LakeRows {
  private LakeRows() {}

  /** Octets of the flows of a scan, in order. */
  static List<Long> octets(Lake lake, ScanRequest request) {
    List<Long> octets = new ArrayList<>();
    for (ScanTask task : lake.scan(request.select(List.of("octets"))).tasks()) {
      task.read(batch -> {
        assertThat(batch.rows()).isPositive();
        for (int row = 0; row < batch.rows(); row++) {
          octets.add(batch.longs("octets").value(row));
        }
      });
    }
    return octets;
  }

  /** How many rows a table has. */
  static long rows(Lake lake, Table<?, ?> table) {
    long[] rows = {0};
    for (ScanTask task : lake.scan(ScanRequest.of(table)).tasks()) {
      task.read(batch -> rows[0] += batch.rows());
    }
    return rows[0];
  }

  /** All rows as text, in order. */
  static List<String> text(Lake lake, Table<?, ?> table) {
    List<String> rows = new ArrayList<>();
    for (ScanTask task : lake.scan(ScanRequest.of(table)).tasks()) {
      task.read(batch -> {
        for (int row = 0; row < batch.rows(); row++) {
          StringBuilder text = new StringBuilder();
          for (ColumnVector vector : batch.vectors()) {
            text.append(
                    switch (vector) {
                      case LongVector v -> v.isAbsent(row) ? null : Long.valueOf(v.value(row));
                      case DoubleVector v -> v.value(row);
                      case TextVector v -> v.value(row);
                      case LongListVector v -> v.value(row);
                      case TextListVector v -> v.value(row);
                    })
                .append('|');
          }
          rows.add(text.toString());
        }
      });
    }
    return rows;
  }
}
