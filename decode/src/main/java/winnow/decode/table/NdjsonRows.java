// SPDX-License-Identifier: Apache-2.0
package winnow.decode.table;

import java.io.IOException;
import winnow.schema.TelemetryRecord;
import winnow.schema.batch.ColumnBatch;

/**
 * Writes telemetry as JSON lines that {@link NdjsonDecoder} reads back to the same records: an
 * object for each row, with a member for each column that has a value. Times are ISO 8601 in UTC
 * with microseconds, durations microseconds. Not thread-safe.
 */
public final class NdjsonRows {
  private final NdjsonForm form = new NdjsonForm();
  private final RecordLines records = new RecordLines(form);
  private final BatchLines batches = new BatchLines(form);

  /** Writes one row; records of several kinds may be mixed. */
  public void append(TelemetryRecord record, Appendable out) throws IOException {
    records.append(record, out);
  }

  /** Writes all rows of {@code batch}. */
  public void append(ColumnBatch batch, Appendable out) throws IOException {
    batches.append(batch, out);
  }
}
