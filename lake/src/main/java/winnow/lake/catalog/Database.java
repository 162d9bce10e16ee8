// SPDX-License-Identifier: Apache-2.0
package winnow.lake.catalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * The SQLite database of a lake. Readers never wait for writers (write-ahead log); writers of all
 * processes take turns. A commit is on disk when it returns. Thread-safe.
 *
 * <p>Whoever may not write it reads it with a connection each time: while nobody has it open to
 * write, there is no log and the file is read as it is, which is to be found out anew.
 */
final class Database implements AutoCloseable {
  private static final int BUSY_TIMEOUT_MILLIS = 60_000;

  private final Path file;
  private final @Nullable Session reader;
  private final @Nullable Session writer;

  private Database(Path file, @Nullable Session reader, @Nullable Session writer) {
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
    if (Files.exists(file) && !(Files.isWritable(file) && Files.isWritable(file.getParent()))) {
      return new Database(file, null, null);
    }
    try {
      Session writer = new Session(connect(file), "BEGIN IMMEDIATE", new ReentrantLock(true));
      Session reader = new Session(connect(file), "BEGIN", new ReentrantLock(true));
      return new Database(file, reader, writer);
    } catch (SQLException e) {
      throw new LakeException("cannot open the catalogue " + file + ": " + e.getMessage(), e);
    }
  }

  /** Whether this user may not write it. */
  boolean isReadOnly() {
    return writer == null;
  }

  /** Runs queries that see one state of the database. */
  <T> T read(Work<T> work) {
    if (reader != null) {
      return run(reader, work, "read");
    }
    try (Connection once = connectToRead(file)) {
      return run(new Session(once, "BEGIN", new ReentrantLock()), work, "read");
    } catch (SQLException e) {
      throw new LakeException("cannot open the catalogue " + file + ": " + e.getMessage(), e);
    }
  }

  /** Runs statements as one transaction, all or nothing. */
  <T> T write(Work<T> work) {
    if (writer == null) {
      throw new LakeException(
          "the lake " + file.getParent() + " can only be read: this user may not write it");
    }
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

  private static Connection connectToRead(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.setReadOnly(true);
    boolean isBeingWritten = Files.exists(file.resolveSibling(file.getFileName() + "-wal"));
    String name = file.toUri() + (isBeingWritten ? "" : "?immutable=1");
    return config.createConnection("jdbc:sqlite:" + name);
  }

  @Override
  public void close() {
    if (reader == null || writer == null) {
      return;
    }
    try {
      reader.connection.close();
      writer.connection.close();
    } catch (SQLException e) {
      throw new LakeException("cannot close the catalogue " + file + ": " + e.getMessage(), e);
    }
  }
}
