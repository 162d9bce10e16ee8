// SPDX-License-Identifier: Apache-2.0
package winnow.schema.column;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import winnow.schema.RecordBuilder;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryRecord;

/**
 * The columns of one kind of telemetry, in table order.
 *
 * @param kind the kind
 * @param columns its columns; ids and names are unique
 * @param parts parts of its records
 * @param newBuilder makes builders of its records
 * @param <R> the kind of record
 * @param <B> its builder
 */
public record TelemetryTable<R extends TelemetryRecord, B extends RecordBuilder<R>>(
    TelemetryKind kind,
    List<Column<R, B>> columns,
    List<RecordPart<R>> parts,
    Supplier<B> newBuilder)
    implements Table<R, B> {

  /** Checks that ids and names are unique. */
  public TelemetryTable {
    columns = List.copyOf(columns);
    parts = List.copyOf(parts);
    requireUnique(kind.tableName(), columns);
  }

  /** A table whose records have no parts. */
  public TelemetryTable(TelemetryKind kind, List<Column<R, B>> columns, Supplier<B> newBuilder) {
    this(kind, columns, List.of(), newBuilder);
  }

  /** The table of {@code kind}. */
  public static TelemetryTable<?, ?> of(TelemetryKind kind) {
    return switch (kind) {
      case FLOW -> FlowColumns.TABLE;
      case DNS -> DnsColumns.TABLE;
      case HTTP -> HttpColumns.TABLE;
    };
  }

  @Override
  public String name() {
    return kind.tableName();
  }

  @Override
  public B createBuilder() {
    return newBuilder.get();
  }

  static void requireUnique(String table, List<? extends Column<?, ?>> columns) {
    Set<Object> seen = new HashSet<>();
    for (Column<?, ?> column : columns) {
      if (!seen.add(column.id()) || !seen.add(column.name())) {
        throw new IllegalArgumentException(
            "two columns of " + table + " share id " + column.id() + " or name " + column.name());
      }
    }
  }
}
