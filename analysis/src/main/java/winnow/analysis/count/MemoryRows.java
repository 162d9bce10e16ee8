// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.count;

import java.util.List;
import java.util.function.Consumer;
import winnow.schema.TelemetryKind;
import winnow.schema.batch.ColumnBatch;

/**
 * Rows that are in memory, as decoded from a file. Each batch is a part.
 *
 * @param kind the kind of the rows
 * @param batches the rows, with all columns
 */
public record MemoryRows(TelemetryKind kind, List<ColumnBatch> batches) implements RowSource {
  /** Takes a copy of the list. */
  public MemoryRows {
    batches = List.copyOf(batches);
  }

  @Override
  public int parts() {
    return batches.size();
  }

  @Override
  public void read(int part, List<String> columns, Consumer<ColumnBatch> consumer) {
    consumer.accept(batches.get(part));
  }
}
