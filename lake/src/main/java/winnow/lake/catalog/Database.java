// SPDX-License-Identifier: Apache-2.0
package winnow.lake.catalog;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;

/**
 * The SQLite database of a lake. Readers never wait for writers (write-ahead log); writers of all
 * processes take turns. A commit is on disk when it returns. Thread-safe.
 */
final class Database implements AutoCloseable {
  private static final int BUSY_TIMEOUT_MILLIS = 60_000;

  private final Path file;
  private final Session reader;
  private final Session writer;

  private Database(Path file, Session reader, Session writer) {
    this.file = file;
    this.reader = reader;
    this.writer = writer;
  }

  /** What to do with the database. */
  @FunctionalInterface
  interface Work<T> {
    T run(Sql sql) throws SQLException;
  }

  /** One connection and whose turn it is. */
  private record Session(Connection connection, String begin, ReentrantLock turn) {
    void execute(String statement) throws SQLException {
      try (Statement runner = connection.createStatement()) {
        runner.execute(statement);
      }
    }
  }

  static Database open(Path file) {
    try {
      Session writer = new Session(connect(file), "BEGIN IMMEDIATE", new ReentrantLock(true));
      Session reader = new Session(connect(file), "BEGIN", new ReentrantLock(true));
      return new Database(file, reader, writer);
    } catch (SQLException e) {
      throw new LakeException("cannot open the catalogue " + file + ": " + e.getMessage(), e);
    }
  }

  /** Runs queries that see one state of the database. */
  <T> T read(Work<T> work) {
    return run(reader, work, "read");
  }

  /** Runs statements as one transaction, all or nothing. */
  <T> T write(Work<T> work) {
    return run(writer, work, "write");
  }

  private <T> T run(Session session, Work<T> work, String verb) {
    session.turn.lock();
    try {
      session.execute(session.begin);
      try {
        T result = work.run(new Sql(session.connection));
        session.execute("COMMIT");
        return result;
      } catch (SQLException | RuntimeException e) {
        rollBack(session, e);
        throw e;
      }
    } catch (SQLException e) {
      throw new LakeException(
          "cannot " + verb + " the catalogue " + file + ": " + e.getMessage(), e);
    } finally {
      session.turn.unlock();
    }
  }

  private static void rollBack(Session session, Exception cause) {
    try {
      session.execute("ROLLBACK");
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private static Connection connect(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    return config.createConnection("jdbc:sqlite:" + file);
  }

  @Override
  public void close() {
    try {
      reader.connection.close();
      writer.connection.close();
    } catch (SQLException e) {
      throw new LakeException("cannot close the catalogue " + file + ": " + e.getMessage(), e);
    }
  }
}
