// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import java.util.List;
import java.util.function.Consumer;
import winnow.analysis.count.RowSource;
import winnow.lake.Lake;
import winnow.lake.ScanRequest;
import winnow.lake.ScanTask;
import winnow.schema.TelemetryKind;
import winnow.schema.batch.ColumnBatch;

/**
 * Rows of a lake. Each task of a scan is a part.
 *
 * @param kind their kind
 * @param tasks the tasks
 */
public record LakeRows(TelemetryKind kind, List<ScanTask> tasks) implements RowSource {
  /** Takes a copy of the list. */
  public LakeRows {
    tasks = List.copyOf(tasks);
  }

  /** The rows that {@code request} asks for. */
  public LakeRows(Lake lake, TelemetryKind kind, ScanRequest request) {
    this(kind, lake.scan(request).tasks());
  }

  @Override
  public int parts() {
    return tasks.size();
  }

  @Override
  public void read(int part, List<String> columns, Consumer<ColumnBatch> consumer) {
    tasks.get(part).select(columns).read(consumer);
  }
}
