// SPDX-License-Identifier: Apache-2.0
package winnow.app.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.app.collect.LiveCollection;
import winnow.collector.status.CollectorState;
import winnow.collector.status.SourceRow;

/**
 * What the collector of a lake tells of itself, now or when it ended.
 *
 * @param state its spool, and whether it was stopped; null when nobody has collected
 * @param rows its sources and their exporters; none when nobody has collected
 */
record LiveStatus(@Nullable CollectorState state, List<SourceRow> rows) {
  /** Nobody has collected. */
  static final LiveStatus NONE = new LiveStatus(null, List.of());

  /**
   * Reads what is at {@code lake}.
   *
   * @throws IOException when it cannot be read, or is damaged
   */
  static LiveStatus read(Path lake) throws IOException {
    Path table = LiveCollection.sourceTable(lake);
    return new LiveStatus(
        CollectorState.read(LiveCollection.stateFile(lake)),
        Files.exists(table) ? SourceRow.read(table) : List.of());
  }

  /** Whether anybody has collected. */
  boolean isThere() {
    return state != null || !rows.isEmpty();
  }

  /** The folder of the spool, {@code usual} where that is not told. */
  Path spoolOr(Path usual) {
    return state == null ? usual : state.spool();
  }

  /** When the collector last told of itself. */
  Instant updatedAt() {
    Instant latest = state == null ? Instant.MIN : state.startedAt();
    for (SourceRow row : rows) {
      Instant updated = Instant.parse(row.get("updated_at"));
      latest = updated.isAfter(latest) ? updated : latest;
    }
    return latest;
  }
}
