// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.lake.search.Search;
import winnow.lake.search.SearchRows;
import winnow.schema.Finding;
import winnow.schema.column.TelemetryTable;

/** The telemetry rows around a finding, those nearest to it in time where there are many. */
final class NeighbourRoute {
  static final Set<String> PARAMETERS = Set.of("minutes", "limit");

  private static final int USUAL_MINUTES = 5;
  private static final int MOST_MINUTES = 24 * 60;
  private static final int USUAL_ROWS = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Searches searches;
  private final FindingLists lists;

  NeighbourRoute(Searches searches, FindingLists lists) {
    this.searches = searches;
    this.lists = lists;
  }

  record Answer(
      String kind,
      String about,
      Instant from,
      Instant to,
      List<FindingViews.ColumnView> columns,
      List<@Nullable Object[]> rows,
      boolean truncated,
      int limit) {}

  Answer answer(Request request) {
    Finding finding = lists.find(request.part("run"), request.wholePart("rank"));
    Duration reach = Duration.ofMinutes(request.whole("minutes", USUAL_MINUTES, 1, MOST_MINUTES));
    int limit = request.whole("limit", USUAL_ROWS, 1, Page.MOST);
    Instant at = Times.instant(finding.eventTimeMicros());
    Neighbourhood neighbourhood = Neighbourhood.of(finding);
    List<@Nullable Object[]> nearest = read(neighbourhood, at, reach, limit + 1);
    return new Answer(
        finding.kind().tableName(),
        neighbourhood.about(),
        at.minus(reach),
        at.plus(reach),
        neighbourhood.columns().stream()
            .map(name -> TelemetryTable.of(finding.kind()).column(name))
            .map(FindingViews.ColumnView::of)
            .toList(),
        nearest.stream().limit(limit).sorted(Comparator.comparing(NeighbourRoute::time)).toList(),
        nearest.size() > limit,
        limit);
  }

  /** Nearest first; one row more than are shown tells that there are more. */
  private List<@Nullable Object[]> read(
      Neighbourhood neighbourhood, Instant at, Duration reach, int limit) {
    Instant from = at.minus(reach);
    Instant to = at.plus(reach);
    List<Object> parameters = new ArrayList<>(List.of(from, to));
    parameters.addAll(neighbourhood.parameters());
    parameters.add(Times.micros(at));
    String sql = neighbourhood.sql(limit);
    return searches.run(
        Times.micros(from), Times.micros(to), search -> rows(search, sql, parameters));
  }

  private static Instant time(@Nullable Object[] row) {
    return (Instant) Objects.requireNonNull(row[0], "event_time");
  }

  private static List<@Nullable Object[]> rows(Search search, String sql, List<Object> parameters) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    try (SearchRows found = search.query(sql, parameters, PATIENCE)) {
      for (Object[] row = found.next(); row != null; row = found.next()) {
        rows.add(row);
      }
    }
    return rows;
  }
}
