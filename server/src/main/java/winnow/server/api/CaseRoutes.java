// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import winnow.casebook.Casebook;
import winnow.casebook.HiddenRows;
import winnow.casebook.ShownCase;
import winnow.casebook.ShownCases;
import winnow.casebook.Suppression;
import winnow.casebook.Suppressions;
import winnow.casebook.Verdicts;
import winnow.lake.Runs;
import winnow.lake.catalog.RunEntry;
import winnow.lake.search.SearchRows;
import winnow.schema.Case;

/** The cases: which days have some, who they are about, and why. */
final class CaseRoutes {
  static final Set<String> PARAMETERS =
      Set.of("day", "run", "offset", "limit", "q", "family", "suppressed");

  private static final int DAYS_BEFORE = 20;
  private static final int DAYS_AFTER = 7;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String OF_CASES = "SELECT run_id, day, rank, score, notable FROM cases";
  private static final String OF_ADDRESS = OF_CASES + " WHERE host = ?";
  private static final String OF_NAME =
      OF_CASES + " WHERE json_extract_string(explanation, '$.host.name') = ?";

  private final Runs runs;
  private final CaseLists lists;
  private final CaseViews views;
  private final Casebook casebook;
  private final Searches searches;

  CaseRoutes(Runs runs, CaseLists lists, CaseViews views, Casebook casebook, Searches searches) {
    this.searches = searches;
    this.runs = runs;
    this.lists = lists;
    this.views = views;
    this.casebook = casebook;
  }

  record Days(List<Day> days) {}

  record Day(LocalDate day, String run, String method, Instant finished, long cases) {}

  record CasePage(
      LocalDate day,
      String run,
      long total,
      int searched,
      long notable,
      long matched,
      int offset,
      int limit,
      double highest,
      List<FamilyCount> families,
      HiddenRows suppressed,
      List<CaseViews.View> cases) {}

  record FamilyCount(String family, long cases) {}

  record HostDays(String host, List<HostDay> days) {}

  record HostDay(
      LocalDate day, String run, @Nullable Integer rank, @Nullable Double score, boolean notable) {}

  /** The days that have cases, the latest first, each with its newest run. */
  Days days(Request request) {
    List<Day> days = new ArrayList<>();
    newest()
        .descendingMap()
        .forEach((day, run) ->
            days.add(new Day(day, run.id(), run.method(), run.finishedAt(), run.findings())));
    return new Days(days);
  }

  private NavigableMap<LocalDate, RunEntry> newest() {
    NavigableMap<LocalDate, RunEntry> newest = new TreeMap<>();
    for (RunEntry run : runs.list()) {
      if (run.hasCases()) {
        newest.putIfAbsent(run.day(), run);
      }
    }
    return newest;
  }

  /** How the host of a case was ranked on the days around. */
  HostDays aroundDays(Request request) {
    Case found = lists.find(request.part("run"), request.wholePart("rank"));
    LocalDate from = found.day().minusDays(DAYS_BEFORE);
    LocalDate end = found.day().plusDays(DAYS_AFTER + 1);
    Map<String, HostDay> ranked =
        CaseViews.name(CaseViews.explanation(found))
            .map(name -> ranked(OF_NAME, name, from, end))
            .orElseGet(() -> ranked(OF_ADDRESS, found.host(), from, end));
    List<HostDay> days = new ArrayList<>();
    newest()
        .subMap(from, end)
        .forEach((day, run) ->
            days.add(ranked.getOrDefault(run.id(), new HostDay(day, run.id(), null, null, false))));
    return new HostDays(found.host(), days);
  }

  /** The cases of a host by their run. */
  private Map<String, HostDay> ranked(
      String statement, String host, LocalDate from, LocalDate end) {
    Map<String, HostDay> ranked = new HashMap<>();
    searches.run(
        Times.micros(from.atStartOfDay(ZoneOffset.UTC).toInstant()),
        Times.micros(end.atStartOfDay(ZoneOffset.UTC).toInstant()),
        search -> {
          try (SearchRows rows = search.query(statement, List.of(host), PATIENCE)) {
            for (Object[] row = rows.next(); row != null; row = rows.next()) {
              String run = (String) Objects.requireNonNull(row[0]);
              LocalDate day = LocalDate.parse((String) Objects.requireNonNull(row[1]));
              boolean isNotable = Boolean.TRUE.equals(row[4]);
              ranked.put(run, new HostDay(day, run, (Integer) row[2], (Double) row[3], isNotable));
            }
          }
          return ranked;
        });
    return ranked;
  }

  /** A part of the cases of one day, filtered. */
  CasePage list(Request request) {
    LocalDate day = request.day("day");
    RunEntry run = run(request, day);
    List<CaseLists.SearchableCase> all = lists.of(run.id());
    List<String> words = request.words("q");
    Optional<String> family = request.text("family");
    Suppressions suppressions = casebook.active();
    ShownCases shown = lists.shown(run.id(), suppressions);
    HiddenRows.Counter hidden = new HiddenRows.Counter();
    Map<Integer, String> texts = new HashMap<>();
    all.forEach(one -> texts.put(one.row().rank(), one.text()));
    shown.list().forEach(one -> hidden.add(one.by(), one.isGone()));
    List<Case> visible =
        request.showsSuppressed()
            ? all.stream().map(CaseLists.SearchableCase::row).toList()
            : shown.left();
    List<Case> matching =
        visible.stream()
            .filter(one -> words.stream().allMatch(texts.getOrDefault(one.rank(), "")::contains))
            .filter(one -> family.isEmpty() || one.families().contains(family.get()))
            .toList();
    Page page = Page.of(request);
    boolean isFiltered = family.isPresent() || !words.isEmpty() || !suppressions.isEmpty();
    List<Case> ofPage = isFiltered ? page.of(matching) : lists.page(run.id(), page);
    Verdicts verdicts = casebook.verdicts();
    return new CasePage(
        day,
        run.id(),
        run.findings(),
        all.size(),
        visible.stream().filter(Case::notable).count(),
        isFiltered ? matching.size() : run.findings(),
        page.offset(),
        page.limit(),
        visible.stream().mapToDouble(Case::score).max().orElse(0),
        families(visible),
        hidden.count(),
        ofPage.stream().map(one -> view(one, shown, verdicts)).toList());
  }

  private CaseViews.View view(Case one, ShownCases shown, Verdicts verdicts) {
    List<Suppression> by = shown.find(one.rank()).map(ShownCase::by).orElse(List.of());
    return views.view(one, by, verdicts);
  }

  /** One case with everything that is known about it. */
  CaseViews.Detail one(Request request) {
    Case stored = lists.find(request.part("run"), request.wholePart("rank"));
    Suppressions suppressions = casebook.active();
    ShownCase shown =
        lists
            .shown(stored.runId(), suppressions)
            .find(stored.rank())
            .orElseGet(() -> ShownCases.of(List.of(stored), suppressions).list().getFirst());
    return views.detail(shown, suppressions, casebook.verdicts());
  }

  private RunEntry run(Request request, LocalDate day) {
    Optional<String> id = request.text("run");
    if (id.isEmpty()) {
      return runs.latestWithCases(day).stream()
          .findFirst()
          .orElseThrow(() -> RequestException.missing("no run has made cases of " + day));
    }
    return runs.find(id.get())
        .filter(run -> run.day().equals(day) && run.hasCases())
        .orElseThrow(() ->
            RequestException.missing("there is no run " + id.get() + " with cases of " + day));
  }

  /** The families by how many cases have evidence of them, the most first. */
  private static List<FamilyCount> families(List<Case> all) {
    Map<String, Long> counts = new HashMap<>();
    all.forEach(one -> one.families().forEach(family -> counts.merge(family, 1L, Long::sum)));
    return counts.entrySet().stream()
        .map(entry -> new FamilyCount(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingLong(FamilyCount::cases)
                .reversed()
                .thenComparing(FamilyCount::family))
        .toList();
  }
}
