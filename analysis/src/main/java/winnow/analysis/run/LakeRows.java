// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import winnow.analysis.count.RowSource;
import winnow.lake.Lake;
import winnow.lake.Scan;
import winnow.lake.ScanRequest;
import winnow.schema.TelemetryKind;
import winnow.schema.batch.ColumnBatch;

/** The rows of a day in a lake, pinned to one snapshot. Each task of the scan is a part. */
final class LakeRows implements RowSource {
  private final Lake lake;
  private final TelemetryKind kind;
  private final ScanRequest request;
  private final Scan plan;
  private final Map<List<String>, Scan> plans = new ConcurrentHashMap<>();

  /** The rows that {@code request} asks for, at its snapshot or the newest. */
  LakeRows(Lake lake, TelemetryKind kind, ScanRequest request) {
    this.lake = lake;
    this.kind = kind;
    plan = lake.scan(request);
    this.request = request.at(plan.snapshotId());
  }

  /** What would be read. */
  Scan plan() {
    return plan;
  }

  @Override
  public TelemetryKind kind() {
    return kind;
  }

  @Override
  public int parts() {
    return plan.tasks().size();
  }

  @Override
  public void read(int part, List<String> columns, Consumer<ColumnBatch> consumer) {
    plans
        .computeIfAbsent(columns, names -> lake.scan(request.select(names)))
        .tasks()
        .get(part)
        .read(consumer);
  }
}
