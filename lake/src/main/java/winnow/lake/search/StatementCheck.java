// SPDX-License-Identifier: Apache-2.0
package winnow.lake.search;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Tells from DuckDB's own syntax tree whether a text is one statement that does nothing but read
 * tables. Data-modifying common table expressions are SELECT statements to DuckDB, and could write
 * to files that are allowed to be read; so only known kinds of query nodes and of table functions
 * pass.
 */
final class StatementCheck {
  private static final String PARSE =
      """
      WITH parsed AS (SELECT json_serialize_sql(CAST(? AS VARCHAR)) AS tree),
           nodes AS (
             SELECT node.atom ->> '$' AS type,
                    parsed.tree ->> (node.path || '.function.function_name') AS function
             FROM parsed, json_tree(parsed.tree) AS node
             WHERE node.key = 'type' AND node.type = 'VARCHAR')
      SELECT tree ->> 'error' AS error,
             tree ->> 'error_type' AS error_type,
             tree ->> 'error_message' AS error_message,
             json_array_length(tree, 'statements') AS statements,
             (SELECT count(*) FROM nodes
              WHERE suffix(type, '_NODE')
                AND type NOT IN ('SELECT_NODE', 'SET_OPERATION_NODE', 'RECURSIVE_CTE_NODE',
                                 'CTE_NODE', 'AT_NODE')) AS writing,
             (SELECT min(lower(function)) FROM nodes
              WHERE type = 'TABLE_FUNCTION'
                AND lower(function) NOT IN ('range', 'generate_series', 'unnest', 'repeat',
                  'json_each', 'json_tree', 'summary', 'histogram', 'histogram_values',
                  'duckdb_columns', 'duckdb_tables', 'duckdb_views', 'duckdb_functions')) AS function
      FROM parsed\
      """;

  private StatementCheck() {}

  /** Throws unless {@code sql} is one statement that only reads. */
  static void requireQuery(Connection connection, String sql) {
    try (PreparedStatement parser = connection.prepareStatement(PARSE)) {
      parser.setString(1, sql);
      try (ResultSet row = parser.executeQuery()) {
        row.next();
        requireQuery(row);
      }
    } catch (SQLException e) {
      throw SearchException.of(e);
    }
  }

  private static void requireQuery(ResultSet row) throws SQLException {
    boolean isWrong = row.getBoolean("error");
    if (isWrong && "parser".equals(row.getString("error_type"))) {
      throw new SearchException(row.getString("error_message"));
    }
    if (isWrong || row.getLong("writing") > 0) {
      throw new SearchException("only statements that read are allowed: SELECT or FROM");
    }
    if (row.getInt("statements") != 1) {
      throw new SearchException("expected one statement, found " + row.getInt("statements"));
    }
    String function = row.getString("function");
    if (function != null) {
      throw new SearchException("table function " + function + " is not allowed");
    }
  }
}
