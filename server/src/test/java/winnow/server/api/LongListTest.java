// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.casebook.Casebook;
import winnow.lake.Lake;
import winnow.lake.catalog.RunEntry;
import winnow.schema.Finding;
import winnow.schema.TelemetryKind;

class LongListTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
  private static final int KEPT = 7;
  private static final int ALL = 20;

  @TempDir Path folder;
  private Lake lake;
  private RankedLists<Finding, SearchableFinding> lists;

  @BeforeEach
  void publish() {
    lake = Lake.open(folder);
    lists = SearchableFinding.lists(lake.runs(), KEPT);
    List<Finding> findings = IntStream.rangeClosed(1, ALL).mapToObj(LongListTest::finding).toList();
    Instant end = Instant.parse("2026-03-03T00:00:00Z");
    lake.runs()
        .publish(
            new RunEntry(
                "long", "spot", TelemetryKind.FLOW, DAY, end, ALL, "digest", Map.of(), "{}"),
            findings);
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private static Finding finding(int rank) {
    return new Finding(
        "long",
        DAY,
        TelemetryKind.FLOW,
        "spot",
        rank,
        1e-6 * rank,
        1_772_409_600_000_000L + rank,
        "10.0.0." + rank,
        rank == ALL ? null : "10.0.0." + (rank % 3 + 1),
        "it is rare",
        "{}",
        "{}");
  }

  private FindingRoutes.FindingPage page(String... parameters) {
    Map<String, List<String>> query = new java.util.HashMap<>();
    query.put("day", List.of("2026-03-02"));
    query.put("kind", List.of("flow"));
    for (int i = 0; i < parameters.length; i += 2) {
      query.put(parameters[i], List.of(parameters[i + 1]));
    }
    FindingViews views = new FindingViews(HostContext.none());
    return new FindingRoutes(lake.runs(), lists, views, Casebook.of(lake.folder()))
        .list(new Request(Map.of(), query));
  }

  private static List<Integer> ranks(FindingRoutes.FindingPage page) {
    return page.findings().stream().map(FindingViews.View::rank).toList();
  }

  @Test
  void pagesGoOnBeyondTheFindingsThatAreKept() {
    assertThat(ranks(page("offset", "2", "limit", "3"))).containsExactly(3, 4, 5);
    assertThat(ranks(page("offset", "5", "limit", "4"))).containsExactly(6, 7, 8, 9);
    assertThat(ranks(page("offset", "18", "limit", "4"))).containsExactly(19, 20);
    assertThat(ranks(page("offset", "20", "limit", "4"))).isEmpty();
  }

  @Test
  void theAnswerSaysHowManyThereAreAndHowManyAreSearched() {
    FindingRoutes.FindingPage all = page();
    assertThat(all.total()).isEqualTo(ALL);
    assertThat(all.matched()).isEqualTo(ALL);
    assertThat(all.searched()).isEqualTo(KEPT);
    FindingRoutes.FindingPage rare = page("q", "rare");
    assertThat(rare.total()).isEqualTo(ALL);
    assertThat(rare.matched()).isEqualTo(KEPT);
    assertThat(ranks(rare)).hasSize(KEPT);
  }

  @Test
  void whoTurnsUpMostIsCountedOnEitherSideLikeItsFindings() {
    FindingRoutes.FindingPage all = page();
    assertThat(all.entities().getFirst().entity()).isEqualTo("10.0.0.2");
    for (FindingRoutes.EntityCount one : all.entities()) {
      assertThat(one.findings()).as(one.entity()).isEqualTo(page("entity", one.entity()).matched());
    }
  }

  @Test
  void everyFindingIsFoundByItsRank() {
    for (int rank = 1; rank <= ALL; rank++) {
      assertThat(lists.find("long", rank)).isEqualTo(finding(rank));
    }
  }
}
