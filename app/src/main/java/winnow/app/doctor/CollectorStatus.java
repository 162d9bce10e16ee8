// SPDX-License-Identifier: Apache-2.0
package winnow.app.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.collector.spool.Spool;
import winnow.collector.status.CollectorState;
import winnow.collector.status.SourceRow;
import winnow.collector.status.SourceTables;

/**
 * What a collector of a lake tells of itself, now or when it ended.
 *
 * @param spool folder of its spool
 * @param state when it was started, and whether it was stopped; null when that is not told
 * @param rows its sources and exporters; none when it has not told of them
 */
record CollectorStatus(Path spool, @Nullable CollectorState state, List<SourceRow> rows) {
  /**
   * Reads what is told in {@code table}, and in the state beside it.
   *
   * @throws IOException when it cannot be read, or is damaged
   */
  static CollectorStatus read(SourceTables tables, Path table) throws IOException {
    Path stateFile = SourceTables.state(table);
    CollectorState state = CollectorState.read(stateFile);
    List<SourceRow> rows = SourceRow.read(table);
    String place = rows.isEmpty() ? "" : rows.getFirst().get("spool");
    try {
      return new CollectorStatus(tables.spool(state == null ? place : state.spool()), state, rows);
    } catch (IllegalArgumentException e) {
      Path file = state == null ? table : stateFile;
      throw new IOException(file + " names a spool that is no path: " + e.getMessage(), e);
    }
  }

  /** Whether its spool is that at {@code folder}. */
  boolean isAt(Path folder) {
    try {
      return Files.isSameFile(spool, folder);
    } catch (IOException e) {
      return spool.equals(folder.toAbsolutePath().normalize());
    }
  }

  /** Whether it is known to run no more. */
  boolean hasEnded() {
    try {
      return !Spool.isInUse(spool);
    } catch (IOException e) {
      return false;
    }
  }

  /** When it last told of itself. */
  Instant updatedAt() {
    Instant latest = state == null ? Instant.MIN : state.startedAt();
    for (SourceRow row : rows) {
      latest = row.updatedAt().isAfter(latest) ? row.updatedAt() : latest;
    }
    return latest;
  }
}
