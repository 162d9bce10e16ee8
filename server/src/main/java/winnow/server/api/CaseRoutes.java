// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import winnow.lake.Runs;
import winnow.lake.catalog.RunEntry;
import winnow.schema.Case;

/** The cases: which days have some, who they are about, and why. */
final class CaseRoutes {
  static final Set<String> PARAMETERS = Set.of("day", "run", "offset", "limit", "q", "family");

  private final Runs runs;
  private final CaseLists lists;
  private final CaseViews views;

  CaseRoutes(Runs runs, CaseLists lists, CaseViews views) {
    this.runs = runs;
    this.lists = lists;
    this.views = views;
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
      List<CaseViews.View> cases) {}

  record FamilyCount(String family, long cases) {}

  /** The days that have cases, the latest first, each with its newest run. */
  Days days(Request request) {
    Map<LocalDate, RunEntry> newest =
        new TreeMap<>(Comparator.<LocalDate>naturalOrder().reversed());
    for (RunEntry run : runs.list()) {
      if (run.hasCases()) {
        newest.putIfAbsent(run.day(), run);
      }
    }
    List<Day> days = new ArrayList<>();
    newest.forEach((day, run) ->
        days.add(new Day(day, run.id(), run.method(), run.finishedAt(), run.findings())));
    return new Days(days);
  }

  /** A part of the cases of one day, filtered. */
  CasePage list(Request request) {
    LocalDate day = request.day("day");
    RunEntry run = run(request, day);
    List<CaseLists.Searchable> all = lists.of(run.id());
    List<String> words = words(request.text("q"));
    Optional<String> family = request.text("family");
    List<Case> matching =
        all.stream()
            .filter(one -> one.hasAll(words))
            .map(CaseLists.Searchable::found)
            .filter(found -> family.isEmpty() || found.families().contains(family.get()))
            .toList();
    Page page = Page.of(request);
    boolean isFiltered = family.isPresent() || !words.isEmpty();
    List<Case> shown = isFiltered ? page.of(matching) : lists.page(run.id(), page);
    return new CasePage(
        day,
        run.id(),
        run.findings(),
        all.size(),
        all.stream().filter(one -> one.found().notable()).count(),
        isFiltered ? matching.size() : run.findings(),
        page.offset(),
        page.limit(),
        all.stream().mapToDouble(one -> one.found().score()).max().orElse(0),
        families(all),
        shown.stream().map(views::view).toList());
  }

  /** One case with everything that is known about it. */
  CaseViews.Detail one(Request request) {
    return views.detail(lists.find(request.part("run"), request.wholePart("rank")));
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

  private static List<String> words(Optional<String> q) {
    return q.map(text -> List.of(text.toLowerCase(Locale.ROOT).strip().split("\\s+")))
        .orElse(List.of());
  }

  /** The families by how many cases have evidence of them, the most first. */
  private static List<FamilyCount> families(List<CaseLists.Searchable> all) {
    Map<String, Long> counts = new HashMap<>();
    all.forEach(
        one -> one.found().families().forEach(family -> counts.merge(family, 1L, Long::sum)));
    return counts.entrySet().stream()
        .map(entry -> new FamilyCount(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingLong(FamilyCount::cases)
                .reversed()
                .thenComparing(FamilyCount::family))
        .toList();
  }
}
