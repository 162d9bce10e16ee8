// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet;

import java.util.List;

/**
 * What a finished file holds.
 *
 * @param rows number of rows
 * @param bytes length of the file
 * @param columns one for each column of the table, in its order
 * @param rowGroupOffsets where the row groups start, good places to split a scan
 */
public record FileStatistics(
    long rows, long bytes, List<ColumnStatistics> columns, List<Long> rowGroupOffsets) {
  /** Copies the lists. */
  public FileStatistics {
    columns = List.copyOf(columns);
    rowGroupOffsets = List.copyOf(rowGroupOffsets);
  }
}
