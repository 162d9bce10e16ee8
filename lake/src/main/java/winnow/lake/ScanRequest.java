// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.schema.column.Column;
import winnow.schema.column.Table;

/**
 * What to read.
 *
 * @param table the table
 * @param columns names of the columns, in the order in which batches shall have them
 * @param fromMicros earliest event time, microseconds since the epoch
 * @param toMicros end of the event times, itself not included
 * @param snapshotId the state of the table to read; null for the newest
 */
public record ScanRequest(
    Table<?, ?> table,
    List<String> columns,
    long fromMicros,
    long toMicros,
    @Nullable Long snapshotId) {
  /** Checks that the table has the columns. */
  public ScanRequest {
    columns = List.copyOf(columns);
    columns.forEach(table::column);
    if (fromMicros > toMicros) {
      throw new IllegalArgumentException(
          "scan of " + table.name() + ": from " + fromMicros + " is after to " + toMicros);
    }
  }

  /** Everything in {@code table}. */
  public static ScanRequest of(Table<?, ?> table) {
    return new ScanRequest(
        table,
        table.columns().stream().<String>map(Column::name).toList(),
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        null);
  }

  /** The same, but only these columns. */
  public ScanRequest select(List<String> names) {
    return new ScanRequest(table, names, fromMicros, toMicros, snapshotId);
  }

  /** The same, but only events of {@code day}, UTC. */
  public ScanRequest day(LocalDate day) {
    return between(startMicros(day), startMicros(day.plusDays(1)));
  }

  /** The same, but only events from {@code from} to before {@code to}. */
  public ScanRequest between(long from, long to) {
    return new ScanRequest(table, columns, from, to, snapshotId);
  }

  /** The same, but as of a snapshot. */
  public ScanRequest at(long snapshot) {
    return new ScanRequest(table, columns, fromMicros, toMicros, snapshot);
  }

  private static long startMicros(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1_000_000L;
  }
}
