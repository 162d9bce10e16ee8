// SPDX-License-Identifier: Apache-2.0
package winnow.app.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import winnow.app.collect.LiveCollection;
import winnow.collector.status.CollectorState;
import winnow.collector.status.SourceRow;
import winnow.collector.status.SourceTables;

/**
 * What the collectors of a lake tell of themselves, now or when they ended.
 *
 * @param state the spool of the last one, and whether it was stopped; null when nobody has
 *     collected
 * @param rows their sources and exporters; none when nobody has collected
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
    return new LiveStatus(
        CollectorState.read(LiveCollection.stateFile(lake)), new SourceTables(lake).rows());
  }

  /** Whether anybody has collected. */
  boolean isThere() {
    return state != null || !rows.isEmpty();
  }

  /** The folder of the spool, {@code usual} where that is not told. */
  Path spoolOr(Path usual) {
    return state == null ? usual : state.spool();
  }

  /** The spools that collectors of the lake have told of. */
  List<Path> spools() {
    Stream<Path> ofState = Stream.ofNullable(state).map(CollectorState::spool);
    Stream<Path> ofRows =
        rows.stream().map(row -> row.get("spool")).filter(text -> !text.isEmpty()).map(Path::of);
    return Stream.concat(ofState, ofRows).map(LiveStatus::place).distinct().sorted().toList();
  }

  /** What the collector with the spool at {@code spool} tells; rows that name none are its own. */
  LiveStatus of(Path spool) {
    CollectorState own = state != null && isAt(state.spool(), spool) ? state : null;
    return new LiveStatus(
        own,
        rows.stream()
            .filter(row -> row.get("spool").isEmpty() || isAt(Path.of(row.get("spool")), spool))
            .toList());
  }

  private static boolean isAt(Path one, Path other) {
    return place(one).equals(place(other));
  }

  private static Path place(Path path) {
    return path.toAbsolutePath().normalize();
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
