// SPDX-License-Identifier: Apache-2.0
package winnow.casebook;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteConfig;

/**
 * The SQLite database of a casebook. Nothing stays open: each use connects anew, which takes about
 * a millisecond, and makes the file only to write. Readers never wait for writers (write-ahead
 * log), writers of all threads and processes take turns, and what was written is on disk.
 */
final class Database {
  private static final int BUSY_TIMEOUT_MILLIS = 60_000;

  /** What brings a casebook from each version of its layout to the next, the first from nothing. */
  private static final List<List<String>> MIGRATIONS =
      List.of(
          List.of(
              """
              CREATE TABLE suppression (
                id INTEGER PRIMARY KEY,
                expires_at INTEGER,
                author TEXT NOT NULL,
                reason TEXT NOT NULL,
                added_at INTEGER NOT NULL,
                removed_by TEXT,
                removed_at INTEGER,
                removed_reason TEXT)\
              """,
              """
              CREATE TABLE suppression_condition (
                suppression_id INTEGER NOT NULL REFERENCES suppression (id),
                name TEXT NOT NULL,
                value TEXT NOT NULL,
                PRIMARY KEY (suppression_id, name))\
              """,
              """
              CREATE TABLE verdict (
                id INTEGER PRIMARY KEY,
                day TEXT NOT NULL,
                host TEXT NOT NULL,
                family TEXT NOT NULL,
                peer TEXT NOT NULL,
                importance TEXT,
                author TEXT NOT NULL,
                at INTEGER NOT NULL,
                note TEXT)\
              """,
              "CREATE INDEX verdict_subject ON verdict (day, host, family, peer)",
              """
              CREATE TABLE audit (
                id INTEGER PRIMARY KEY,
                at INTEGER NOT NULL,
                author TEXT NOT NULL,
                action TEXT NOT NULL,
                subject TEXT NOT NULL,
                detail TEXT NOT NULL)\
              """));

  private static final int VERSION = MIGRATIONS.size();

  private final Path file;

  Database(Path file) {
    this.file = file;
  }

  /** What to do with the database. */
  @FunctionalInterface
  interface Work<T> {
    T run(Sql sql) throws SQLException;
  }

  /** Runs queries that see one state of the database; {@code otherwise} when there is none yet. */
  <T> T read(T otherwise, Work<T> work) {
    if (!Files.exists(file)) {
      return otherwise;
    }
    try (Connection connection = isWritable() ? connect() : connectToRead()) {
      Sql sql = new Sql(connection);
      sql.execute("BEGIN");
      int version = version(sql);
      if (version == 0) {
        return otherwise;
      }
      if (version < VERSION) {
        sql.execute("COMMIT");
        return write(work);
      }
      return work.run(sql);
    } catch (SQLException e) {
      throw new CasebookException("cannot read the casebook " + file + ": " + e.getMessage(), e);
    }
  }

  /** Runs statements as one transaction, all or nothing. */
  <T> T write(Work<T> work) {
    if (!isWritable()) {
      throw new CasebookException(
          "the casebook " + file + " can only be read: this user may not write it");
    }
    try (Connection connection = connect()) {
      Sql sql = new Sql(connection);
      sql.execute("BEGIN IMMEDIATE");
      for (int version = version(sql); version < VERSION; version++) {
        for (String statement : MIGRATIONS.get(version)) {
          sql.execute(statement);
        }
        sql.execute("PRAGMA user_version = " + (version + 1));
      }
      T result = work.run(sql);
      sql.execute("COMMIT");
      return result;
    } catch (SQLException e) {
      throw new CasebookException("cannot write the casebook " + file + ": " + e.getMessage(), e);
    }
  }

  private int version(Sql sql) throws SQLException {
    int version = sql.first("PRAGMA user_version", row -> row.getInt(1)).orElseThrow();
    if (version > VERSION) {
      throw new CasebookException(
          "the casebook "
              + file
              + " has version "
              + version
              + " of its layout; this program reads up to "
              + VERSION);
    }
    return version;
  }

  private boolean isWritable() {
    return (!Files.exists(file) || Files.isWritable(file)) && Files.isWritable(file.getParent());
  }

  private Connection connect() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    return config.createConnection("jdbc:sqlite:" + file);
  }

  /** While nobody has it open to write, there is no log and the file is read as it is. */
  private Connection connectToRead() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.setReadOnly(true);
    boolean isBeingWritten = Files.exists(file.resolveSibling(file.getFileName() + "-wal"));
    String name = file.toUri() + (isBeingWritten ? "" : "?immutable=1");
    return config.createConnection("jdbc:sqlite:" + name);
  }
}
