// SPDX-License-Identifier: Apache-2.0
package winnow.lake.search;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SQL over one state of the lake: views {@code flow}, {@code dns}, {@code http} and {@code
 * finding}, nothing else. Statements cannot write, read other files or load code. One statement at
 * a time.
 */
public final class Search implements AutoCloseable {
  Search() {}

  /**
   * Runs a statement without parameters.
   *
   * @param sql one SELECT statement, DuckDB's dialect
   * @param timeout how long it may take in all, reading of the rows included; null for no limit
   * @throws SearchException when the statement is wrong, or took too long
   */
  public SearchRows query(String sql, @Nullable Duration timeout) {
    return query(sql, List.of(), timeout);
  }

  /**
   * Runs a statement.
   *
   * @param sql one SELECT statement, DuckDB's dialect
   * @param parameters values of its question marks: texts, numbers, {@link java.time.Instant}s
   * @param timeout how long it may take in all, reading of the rows included; null for no limit
   * @throws SearchException when the statement is wrong, or took too long
   */
  public SearchRows query(String sql, List<?> parameters, @Nullable Duration timeout) {
    throw new UnsupportedOperationException("not yet");
  }

  /** Stops the statement that is running, if one is; from any thread. */
  public void cancel() {
    throw new UnsupportedOperationException("not yet");
  }

  @Override
  public void close() {}
}
