// SPDX-License-Identifier: Apache-2.0
package winnow.lake.search;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * SQL over one state of the lake: views {@code flow}, {@code dns}, {@code http}, {@code finding}
 * and {@code cases}, nothing else. Statements cannot write, read other files or load code, so
 * whoever may see the lake may write them. One statement at a time; to be closed.
 */
public final class Search implements AutoCloseable {
  private static final int BYTES_OF_MEBIBYTE = 1 << 20;

  private final Connection connection;
  private volatile @Nullable SearchRows running;

  private Search(Connection connection) {
    this.connection = connection;
  }

  /**
   * Opens a search.
   *
   * @param tables what to search
   * @param memoryBytes memory for results in the making; what needs more goes to {@code spill}
   * @param spill a folder for that, made when needed
   */
  public static Search open(List<SearchTable> tables, long memoryBytes, Path spill) {
    Properties properties = new Properties();
    properties.setProperty("jdbc_stream_results", "true");
    try {
      Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties);
      try {
        prepare(connection, tables, memoryBytes, spill);
        return new Search(connection);
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new SearchException("cannot open the search: " + e.getMessage(), e);
    }
  }

  private static void prepare(
      Connection connection, List<SearchTable> tables, long memoryBytes, Path spill)
      throws SQLException {
    InNetwork.register(connection);
    String paths =
        tables.stream()
            .flatMap(table -> table.files().stream())
            .map(path -> SearchTable.quote(path.toString()))
            .collect(Collectors.joining(", ", "[", "]"));
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute("SET memory_limit = '" + memoryBytes / BYTES_OF_MEBIBYTE + "MiB'");
      statement.execute("SET temp_directory = " + SearchTable.quote(spill.toString()));
      statement.execute("SET autoinstall_known_extensions = false");
      statement.execute("SET autoload_known_extensions = false");
      for (SearchTable table : tables) {
        statement.execute(table.createView());
      }
      statement.execute("SET allowed_paths = " + paths);
      statement.execute("SET enable_external_access = false");
      statement.execute("SET lock_configuration = true");
    }
  }

  /** Runs a statement without parameters; see {@link #query(String, List, Duration)}. */
  public SearchRows query(String sql, @Nullable Duration timeout) {
    return query(sql, List.of(), timeout);
  }

  /**
   * Runs a statement. A result that is still open is closed.
   *
   * @param sql one statement that reads: SELECT, FROM, DESCRIBE, SUMMARIZE; DuckDB's dialect
   * @param parameters values of its question marks: texts, numbers, {@link java.time.Instant}s
   * @param timeout how long it may take in all, reading of the rows included; null for no limit
   * @throws SearchException when the statement is wrong, not allowed, or took too long
   */
  public SearchRows query(String sql, List<?> parameters, @Nullable Duration timeout) {
    SearchRows last = running;
    if (last != null) {
      last.close();
    }
    StatementCheck.requireQuery(connection, sql);
    try {
      DuckDBConnection session = connection.unwrap(DuckDBConnection.class);
      SearchRows rows = new SearchRows(session, sql, parameters, timeout);
      running = rows;
      rows.start();
      return rows;
    } catch (SQLException e) {
      throw SearchException.of(e);
    }
  }

  /** Stops the statement that is running, if one is; from any thread. */
  public void cancel() {
    SearchRows rows = running;
    if (rows != null) {
      rows.cancel("was cancelled");
    }
  }

  @Override
  public void close() {
    SearchRows rows = running;
    if (rows != null) {
      rows.close();
    }
    try {
      connection.close();
    } catch (SQLException e) {
      throw new SearchException("cannot close the search: " + e.getMessage(), e);
    }
  }
}
