// SPDX-License-Identifier: Apache-2.0
package winnow.lake.write;

import java.util.concurrent.TimeUnit;
import org.apache.iceberg.StructLike;
import winnow.schema.column.CaseColumns.CaseTable;
import winnow.schema.column.FindingColumns.FindingTable;
import winnow.schema.column.Table;
import winnow.schema.column.TelemetryTable;

/**
 * The rows of a table that are stored together.
 *
 * @param table the table
 * @param number hours since the epoch of telemetry's event time; days of findings' and cases'
 */
public record Partition(Table<?, ?> table, int number) implements StructLike {
  private static final long HOUR_MICROS = TimeUnit.HOURS.toMicros(1);
  private static final long DAY_MICROS = TimeUnit.DAYS.toMicros(1);

  public static Partition of(Table<?, ?> table, long eventTimeMicros) {
    return new Partition(
        table, Math.toIntExact(Math.floorDiv(eventTimeMicros, lengthMicros(table))));
  }

  /** Whether an event of this time belongs here. */
  public boolean holds(long eventTimeMicros) {
    return Math.floorDiv(eventTimeMicros, lengthMicros(table)) == number;
  }

  /** How much event time a partition of {@code table} covers. */
  public static long lengthMicros(Table<?, ?> table) {
    return switch (table) {
      case TelemetryTable<?, ?> telemetry -> HOUR_MICROS;
      case FindingTable finding -> DAY_MICROS;
      case CaseTable cases -> DAY_MICROS;
    };
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public <T> T get(int position, Class<T> type) {
    return type.cast(number);
  }

  @Override
  public <T> void set(int position, T value) {
    throw new UnsupportedOperationException("a partition does not change");
  }
}
