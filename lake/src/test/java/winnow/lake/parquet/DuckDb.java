// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet;

import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.schema.column.Column;
import winnow.schema.column.ColumnType;

/** Another implementation of Parquet, as judge of ours. */
final class DuckDb implements AutoCloseable {
  private final Connection connection;

  DuckDb() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    execute("SET threads = 1");
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** All values of {@code column} of {@code file}, in the form of {@link Files#values}. */
  List<@Nullable Object> column(Path file, Column<?, ?> column) throws SQLException {
    String name = "\"" + column.name() + "\"";
    String value = column.type() == ColumnType.TIMESTAMP ? "epoch_us(" + name + ")" : name;
    return query("SELECT " + value + " FROM read_parquet('" + file + "')");
  }

  /** The first column of the result of {@code sql}. */
  List<@Nullable Object> query(String sql) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(plain(rows.getObject(1)));
      }
    }
    return values;
  }

  private static @Nullable Object plain(@Nullable Object value) throws SQLException {
    return switch (value) {
      case null -> null;
      case Integer number -> number.longValue();
      case Boolean truth -> truth ? 1L : 0L;
      case Array array -> Arrays.asList((Object[]) array.getArray());
      default -> value;
    };
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
