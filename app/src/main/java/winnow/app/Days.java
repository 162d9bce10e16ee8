// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import winnow.analysis.count.RowCounts;
import winnow.analysis.run.NothingToAnalyzeException;
import winnow.app.terminal.Times;
import winnow.lake.Lake;
import winnow.lake.catalog.EventSpan;
import winnow.lake.catalog.LedgerEntry;
import winnow.schema.TelemetryKind;

/** Which days a lake has rows of. */
final class Days {
  private Days() {}

  /** Days, UTC, between the first and the last event of inputs of {@code kind}, in order. */
  static List<LocalDate> of(Lake lake, TelemetryKind kind) {
    TreeSet<LocalDate> days = new TreeSet<>();
    for (LedgerEntry entry : lake.inputs()) {
      EventSpan events = entry.events();
      if (events != null && entry.rows().getOrDefault(kind, 0L) > 0) {
        day(events.firstMicros())
            .datesUntil(day(events.lastMicros()).plusDays(1))
            .forEach(days::add);
      }
    }
    return List.copyOf(days);
  }

  /**
   * The last day that has rows of {@code kind}.
   *
   * @throws NothingToAnalyzeException when there is none
   */
  static LocalDate last(Lake lake, TelemetryKind kind) {
    List<LocalDate> days = of(lake, kind);
    if (days.isEmpty()) {
      throw new NothingToAnalyzeException(
          "the lake has no " + kind.tableName() + " rows; 'winnow ingest PATH' brings some in",
          RowCounts.of(List.of()));
    }
    return Objects.requireNonNull(days.getLast());
  }

  private static LocalDate day(long micros) {
    return Times.instant(micros).atZone(ZoneOffset.UTC).toLocalDate();
  }
}
