// SPDX-License-Identifier: Apache-2.0
package winnow.lake.search;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import winnow.schema.column.Column;
import winnow.schema.column.Table;

/**
 * A table to search.
 *
 * @param table its declaration
 * @param files its data files, Parquet, with the columns' ids
 * @param fromMicros earliest event time to show
 * @param toMicros end of the event times to show, itself not included
 */
public record SearchTable(Table<?, ?> table, List<Path> files, long fromMicros, long toMicros) {
  /** Times that DuckDB can hold with all its functions: the years 1 to 9999. */
  private static final long MOST_MICROS = TimeUnit.DAYS.toMicros(2_932_896);

  private static final long LEAST_MICROS = TimeUnit.DAYS.toMicros(-719_162);

  /** Takes a copy. */
  public SearchTable {
    files = List.copyOf(files);
  }

  /** The statement that makes the view. */
  String createView() {
    return "CREATE VIEW " + table.name() + " AS " + (files.isEmpty() ? nothing() : select());
  }

  private String select() {
    String paths =
        files.stream().map(path -> quote(path.toString())).collect(Collectors.joining(", "));
    String schema =
        table.columns().stream()
            .map(column ->
                column.id()
                    + ": {name: "
                    + quote(column.name())
                    + ", type: "
                    + quote(type(column))
                    + ", default_value: NULL}")
            .collect(Collectors.joining(", "));
    return "SELECT * FROM read_parquet([" + paths + "], schema = MAP {" + schema + "})" + where();
  }

  private String where() {
    String where = "";
    if (fromMicros > LEAST_MICROS) {
      where += " WHERE event_time >= make_timestamptz(" + fromMicros + ")";
    }
    if (toMicros < MOST_MICROS) {
      where += where.isEmpty() ? " WHERE " : " AND ";
      where += "event_time < make_timestamptz(" + toMicros + ")";
    }
    return where;
  }

  private String nothing() {
    return table.columns().stream()
        .map(column -> "NULL::" + type(column) + " AS \"" + column.name() + "\"")
        .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
  }

  static String quote(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String type(Column<?, ?> column) {
    return switch (column.type()) {
      case INT -> "INTEGER";
      case LONG -> "BIGINT";
      case TIMESTAMP -> "TIMESTAMPTZ";
      case BOOLEAN -> "BOOLEAN";
      case DOUBLE -> "DOUBLE";
      case ADDRESS, TEXT -> "VARCHAR";
      case TEXT_LIST -> "VARCHAR[]";
      case LONG_LIST -> "BIGINT[]";
    };
  }
}
