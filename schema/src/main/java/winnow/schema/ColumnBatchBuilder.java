// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns records into a {@link ColumnBatch}. Memory grows with the rows held. Not thread-safe.
 *
 * @param <R> the kind of record
 */
public final class ColumnBatchBuilder<R> {
  private final List<? extends Column<R, ?>> columns;
  private final List<ColumnWriter<R>> writers;
  private int rows;

  /**
   * An empty batch under way.
   *
   * @param table the table of the records
   * @param origin where the records come from
   */
  public ColumnBatchBuilder(Table<R, ?> table, Origin origin) {
    columns = table.columns();
    writers = new ArrayList<>(columns.size());
    for (Column<R, ?> column : columns) {
      writers.add(ColumnWriter.of(column, origin));
    }
  }

  /** Adds one row. */
  public void append(R record) {
    for (ColumnWriter<R> writer : writers) {
      writer.append(record, rows);
    }
    rows++;
  }

  /** Rows added since the last {@link #build}. */
  public int rows() {
    return rows;
  }

  /** The rows added so far; the builder starts again, empty. */
  public ColumnBatch build() {
    List<ColumnVector> vectors = new ArrayList<>(writers.size());
    for (ColumnWriter<R> writer : writers) {
      vectors.add(writer.finish(rows));
    }
    ColumnBatch batch = new ColumnBatch(columns, vectors, rows);
    rows = 0;
    return batch;
  }
}
