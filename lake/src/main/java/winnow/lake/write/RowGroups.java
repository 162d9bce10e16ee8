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
  private final int most;
  private final DataFileWriters writers;
  private final List<ColumnBatch> waiting = new ArrayList<>();
  private int weight;

  /**
   * No rows yet.
   *
   * @param most weight of a row group ({@link ColumnBatch#weight}), unless one batch has more
   */
  public RowGroups(Partition partition, int most, DataFileWriters writers) {
    this.partition = partition;
    this.most = most;
    this.writers = writers;
  }

  /** Adds rows after those that were added before. */
  public void add(ColumnBatch batch) throws IOException {
    int added = batch.weight();
    if (weight > most - added) {
      write();
    }
    waiting.add(batch);
    weight += added;
  }

  /** Writes what is left, and completes the file. */
  public void finish() throws IOException {
    write();
    writers.finish(partition);
  }

  private void write() throws IOException {
    if (weight > 0) {
      writers.write(partition, BatchJoin.join(waiting));
      waiting.clear();
      weight = 0;
    }
  }
}
