// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import winnow.analysis.count.RowCounts;
import winnow.analysis.run.NothingToAnalyzeException;
import winnow.lake.Lake;
import winnow.schema.TelemetryKind;

/** Which day to take when nobody says. */
final class Days {
  private Days() {}

  /**
   * The last day that has rows of {@code kind}.
   *
   * @throws NothingToAnalyzeException when there is none
   */
  static LocalDate last(Lake lake, TelemetryKind kind) {
    List<LocalDate> days = lake.days(kind);
    if (days.isEmpty()) {
      throw new NothingToAnalyzeException(
          "the lake has no " + kind.tableName() + " rows; 'winnow ingest PATH' brings some in",
          RowCounts.of(List.of()));
    }
    return Objects.requireNonNull(days.getLast());
  }
}
