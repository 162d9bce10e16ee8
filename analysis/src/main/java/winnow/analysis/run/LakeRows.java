// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import java.util.List;
import java.util.function.Consumer;
import winnow.analysis.count.RowSource;
import winnow.lake.Lake;
import winnow.lake.Scan;
import winnow.lake.ScanRequest;
import winnow.schema.TelemetryKind;
import winnow.schema.batch.ColumnBatch;

/**
 * The rows of a scan of a lake. Each task of the scan is a part.
 *
 * @param kind their kind
 * @param plan what is read
 */
public record LakeRows(TelemetryKind kind, Scan plan) implements RowSource {
  /** The rows that {@code request} asks for, at its snapshot or the newest. */
  LakeRows(Lake lake, TelemetryKind kind, ScanRequest request) {
    this(kind, lake.scan(request));
  }

  @Override
  public int parts() {
    return plan.tasks().size();
  }

  @Override
  public void read(int part, List<String> columns, Consumer<ColumnBatch> consumer) {
    plan.tasks().get(part).select(columns).read(consumer);
  }
}
