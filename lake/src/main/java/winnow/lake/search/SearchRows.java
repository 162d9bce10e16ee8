// SPDX-License-Identifier: Apache-2.0
package winnow.lake.search;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/** The rows of a result, one after another, as they are computed. To be closed. */
public final class SearchRows implements AutoCloseable {
  /** What the driver says about a streamed result when it loses the reason of a failure. */
  private static final String NO_REASON = "Invalid result set";

  private final DuckDBConnection connection;
  private final String sql;
  private final List<?> parameters;
  private final PreparedStatement statement;
  private final @Nullable Duration timeout;
  private final List<String> columns = new ArrayList<>();
  private @Nullable ResultSet rows;
  private @Nullable Thread watch;
  private volatile @Nullable String stopped;
  private volatile boolean closed;

  SearchRows(
      DuckDBConnection connection, String sql, List<?> parameters, @Nullable Duration timeout)
      throws SQLException {
    this.connection = connection;
    this.sql = sql;
    this.parameters = List.copyOf(parameters);
    this.timeout = timeout;
    statement = connection.prepareStatement(sql);
    try {
      bind(statement);
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  private void bind(PreparedStatement prepared) throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      Object value = parameters.get(i);
      prepared.setObject(
          i + 1, value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
    }
  }

  /** Runs the statement until it has rows. */
  void start() {
    if (timeout != null) {
      Duration limit = timeout;
      watch = Thread.ofVirtual().name("winnow-search-timeout").start(() -> stopAfter(limit));
    }
    try {
      ResultSet result = statement.executeQuery();
      ResultSetMetaData names = result.getMetaData();
      for (int i = 1; i <= names.getColumnCount(); i++) {
        columns.add(names.getColumnName(i));
      }
      rows = result;
    } catch (SQLException e) {
      SearchException failure = failure(e);
      close();
      throw failure;
    }
  }

  /** Names of the columns. */
  public List<String> columns() {
    return List.copyOf(columns);
  }

  /**
   * The next row; null when there is no further row. Values are {@link String}, {@link Boolean},
   * numbers of {@code java.lang} and {@code java.math}, {@link java.time.Instant}, {@link
   * java.time.LocalDate}, {@link java.time.LocalTime}, lists and maps of these, or null.
   *
   * @throws SearchException when the statement fails, is cancelled or takes too long
   */
  public @Nullable Object @Nullable [] next() {
    ResultSet result = rows;
    if (result == null || closed) {
      throw new SearchException("the result is closed");
    }
    try {
      if (!result.next()) {
        return null;
      }
      @Nullable Object[] row = new @Nullable Object[columns.size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = SearchValue.of(result.getObject(i + 1));
      }
      return row;
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  void cancel(String why) {
    stopped = why;
    try {
      statement.cancel();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private void stopAfter(Duration limit) {
    try {
      Thread.sleep(limit);
      while (!closed) {
        cancel("took longer than " + limit.toMillis() + " ms and was stopped");
        Thread.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private SearchException failure(SQLException e) {
    SearchException reason = SearchException.of(e);
    if (stopped == null && String.valueOf(e.getMessage()).endsWith(NO_REASON)) {
      reason = reason(reason);
    }
    String why = stopped;
    return why == null ? reason : new SearchException("the search " + why, e);
  }

  /** Runs the statement again, in the way in which the driver says why it fails. */
  private SearchException reason(SearchException unknown) {
    try (DuckDBPreparedStatement again = connection.prepare(sql)) {
      bind(again);
      try (DuckDBChunkedResult chunks = again.query()) {
        boolean more = chunks.nextChunk();
        while (more && stopped == null) {
          more = chunks.nextChunk();
        }
      }
      return unknown;
    } catch (SQLException e) {
      return SearchException.of(e);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    Thread timer = watch;
    if (timer != null) {
      timer.interrupt();
    }
    try {
      statement.close();
    } catch (SQLException e) {
      throw failure(e);
    }
  }
}
