// SPDX-License-Identifier: Apache-2.0
package winnow.decode.table;

import java.util.ArrayList;
import java.util.List;
import winnow.schema.TelemetryRecord;
import winnow.schema.column.Column;
import winnow.schema.column.ColumnAccess;
import winnow.schema.column.TelemetryTable;

/**
 * Writes the value of one column of a record.
 *
 * @param <R> the kind of record
 */
@FunctionalInterface
interface Cell<R> {
  /** Writes the value that {@code record} has. */
  void write(CellForm form, StringBuilder line, R record);

  /** The cells of records of {@code table}: all columns but those that its origin fills. */
  static <R extends TelemetryRecord> List<Cell<R>> ofRecord(TelemetryTable<R, ?> table) {
    List<Cell<R>> cells = new ArrayList<>();
    for (Column<R, ?> column : recordColumns(table)) {
      cells.add(of(column));
    }
    return cells;
  }

  /** The columns that are told by a record alone. */
  static <R extends TelemetryRecord> List<Column<R, ?>> recordColumns(TelemetryTable<R, ?> table) {
    List<Column<R, ?>> columns = new ArrayList<>();
    for (Column<R, ?> column : table.columns()) {
      if (!isOrigin(column)) {
        columns.add(column);
      }
    }
    return columns;
  }

  /** Whether {@code column} tells where a row came from rather than what was seen. */
  static boolean isOrigin(Column<?, ?> column) {
    return column.access() instanceof ColumnAccess.IngestTime
        || column.access() instanceof ColumnAccess.Source;
  }

  private static <R, B> Cell<R> of(Column<R, B> column) {
    return switch (column.access()) {
      case ColumnAccess.Longs<R, B> longs ->
          (form, line, record) -> form.number(line, column, longs.get().applyAsLong(record));
      case ColumnAccess.OptionalLongs<R, B> longs ->
          (form, line, record) -> {
            Number value = longs.get().apply(record);
            if (value == null) {
              form.absent(line, column);
            } else {
              form.number(line, column, value.longValue());
            }
          };
      case ColumnAccess.Doubles<R, B> doubles ->
          (form, line, record) -> form.decimal(line, column, doubles.get().applyAsDouble(record));
      case ColumnAccess.Addresses<R, B> addresses ->
          (form, line, record) -> {
            Object value = addresses.get().apply(record);
            if (value == null) {
              form.absent(line, column);
            } else {
              form.text(line, column, value.toString());
            }
          };
      case ColumnAccess.Texts<R, B> texts ->
          (form, line, record) -> {
            String value = texts.get().apply(record);
            if (value == null) {
              form.absent(line, column);
            } else {
              form.text(line, column, value);
            }
          };
      case ColumnAccess.TextLists<R, B> lists ->
          (form, line, record) -> form.texts(line, column, lists.get().apply(record));
      case ColumnAccess.LongLists<R, B> lists ->
          (form, line, record) -> form.longs(line, column, lists.get().apply(record));
      case ColumnAccess.IngestTime<R, B> time -> (form, line, record) -> form.absent(line, column);
      case ColumnAccess.Source<R, B> source -> (form, line, record) -> form.absent(line, column);
    };
  }
}
