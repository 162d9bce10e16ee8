// SPDX-License-Identifier: Apache-2.0
package winnow.lake.catalog;

import java.sql.SQLException;
import java.util.List;

/** The tables of the catalogue's database, and their version. */
final class CatalogTables {
  /** Version of the lake's layout that this code reads and writes; {@code PRAGMA user_version}. */
  static final int VERSION = 3;

  private static final List<String> VERSION_1 =
      List.of(
          """
          CREATE TABLE iceberg_tables (
            catalog_name VARCHAR(255) NOT NULL,
            table_namespace VARCHAR(255) NOT NULL,
            table_name VARCHAR(255) NOT NULL,
            metadata_location VARCHAR(1000),
            previous_metadata_location VARCHAR(1000),
            iceberg_type VARCHAR(5),
            PRIMARY KEY (catalog_name, table_namespace, table_name))\
          """,
          """
          CREATE TABLE iceberg_namespace_properties (
            catalog_name VARCHAR(255) NOT NULL,
            namespace VARCHAR(255) NOT NULL,
            property_key VARCHAR(255),
            property_value VARCHAR(1000),
            PRIMARY KEY (catalog_name, namespace, property_key))\
          """,
          """
          CREATE TABLE lake (
            key TEXT PRIMARY KEY,
            value TEXT NOT NULL)\
          """,
          """
          CREATE TABLE session (
            id TEXT PRIMARY KEY,
            heartbeat INTEGER NOT NULL)\
          """,
          """
          CREATE TABLE input (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            sha256 TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            source TEXT NOT NULL,
            format TEXT NOT NULL,
            size_bytes INTEGER NOT NULL,
            accepted INTEGER NOT NULL,
            ingested_at INTEGER NOT NULL,
            first_event INTEGER,
            last_event INTEGER)\
          """,
          """
          CREATE TABLE input_count (
            input_id INTEGER NOT NULL REFERENCES input (id),
            outcome TEXT NOT NULL CHECK (outcome IN ('rejected', 'skipped')),
            reason TEXT NOT NULL,
            records INTEGER NOT NULL,
            PRIMARY KEY (input_id, outcome, reason)) WITHOUT ROWID\
          """,
          """
          CREATE TABLE input_table (
            input_id INTEGER NOT NULL REFERENCES input (id),
            table_name TEXT NOT NULL,
            records INTEGER NOT NULL,
            snapshot_id INTEGER NOT NULL,
            PRIMARY KEY (input_id, table_name)) WITHOUT ROWID\
          """,
          """
          CREATE TABLE run (
            id TEXT PRIMARY KEY,
            method TEXT NOT NULL,
            kind TEXT NOT NULL,
            day TEXT NOT NULL,
            finished_at INTEGER NOT NULL,
            findings INTEGER NOT NULL,
            list_digest TEXT NOT NULL,
            manifest TEXT NOT NULL) WITHOUT ROWID\
          """,
          "CREATE INDEX run_of_day ON run (kind, day)",
          """
          CREATE TABLE run_snapshot (
            run_id TEXT NOT NULL REFERENCES run (id),
            table_name TEXT NOT NULL,
            snapshot_id INTEGER NOT NULL,
            PRIMARY KEY (run_id, table_name)) WITHOUT ROWID\
          """,
          """
          CREATE TABLE data_file (
            path TEXT PRIMARY KEY,
            table_name TEXT NOT NULL,
            size_bytes INTEGER NOT NULL,
            records INTEGER NOT NULL,
            sha256 TEXT NOT NULL,
            deleted_at INTEGER) WITHOUT ROWID\
          """,
          """
          CREATE TABLE garbage (
            path TEXT PRIMARY KEY,
            since INTEGER NOT NULL) WITHOUT ROWID\
          """,
          """
          CREATE TABLE scanned (
            table_name TEXT NOT NULL,
            snapshot_id INTEGER NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (table_name, snapshot_id)) WITHOUT ROWID\
          """,
          "PRAGMA user_version = 1");

  private static final List<String> VERSION_2 =
      List.of(
          """
          CREATE TABLE input_content (
            input_id INTEGER PRIMARY KEY REFERENCES input (id),
            size_bytes INTEGER NOT NULL,
            head_bytes INTEGER NOT NULL,
            head_sha256 TEXT NOT NULL)\
          """,
          "CREATE INDEX input_of_head ON input_content (head_bytes, head_sha256)",
          """
          CREATE TABLE input_stored (
            sha256 TEXT PRIMARY KEY,
            input_id INTEGER NOT NULL REFERENCES input (id)) WITHOUT ROWID\
          """,
          "PRAGMA user_version = 2");

  /** The kind of a run may be absent. SQLite takes a constraint away by making a table anew. */
  private static final List<String> VERSION_3 =
      List.of(
          "DROP INDEX run_of_day",
          "ALTER TABLE run RENAME TO run_2",
          "ALTER TABLE run_snapshot RENAME TO run_snapshot_2",
          """
          CREATE TABLE run (
            id TEXT PRIMARY KEY,
            method TEXT NOT NULL,
            kind TEXT,
            day TEXT NOT NULL,
            finished_at INTEGER NOT NULL,
            findings INTEGER NOT NULL,
            list_digest TEXT NOT NULL,
            manifest TEXT NOT NULL) WITHOUT ROWID\
          """,
          """
          CREATE TABLE run_snapshot (
            run_id TEXT NOT NULL REFERENCES run (id),
            table_name TEXT NOT NULL,
            snapshot_id INTEGER NOT NULL,
            PRIMARY KEY (run_id, table_name)) WITHOUT ROWID\
          """,
          """
          INSERT INTO run (id, method, kind, day, finished_at, findings, list_digest, manifest)
          SELECT id, method, kind, day, finished_at, findings, list_digest, manifest FROM run_2\
          """,
          """
          INSERT INTO run_snapshot (run_id, table_name, snapshot_id)
          SELECT run_id, table_name, snapshot_id FROM run_snapshot_2\
          """,
          "DROP TABLE run_snapshot_2",
          "DROP TABLE run_2",
          "CREATE INDEX run_of_day ON run (kind, day)",
          "PRAGMA user_version = 3");

  private CatalogTables() {}

  /**
   * Brings the database to {@link #VERSION}.
   *
   * @param place what messages call the lake
   * @param location what paths in table metadata begin with, when the lake is new
   */
  static void migrate(Database database, String place, String location) {
    int version = database.read(CatalogTables::version);
    if (version < VERSION) {
      database.write(sql -> {
        bringUp(sql, location);
        return VERSION;
      });
    } else if (version > VERSION) {
      throw new LakeException(
          "the lake "
              + place
              + " has layout version "
              + version
              + ", made by a newer Winnow; this one reads versions up to "
              + VERSION);
    }
  }

  private static void bringUp(Sql sql, String location) throws SQLException {
    if (version(sql) == 0) {
      run(sql, VERSION_1);
      sql.update("INSERT INTO lake (key, value) VALUES ('location', ?)", location);
    }
    if (version(sql) == 1) {
      run(sql, VERSION_2);
    }
    if (version(sql) == 2) {
      run(sql, VERSION_3);
    }
  }

  private static void run(Sql sql, List<String> statements) throws SQLException {
    for (String statement : statements) {
      sql.update(statement);
    }
  }

  /** What the locations of all files begin with. */
  static String location(Sql sql) throws SQLException {
    return sql.first("SELECT value FROM lake WHERE key = 'location'", row -> row.getString(1))
        .orElseThrow();
  }

  private static int version(Sql sql) throws SQLException {
    return sql.first("PRAGMA user_version", row -> row.getInt(1)).orElseThrow();
  }
}
