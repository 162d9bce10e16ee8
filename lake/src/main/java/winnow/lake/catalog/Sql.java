// SPDX-License-Identifier: Apache-2.0
package winnow.lake.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs statements with positional parameters on one connection. */
final class Sql {
  private final Connection connection;

  Sql(Connection connection) {
    this.connection = connection;
  }

  /** Makes a value of the row that a result stands at. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Number of rows changed. */
  int update(String statement, @Nullable Object... parameters) throws SQLException {
    try (PreparedStatement prepared = prepare(statement, parameters)) {
      return prepared.executeUpdate();
    }
  }

  <T> List<T> list(String query, RowReader<T> reader, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement prepared = prepare(query, parameters);
        ResultSet rows = prepared.executeQuery()) {
      List<T> values = new ArrayList<>();
      while (rows.next()) {
        values.add(reader.read(rows));
      }
      return values;
    }
  }

  <T> Optional<T> first(String query, RowReader<T> reader, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement prepared = prepare(query, parameters);
        ResultSet rows = prepared.executeQuery()) {
      return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
    }
  }

  /** The first row for each of {@code keys} that has any. */
  <T> List<T> lookUp(String query, RowReader<T> reader, Collection<String> keys)
      throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(query)) {
      List<T> values = new ArrayList<>(keys.size());
      for (String key : keys) {
        prepared.setString(1, key);
        try (ResultSet rows = prepared.executeQuery()) {
          if (rows.next()) {
            values.add(reader.read(rows));
          }
        }
      }
      return values;
    }
  }

  /** The number of the row that was inserted last. */
  long lastInsertId() throws SQLException {
    return first("SELECT last_insert_rowid()", row -> row.getLong(1)).orElseThrow();
  }

  static @Nullable Long nullableLong(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  private PreparedStatement prepare(String statement, @Nullable Object... parameters)
      throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(statement);
    for (int i = 0; i < parameters.length; i++) {
      prepared.setObject(i + 1, parameters[i]);
    }
    return prepared;
  }
}
