// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.count;

import java.util.List;
import java.util.function.Consumer;
import winnow.schema.TelemetryKind;
import winnow.schema.batch.ColumnBatch;

/**
 * The rows of an analysis, in parts that may be read by several threads at once, and again. A part
 * has the same rows in the same order whatever columns are read.
 */
public interface RowSource {
  /** The kind of the rows. */
  TelemetryKind kind();

  /** Number of parts. */
  int parts();

  /** Hands over some columns of all rows of a part. */
  void read(int part, List<String> columns, Consumer<ColumnBatch> consumer);
}
