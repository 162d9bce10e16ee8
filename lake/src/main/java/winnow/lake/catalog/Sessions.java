// SPDX-License-Identifier: Apache-2.0
package winnow.lake.catalog;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may be writing: each open lake that writes is a session, whose id is in the names of all
 * files it writes. A session that shows no sign of life for long is barred: it cannot publish any
 * more, and files of it that nothing refers to may be deleted.
 */
public final class Sessions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(20);
  private static final long BARRED = -1;

  private final Database database;
  private final InstantSource clock;
  private final Duration heartbeat;
  private final Thread heart;
  private String id = newId();
  private boolean begun;

  Sessions(Database database, InstantSource clock) {
    this(database, clock, HEARTBEAT);
  }

  Sessions(Database database, InstantSource clock, Duration heartbeat) {
    this.database = database;
    this.clock = clock;
    this.heartbeat = heartbeat;
    heart = Thread.ofPlatform().daemon().name("winnow-lake-heartbeat").unstarted(this::beat);
  }

  /** The id of the present session, which begins with the first call. */
  public synchronized String id() {
    if (!begun) {
      long now = Ledger.micros(clock.instant());
      database.write(
          sql -> sql.update("INSERT INTO session (id, heartbeat) VALUES (?, ?)", id, now));
      begun = true;
      if (heart.getState() == Thread.State.NEW) {
        heart.start();
      }
    }
    return id;
  }

  /** Throws when {@code session} was barred. */
  void requireAlive(Sql sql, String session) throws SQLException {
    if (touch(sql, session) == 0) {
      throw new LakeException(
          "session "
              + session
              + " was silent for so long that its unfinished files were given up; start again");
    }
  }

  /** Sessions other than the present one without a sign of life since {@code time}. */
  public synchronized List<String> silentSince(Instant time) {
    return database.read(sql ->
        sql.list(
            "SELECT id FROM session WHERE heartbeat <= ? AND id <> ? ORDER BY id",
            row -> row.getString(1),
            Ledger.micros(time),
            id));
  }

  /** Bars a session if it still shows no sign of life since {@code time}; tells whether it did. */
  public boolean bar(String session, Instant time) {
    return database.write(sql ->
        sql.update(
            "UPDATE session SET heartbeat = ? WHERE id = ? AND heartbeat <= ?",
            BARRED,
            session,
            Ledger.micros(time)))
        > 0;
  }

  /** Forgets a session whose files are dealt with. */
  public void forget(String session) {
    database.write(sql -> sql.update("DELETE FROM session WHERE id = ?", session));
  }

  private int touch(Sql sql, String session) throws SQLException {
    return sql.update(
        "UPDATE session SET heartbeat = ? WHERE id = ? AND heartbeat <> ?",
        Ledger.micros(clock.instant()),
        session,
        BARRED);
  }

  private void beat() {
    try {
      while (true) {
        Thread.sleep(heartbeat);
        try {
          beatOnce();
        } catch (LakeException e) {
          LOG.warn("no sign of life could be given; the next is due in {}", heartbeat, e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void beatOnce() {
    if (begun && database.write(sql -> touch(sql, id)) == 0) {
      id = newId();
      begun = false;
    }
  }

  private static String newId() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  /** Ends the session. Whoever closes has published or deleted all files that it wrote. */
  @Override
  public void close() {
    heart.interrupt();
    synchronized (this) {
      if (begun) {
        forget(id);
        begun = false;
      }
    }
  }
}
