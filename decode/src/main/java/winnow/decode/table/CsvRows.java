// SPDX-License-Identifier: Apache-2.0
package winnow.decode.table;

import java.io.IOException;
import java.util.List;
import winnow.schema.TelemetryRecord;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.column.Column;
import winnow.schema.column.TelemetryTable;

/**
 * Writes telemetry as CSV (RFC 4180, lines end in LF) that {@link CsvDecoder} reads back to the
 * same records. The header names the columns of the table. Numbers are decimal, durations
 * microseconds, times ISO 8601 in UTC with microseconds, lists JSON arrays; what is absent is an
 * empty cell, empty text {@code ""}. Data is written as it is, also where a spreadsheet would take
 * it for a formula. Not thread-safe.
 */
public final class CsvRows {
  private final CsvForm form = new CsvForm();
  private final RecordLines records = new RecordLines(form);
  private final BatchLines batches = new BatchLines(form);

  /** Writes the header over records of {@code table}: all columns but ingest time and source. */
  public void appendHeader(TelemetryTable<?, ?> table, Appendable out) throws IOException {
    appendHeader(Cell.recordColumns(table), out);
  }

  /** Writes the header over batches with {@code columns}. */
  public void appendHeader(List<? extends Column<?, ?>> columns, Appendable out)
      throws IOException {
    String separator = "";
    for (Column<?, ?> column : columns) {
      out.append(separator).append(column.name());
      separator = ",";
    }
    out.append('\n');
  }

  /** Writes one row. Records under one header must be of one kind. */
  public void append(TelemetryRecord record, Appendable out) throws IOException {
    records.append(record, out);
  }

  /** Writes all rows of {@code batch}. */
  public void append(ColumnBatch batch, Appendable out) throws IOException {
    batches.append(batch, out);
  }
}
