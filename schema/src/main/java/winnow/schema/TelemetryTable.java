// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The columns of one kind of telemetry, in table order.
 *
 * @param kind the kind
 * @param columns its columns; ids and names are unique
 * @param newBuilder makes builders of its records
 * @param <R> the kind of record
 * @param <B> its builder
 */
public record TelemetryTable<R extends TelemetryRecord, B extends RecordBuilder<R>>(
    TelemetryKind kind, List<Column<R, B>> columns, Supplier<B> newBuilder) {

  /** Checks that ids and names are unique. */
  public TelemetryTable {
    columns = List.copyOf(columns);
    Set<Object> seen = new HashSet<>();
    for (Column<R, B> column : columns) {
      if (!seen.add(column.id()) || !seen.add(column.name())) {
        throw new IllegalArgumentException(
            "two columns of " + kind + " share id " + column.id() + " or name " + column.name());
      }
    }
  }

  /** The table of {@code kind}. */
  public static TelemetryTable<?, ?> of(TelemetryKind kind) {
    return switch (kind) {
      case FLOW -> FlowColumns.TABLE;
      case DNS -> DnsColumns.TABLE;
      case HTTP -> HttpColumns.TABLE;
    };
  }

  /** The column called {@code name}, if there is one. */
  public Optional<Column<R, B>> find(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /**
   * The column called {@code name}.
   *
   * @throws IllegalArgumentException naming the columns there are
   */
  public Column<R, B> column(String name) {
    return find(name)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "table "
                    + kind.tableName()
                    + " has no column \""
                    + name
                    + "\"; it has "
                    + columns));
  }
}
