// SPDX-License-Identifier: Apache-2.0
package winnow.schema.column;

import java.util.List;
import java.util.Optional;

/**
 * A table of the lake: its name and the one declaration of its columns.
 *
 * @param <R> the record that is one row
 * @param <B> what the record is built with
 */
public sealed interface Table<R, B>
    permits TelemetryTable, FindingColumns.FindingTable, CaseColumns.CaseTable {
  /** Name of the table. */
  String name();

  /** Columns, in table order; ids and names are unique. */
  List<Column<R, B>> columns();

  /** Parts that a record is made of; the other columns belong to the record as a whole. */
  List<RecordPart<R>> parts();

  /** A builder with nothing set. */
  B createBuilder();

  /** The column called {@code name}, if there is one. */
  default Optional<Column<R, B>> find(String name) {
    return columns().stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /**
   * The column called {@code name}.
   *
   * @throws IllegalArgumentException naming the columns there are
   */
  default Column<R, B> column(String name) {
    return find(name)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "table " + name() + " has no column \"" + name + "\"; it has " + columns()));
  }
}
