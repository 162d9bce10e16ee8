// SPDX-License-Identifier: Apache-2.0
package winnow.lake.catalog;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the newest metadata of each table is: the part of the database that every Iceberg client
 * understands as a JDBC catalogue (schema version V1).
 */
final class Pointers {
  /** The catalogue's name, for other Iceberg clients. */
  static final String CATALOG = "winnow";

  /** The tables' namespace, for other Iceberg clients. */
  static final String NAMESPACE = "lake";

  private Pointers() {}

  /** Names of the tables. */
  static List<String> tables(Sql sql) throws SQLException {
    return sql.list(
        """
        SELECT table_name FROM iceberg_tables
        WHERE catalog_name = ? AND table_namespace = ? ORDER BY table_name\
        """,
        row -> row.getString(1),
        CATALOG,
        NAMESPACE);
  }

  /** Where the metadata of {@code table} is. */
  static Optional<String> find(Sql sql, String table) throws SQLException {
    return sql.first(
        """
        SELECT metadata_location FROM iceberg_tables
        WHERE catalog_name = ? AND table_namespace = ? AND table_name = ?\
        """,
        row -> row.getString(1),
        CATALOG,
        NAMESPACE,
        table);
  }

  /**
   * Moves the pointer of {@code table}, or makes it when {@code from} is null.
   *
   * @return whether it was at {@code from}
   */
  static boolean swap(Sql sql, String table, @Nullable String from, String to) throws SQLException {
    if (from == null) {
      return sql.update(
              """
              INSERT OR IGNORE INTO iceberg_tables
                (catalog_name, table_namespace, table_name, metadata_location, iceberg_type)
              VALUES (?, ?, ?, ?, 'TABLE')\
              """,
              CATALOG,
              NAMESPACE,
              table,
              to)
          == 1;
    }
    return sql.update(
            """
            UPDATE iceberg_tables
            SET metadata_location = ?, previous_metadata_location = metadata_location
            WHERE catalog_name = ? AND table_namespace = ? AND table_name = ?
              AND metadata_location = ?\
            """,
            to,
            CATALOG,
            NAMESPACE,
            table,
            from)
        == 1;
  }
}
