// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.time.LocalDate;

/**
 * What the telemetry of a day takes.
 *
 * @param day the day, UTC
 * @param rows its rows, of all kinds
 * @param bytes length of their data files
 */
public record DayUsage(LocalDate day, long rows, long bytes) {
  /** The same day with more. */
  DayUsage plus(DayUsage other) {
    return new DayUsage(day, rows + other.rows, bytes + other.bytes);
  }
}
