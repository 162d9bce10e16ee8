// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import winnow.casebook.Casebook;
import winnow.casebook.HiddenRows;
import winnow.casebook.Suppression;
import winnow.casebook.Suppressions;
import winnow.casebook.Verdicts;
import winnow.lake.Runs;
import winnow.lake.catalog.RunEntry;
import winnow.schema.Finding;
import winnow.schema.TelemetryKind;

/** The suspicious lists: which there are, and what is in them. */
final class FindingRoutes {
  static final Set<String> PARAMETERS =
      Set.of("day", "kind", "run", "offset", "limit", "q", "entity", "suppressed");

  private static final int HOURS = 24;
  private static final int ENTITIES = 8;

  private final Runs runs;
  private final RankedLists<Finding, SearchableFinding> lists;
  private final FindingViews views;
  private final Casebook casebook;
  private final Manifests manifests = new Manifests();

  FindingRoutes(
      Runs runs,
      RankedLists<Finding, SearchableFinding> lists,
      FindingViews views,
      Casebook casebook) {
    this.runs = runs;
    this.lists = lists;
    this.views = views;
    this.casebook = casebook;
  }

  record Days(List<Day> days) {}

  record Day(LocalDate day, List<DayList> lists) {}

  record DayList(String kind, String run, String method, long findings, @Nullable Long rows) {}

  record FindingPage(
      LocalDate day,
      String kind,
      String run,
      long total,
      int searched,
      long matched,
      int offset,
      int limit,
      int[] hours,
      List<EntityCount> entities,
      @Nullable Scores scores,
      HiddenRows suppressed,
      List<FindingViews.View> findings) {}

  record EntityCount(String entity, long findings) {}

  record Scores(double lowest, double highest) {}

  /** The days that have lists, the latest first, each with its newest list of every kind. */
  Days days(Request request) {
    Map<LocalDate, Map<TelemetryKind, RunEntry>> newest =
        new TreeMap<>(Comparator.<LocalDate>naturalOrder().reversed());
    for (RunEntry run : runs.list()) {
      TelemetryKind kind = run.kind();
      if (kind != null) {
        newest.computeIfAbsent(run.day(), day -> new TreeMap<>()).putIfAbsent(kind, run);
      }
    }
    List<Day> days = new ArrayList<>();
    newest.forEach((day, ofDay) -> {
      List<DayList> lists = new ArrayList<>();
      ofDay.forEach((kind, run) -> lists.add(list(kind, run)));
      days.add(new Day(day, lists));
    });
    return new Days(days);
  }

  private DayList list(TelemetryKind kind, RunEntry run) {
    OptionalLong rows = manifests.rows(run);
    return new DayList(
        kind.tableName(),
        run.id(),
        run.method(),
        run.findings(),
        rows.isPresent() ? rows.getAsLong() : null);
  }

  /** A part of one list, filtered. */
  FindingPage list(Request request) {
    LocalDate day = request.day("day");
    TelemetryKind kind = request.kind("kind");
    RunEntry run = run(request, day, kind);
    List<SearchableFinding> all = lists.of(run.id());
    List<String> words = request.words("q");
    Optional<String> entity = request.text("entity");
    Suppressions suppressions = casebook.active();
    boolean showsAll = request.showsSuppressed();
    HiddenRows.Counter hidden = new HiddenRows.Counter();
    List<SearchableFinding> visible = new ArrayList<>(all.size());
    for (SearchableFinding finding : all) {
      Optional<Suppression> by = suppressions.of(finding.sighting());
      hidden.add(by.stream().toList(), true);
      if (by.isEmpty() || showsAll) {
        visible.add(finding);
      }
    }
    List<SearchableFinding> matching =
        visible.stream()
            .filter(finding -> entity.isEmpty() || finding.isAbout(entity.get()))
            .filter(finding -> finding.hasAll(words))
            .toList();
    Page page = Page.of(request);
    boolean isFiltered = entity.isPresent() || !words.isEmpty() || visible.size() < all.size();
    Verdicts verdicts = casebook.verdicts();
    List<Finding> shown =
        isFiltered
            ? page.of(matching).stream().map(SearchableFinding::row).toList()
            : lists.page(run.id(), page);
    return new FindingPage(
        day,
        kind.tableName(),
        run.id(),
        run.findings(),
        all.size(),
        isFiltered ? matching.size() : run.findings(),
        page.offset(),
        page.limit(),
        hours(matching),
        entities(matching),
        scores(all),
        hidden.count(),
        shown.stream().map(finding -> views.view(finding, suppressions, verdicts)).toList());
  }

  /** One finding with everything that is known about it. */
  FindingViews.Detail one(Request request) {
    return views.detail(
        lists.find(request.part("run"), request.wholePart("rank")),
        casebook.active(),
        casebook.verdicts());
  }

  private RunEntry run(Request request, LocalDate day, TelemetryKind kind) {
    Optional<String> id = request.text("run");
    if (id.isEmpty()) {
      return runs.latest(kind, day).stream()
          .findFirst()
          .orElseThrow(() ->
              RequestException.missing("no run has analysed " + kind.tableName() + " of " + day));
    }
    return runs.find(id.get())
        .filter(run -> run.day().equals(day) && run.kind() == kind)
        .orElseThrow(() ->
            RequestException.missing(
                "there is no run " + id.get() + " of " + kind.tableName() + " of " + day));
  }

  private static int[] hours(List<SearchableFinding> findings) {
    int[] hours = new int[HOURS];
    findings.forEach(finding -> hours[finding.hour()]++);
    return hours;
  }

  /** Those that findings are about, the most first, counted on either side as a filter by them. */
  private static List<EntityCount> entities(List<SearchableFinding> findings) {
    Map<String, Long> counts = new HashMap<>();
    for (SearchableFinding finding : findings) {
      counts.merge(finding.row().entity(), 1L, Long::sum);
    }
    for (SearchableFinding finding : findings) {
      String peer = finding.row().peer();
      if (peer != null && !peer.equals(finding.row().entity())) {
        counts.computeIfPresent(peer, (entity, count) -> count + 1);
      }
    }
    return counts.entrySet().stream()
        .map(entry -> new EntityCount(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingLong(EntityCount::findings)
                .reversed()
                .thenComparing(EntityCount::entity))
        .limit(ENTITIES)
        .toList();
  }

  private static @Nullable Scores scores(List<SearchableFinding> all) {
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (SearchableFinding finding : all) {
      lowest = Math.min(lowest, finding.row().score());
      highest = Math.max(highest, finding.row().score());
    }
    return all.isEmpty() ? null : new Scores(lowest, highest);
  }
}
