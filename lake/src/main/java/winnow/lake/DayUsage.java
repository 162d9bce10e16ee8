// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import winnow.schema.TelemetryKind;

/**
 * What the telemetry of a day takes.
 *
 * @param day the day, UTC
 * @param rowsOfKind its rows, for each kind that has any
 * @param bytes length of their data files
 */
public record DayUsage(LocalDate day, Map<TelemetryKind, Long> rowsOfKind, long bytes) {
  /** Takes a copy. */
  public DayUsage {
    Map<TelemetryKind, Long> copy = new EnumMap<>(TelemetryKind.class);
    copy.putAll(rowsOfKind);
    rowsOfKind = copy;
  }

  /** Its rows, of all kinds. */
  public long rows() {
    return rowsOfKind.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The same day with more. */
  DayUsage plus(DayUsage other) {
    Map<TelemetryKind, Long> both = new EnumMap<>(TelemetryKind.class);
    both.putAll(rowsOfKind);
    other.rowsOfKind.forEach((kind, rows) -> both.merge(kind, rows, Long::sum));
    return new DayUsage(day, both, bytes + other.bytes);
  }
}
