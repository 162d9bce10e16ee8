// SPDX-License-Identifier: Apache-2.0
package winnow.lake.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private Database database;
  private Sessions sessions;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("catalog.db"));
    CatalogTables.migrate(database, "test", "file:///test");
    sessions = new Sessions(database, InstantSource.system(), Duration.ofMillis(5));
  }

  @AfterEach
  void close() {
    sessions.close();
    database.close();
  }

  private long heartbeat() {
    return database.read(sql ->
        sql.first("SELECT max(heartbeat) FROM session", row -> row.getLong(1)).orElseThrow());
  }

  private void change(String statement) {
    database.write(sql -> sql.update(statement));
  }

  private static boolean becomes(BooleanSupplier state) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!state.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(1_000_000);
    }
    return state.getAsBoolean();
  }

  @Test
  void goesOnGivingSignsOfLifeAfterOneFailed() {
    sessions.id();
    change("ALTER TABLE session RENAME TO away");
    LockSupport.parkNanos(100_000_000);
    change("ALTER TABLE away RENAME TO session");
    long before = heartbeat();
    assertThat(becomes(() -> heartbeat() > before)).isTrue();
  }

  @Test
  void goesOnUnderAnotherIdWhenItWasBarred() {
    String barred = sessions.id();
    assertThat(sessions.bar(barred, Instant.now().plus(PATIENCE))).isTrue();
    assertThat(becomes(() -> !sessions.id().equals(barred))).isTrue();
    assertThat(sessions.silentSince(Instant.now().plus(PATIENCE))).containsExactly(barred);
    long before = heartbeat();
    assertThat(becomes(() -> heartbeat() > before)).isTrue();
  }
}
