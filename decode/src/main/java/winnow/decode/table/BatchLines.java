// SPDX-License-Identifier: Apache-2.0
package winnow.decode.table;

import java.io.IOException;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.ColumnVector;
import winnow.schema.batch.DoubleVector;
import winnow.schema.batch.LongListVector;
import winnow.schema.batch.LongVector;
import winnow.schema.batch.TextListVector;
import winnow.schema.batch.TextVector;
import winnow.schema.column.Column;

/** Writes the rows of batches as lines, with the columns that each batch has. */
final class BatchLines {
  private final CellForm form;
  private final StringBuilder line = new StringBuilder(512);

  BatchLines(CellForm form) {
    this.form = form;
  }

  void append(ColumnBatch batch, Appendable out) throws IOException {
    for (int row = 0; row < batch.rows(); row++) {
      line.setLength(0);
      form.begin(line);
      for (int i = 0; i < batch.columns().size(); i++) {
        cell(batch.columns().get(i), batch.vectors().get(i), row);
      }
      form.end(line);
      out.append(line);
    }
  }

  private void cell(Column<?, ?> column, ColumnVector vector, int row) {
    switch (vector) {
      case LongVector longs -> {
        if (longs.isAbsent(row)) {
          form.absent(line, column);
        } else {
          form.number(line, column, longs.value(row));
        }
      }
      case DoubleVector doubles -> form.decimal(line, column, doubles.value(row));
      case TextVector texts -> {
        String value = texts.value(row);
        if (value == null) {
          form.absent(line, column);
        } else {
          form.text(line, column, value);
        }
      }
      case TextListVector lists -> form.texts(line, column, lists.value(row));
      case LongListVector lists -> form.longs(line, column, lists.value(row));
    }
  }
}
