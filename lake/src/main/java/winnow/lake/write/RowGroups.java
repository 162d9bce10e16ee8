// SPDX-License-Identifier: Apache-2.0
package winnow.lake.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import winnow.lake.batch.BatchJoin;
import winnow.schema.batch.ColumnBatch;

/** Joins small batches of one partition into row groups of one data file. Not thread-safe. */
public final class RowGroups {
  private final Partition partition;
  private final int mostRows;
  private final DataFileWriters writers;
  private final List<ColumnBatch> waiting = new ArrayList<>();
  private int rows;

  /**
   * No rows yet.
   *
   * @param mostRows rows of a row group, unless one batch has more
   */
  public RowGroups(Partition partition, int mostRows, DataFileWriters writers) {
    this.partition = partition;
    this.mostRows = mostRows;
    this.writers = writers;
  }

  /** Adds rows after those that were added before. */
  public void add(ColumnBatch batch) throws IOException {
    if (rows + batch.rows() > mostRows) {
      write();
    }
    waiting.add(batch);
    rows += batch.rows();
  }

  /** Writes what is left, and completes the file. */
  public void finish() throws IOException {
    write();
    writers.finish(partition);
  }

  private void write() throws IOException {
    if (rows > 0) {
      writers.write(partition, BatchJoin.join(waiting));
      waiting.clear();
      rows = 0;
    }
  }
}
