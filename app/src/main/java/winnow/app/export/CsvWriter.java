// SPDX-License-Identifier: Apache-2.0
package winnow.app.export;

import java.io.IOException;
import winnow.decode.table.CsvRows;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.column.TelemetryTable;

/** Rows as our own CSV, which can be ingested again. */
final class CsvWriter implements RowWriter {
  private final TelemetryTable<?, ?> table;
  private final CsvRows rows = new CsvRows();

  CsvWriter(TelemetryTable<?, ?> table) {
    this.table = table;
  }

  @Override
  public void header(Appendable out) throws IOException {
    rows.appendHeader(table.columns(), out);
  }

  @Override
  public void write(ColumnBatch batch, Appendable out) throws IOException {
    rows.append(batch, out);
  }
}
