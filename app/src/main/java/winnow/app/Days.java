// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import winnow.analysis.count.RowCounts;
import winnow.analysis.run.NothingToAnalyzeException;
import winnow.lake.Lake;
import winnow.schema.TelemetryKind;

/** Which day to take. */
final class Days {
  private Days() {}

  /**
   * The last day that has rows of {@code kind}.
   *
   * @throws NothingToAnalyzeException when there is none
   */
  static LocalDate last(Lake lake, TelemetryKind kind) {
    return Objects.requireNonNull(all(lake, kind).getLast());
  }

  /**
   * {@code day}, when it has rows of {@code kind}.
   *
   * @throws NothingToAnalyzeException when it has none; it says which days have
   */
  static LocalDate existing(Lake lake, TelemetryKind kind, LocalDate day) {
    List<LocalDate> days = all(lake, kind);
    if (!days.contains(day)) {
      String rows = kind.tableName() + " rows of ";
      String span = days.getFirst() + (days.size() == 1 ? "" : " to " + days.getLast());
      throw new NothingToAnalyzeException(
          "the lake has no " + rows + day + "; it has " + rows + span, RowCounts.of(List.of()));
    }
    return day;
  }

  private static List<LocalDate> all(Lake lake, TelemetryKind kind) {
    List<LocalDate> days = lake.days(kind);
    if (days.isEmpty()) {
      throw new NothingToAnalyzeException(
          "the lake has no " + kind.tableName() + " rows; 'winnow ingest PATH' brings some in",
          RowCounts.of(List.of()));
    }
    return days;
  }
}
