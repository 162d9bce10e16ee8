// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.lake.Lake;
import winnow.lake.catalog.EventSpan;
import winnow.lake.search.Search;
import winnow.lake.search.SearchRows;
import winnow.schema.TelemetryKind;

/** Rows over time, counted in buckets of equal length that start at multiples of it. */
final class IngestSummaryRoute {
  static final Set<String> PARAMETERS = Set.of("kind", "from", "to", "step");
  static final int MOST_BUCKETS = 5000;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int USUAL_BUCKETS = 1500;
  private static final int LONGEST_STEP = 366 * 86_400;
  private static final int[] STEPS = {
    60, 300, 900, 3600, 3 * 3600, 6 * 3600, 86_400, 7 * 86_400, 28 * 86_400
  };

  private final Lake lake;
  private final Searches searches;

  IngestSummaryRoute(Lake lake, Searches searches) {
    this.lake = lake;
    this.searches = searches;
  }

  record Summary(Instant from, Instant to, int step, long[] times, List<Series> series) {}

  record Series(String kind, long[] rows, long total) {}

  /** From the first bucket's start to the last one's end, seconds since the epoch. */
  private record Span(long from, long to, int step) {
    Span {
      from = Math.floorDiv(from, step) * step;
      to = Math.ceilDiv(to, step) * step;
      if ((to - from) / step > MOST_BUCKETS) {
        throw RequestException.wrong(
            "step "
                + step
                + " makes "
                + (to - from) / step
                + " buckets: more than "
                + MOST_BUCKETS);
      }
    }

    int buckets() {
      return (int) ((to - from) / step);
    }
  }

  Summary answer(Request request) {
    List<TelemetryKind> kinds =
        request.optionalKind("kind").map(List::of).orElse(List.of(TelemetryKind.values()));
    Span span = span(request);
    long[] times = new long[span.buckets()];
    for (int i = 0; i < times.length; i++) {
      times[i] = span.from() + (long) i * span.step();
    }
    return new Summary(
        Instant.ofEpochSecond(span.from()),
        Instant.ofEpochSecond(span.to()),
        span.step(),
        times,
        count(kinds, span));
  }

  private Span span(Request request) {
    boolean isGiven = request.instant("from").isPresent() && request.instant("to").isPresent();
    @Nullable EventSpan events = isGiven ? null : events();
    long from =
        request
            .instant("from")
            .map(Instant::getEpochSecond)
            .orElseGet(() -> events == null ? 0 : seconds(events.firstMicros()));
    long to =
        request
            .instant("to")
            .map(Instant::getEpochSecond)
            .orElseGet(() -> events == null ? from : seconds(events.lastMicros()) + 1);
    if (from > to) {
      throw RequestException.wrong("parameter from is after parameter to");
    }
    return new Span(from, to, request.whole("step", usualStep(to - from), 1, LONGEST_STEP));
  }

  private static long seconds(long micros) {
    return Math.floorDiv(micros, Times.MICROS_PER_SECOND);
  }

  /** The shortest step that people count in and that makes few enough buckets. */
  private static int usualStep(long seconds) {
    for (int step : STEPS) {
      if (seconds / step <= USUAL_BUCKETS) {
        return step;
      }
    }
    return LONGEST_STEP;
  }

  private @Nullable EventSpan events() {
    return Arrays.stream(TelemetryKind.values())
        .map(lake::events)
        .flatMap(Optional::stream)
        .reduce((one, other) ->
            new EventSpan(
                Math.min(one.firstMicros(), other.firstMicros()),
                Math.max(one.lastMicros(), other.lastMicros())))
        .orElse(null);
  }

  private List<Series> count(List<TelemetryKind> kinds, Span span) {
    long from = span.from() * Times.MICROS_PER_SECOND;
    long to = span.to() * Times.MICROS_PER_SECOND;
    return searches.run(
        from, to, search -> kinds.stream().map(kind -> count(search, kind, span)).toList());
  }

  private static Series count(Search search, TelemetryKind kind, Span span) {
    String sql =
        "SELECT (epoch_us(event_time) // 1000000 - ?) // ? AS bucket, count(*) FROM "
            + kind.tableName()
            + " WHERE event_time >= ? AND event_time < ? GROUP BY bucket";
    List<Object> parameters =
        List.of(
            span.from(),
            (long) span.step(),
            Instant.ofEpochSecond(span.from()),
            Instant.ofEpochSecond(span.to()));
    long[] rows = new long[span.buckets()];
    long total = 0;
    try (SearchRows found = search.query(sql, parameters, PATIENCE)) {
      for (Object[] row = found.next(); row != null; row = found.next()) {
        long count = ((Number) row[1]).longValue();
        rows[((Number) row[0]).intValue()] = count;
        total += count;
      }
    }
    return new Series(kind.tableName(), rows, total);
  }
}
