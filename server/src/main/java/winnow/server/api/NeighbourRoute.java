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
import tools.jackson.databind.JsonNode;
import winnow.lake.search.Search;
import winnow.lake.search.SearchRows;
import winnow.schema.Case;
import winnow.schema.Finding;
import winnow.schema.column.TelemetryTable;

/**
 * The telemetry rows around a finding, those nearest to it in time where there are many; and those
 * that a case rests on, the first of them.
 */
final class NeighbourRoute {
  static final Set<String> PARAMETERS = Set.of("minutes", "limit");
  static final Set<String> CASE_PARAMETERS = Set.of("evidence", "limit");

  private static final int USUAL_MINUTES = 5;
  private static final int MOST_MINUTES = 24 * 60;
  private static final int USUAL_ROWS = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Searches searches;
  private final RankedLists<Finding, SearchableFinding> findings;
  private final CaseLists cases;

  NeighbourRoute(
      Searches searches, RankedLists<Finding, SearchableFinding> findings, CaseLists cases) {
    this.searches = searches;
    this.findings = findings;
    this.cases = cases;
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

  /** Rows around a finding. */
  Answer around(Request request) {
    Finding finding = findings.find(request.part("run"), request.wholePart("rank"));
    Duration reach = Duration.ofMinutes(request.whole("minutes", USUAL_MINUTES, 1, MOST_MINUTES));
    int limit = request.whole("limit", USUAL_ROWS, 1, Page.MOST);
    Instant at = Times.instant(finding.eventTimeMicros());
    return answer(Neighbourhood.of(finding), at.minus(reach), at.plus(reach), at, limit);
  }

  /** Rows that one piece of evidence of a case rests on. */
  Answer ofCase(Request request) {
    Case found = cases.find(request.part("run"), request.wholePart("rank"));
    int number = request.whole("evidence", 1, 1, Integer.MAX_VALUE);
    int limit = request.whole("limit", USUAL_ROWS, 1, Page.MOST);
    JsonNode evidence = CaseViews.explanation(found).path("evidence").path(number - 1);
    if (evidence.isMissingNode()) {
      throw RequestException.missing(
          "case " + found.rank() + " of run " + found.runId() + " has no evidence " + number);
    }
    EvidenceRows its = EvidenceRows.of(found, evidence);
    return answer(its.rows(), its.from(), its.to(), its.from(), limit);
  }

  private Answer answer(
      Neighbourhood neighbourhood, Instant from, Instant to, Instant at, int limit) {
    List<@Nullable Object[]> nearest = read(neighbourhood, from, to, at, limit + 1);
    return new Answer(
        neighbourhood.kind().tableName(),
        neighbourhood.about(),
        from,
        to,
        neighbourhood.columns().stream()
            .map(name -> TelemetryTable.of(neighbourhood.kind()).column(name))
            .map(FindingViews.ColumnView::of)
            .toList(),
        nearest.stream().limit(limit).sorted(Comparator.comparing(NeighbourRoute::time)).toList(),
        nearest.size() > limit,
        limit);
  }

  /** Nearest first; one row more than are shown tells that there are more. */
  private List<@Nullable Object[]> read(
      Neighbourhood neighbourhood, Instant from, Instant to, Instant at, int limit) {
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
