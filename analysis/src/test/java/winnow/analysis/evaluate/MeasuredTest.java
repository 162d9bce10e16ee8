// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Two days of ten hosts, a to j. Found by hand. */
class MeasuredTest {
  private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);

  private final Campaign both =
      Campaign.of("both", "beacon", "T1071", List.of(on(MONDAY, "c"), on(TUESDAY, "a")));
  private final Campaign late = Campaign.of("late", "scan", "T1046", List.of(on(TUESDAY, "d")));
  private final Campaign unseen =
      Campaign.of("unseen", "scan", "T1046", List.of(on(MONDAY, "nobody")));
  private final Campaign elsewhere =
      Campaign.of("elsewhere", "scan", "T1046", List.of(on(MONDAY.plusDays(9), "a")));
  private final Trial trial =
      new Trial(
          "two days",
          List.of(both, elsewhere, late, unseen),
          new TreeMap<>(Map.of(MONDAY, 10, TUESDAY, 10)));

  private final Measured measured =
      new Measured(trial, Ranking.of("abc", Map.of(MONDAY, inOrder(), TUESDAY, inOrder())));
  private final Report report = new Report(List.of(measured), Bootstrap.DEFAULTS);

  @Test
  void aCampaignIsFoundByTheBestPlaceOfItsHostsOnDaysThatAreRanked() {
    assertThat(trial.ranked()).containsExactly(both, late, unseen);
    assertThat(measured.bestRank(both)).isEqualTo(1);
    assertThat(measured.bestRank(late)).isEqualTo(4);
    assertThat(measured.bestRank(unseen)).isEqualTo(Ranking.UNRANKED);
    assertThat(measured.found(1)).containsExactly(1, 0, 0);
    assertThat(measured.found(4)).containsExactly(1, 1, 0);
    assertThat(report.campaignRecall(3).mean()).isEqualTo(1 / 3.0);
  }

  @Test
  void badHostsAreCountedOnEachDay() {
    assertThat(trial.bad()).hasSize(4);
    assertThat(measured.badHosts(3)).isEqualTo(2);
    assertThat(measured.shown(3)).isEqualTo(6);
    assertThat(measured.shown(50)).isEqualTo(20);
    assertThat(report.hostRecall(3)).isEqualTo(2 / 4.0);
    assertThat(report.precision(3)).isEqualTo(2 / 6.0);
  }

  @Test
  void averagePrecisionCountsAHostThatIsNotRankedAsNever() {
    // Monday: c at 3, one never. Tuesday: a at 1, d at 4.
    assertThat(measured.averagePrecisions())
        .containsExactly((1 / 3.0) / 2, (1 / 1.0 + 2 / 4.0) / 2);
    assertThat(report.averagePrecision().mean()).isCloseTo((1 / 6.0 + 0.75) / 2, within(1e-12));
    assertThat(measured.firstHits()).containsExactly(3, 1);
    assertThat(report.medianFirstHit()).isEqualTo(OptionalInt.of(1));
  }

  @Test
  void daysToDetectBeginWithTheCampaign() {
    assertThat(measured.daysToDetect(both, 1)).isEqualTo(OptionalLong.of(1));
    assertThat(measured.daysToDetect(both, 3)).isEqualTo(OptionalLong.of(0));
    assertThat(measured.daysToDetect(late, 3)).isEmpty();
    assertThat(report.medianDaysToDetect(1)).isEqualTo(OptionalLong.of(1));
  }

  @Test
  void falseAlarmsAreThoseOfTheSmallestBudgetThatFindsEnough() {
    // Half of three campaigns are two, found with four a day: of eight hosts five are good.
    assertThat(report.falseAlarms(0.5)).isEqualTo((8 - 3) / 20.0);
    assertThat(report.falseAlarms(0.8)).isNaN();
  }

  @Test
  void methodsAreComparedCampaignByCampaign() {
    Report nothing =
        new Report(List.of(new Measured(trial, Ranking.of("none", Map.of()))), Bootstrap.DEFAULTS);
    assertThat(report.campaignRecallOver(nothing, 4).mean()).isEqualTo(2 / 3.0);
    assertThat(report.campaignRecallOver(report, 4)).isEqualTo(new Bootstrap.Interval(0, 0, 0));
    assertThat(nothing.medianFirstHit()).isEmpty();
  }

  private static Map<String, Double> inOrder() {
    Map<String, Double> scores = new HashMap<>();
    for (char host = 'a'; host <= 'j'; host++) {
      scores.put(String.valueOf(host), (double) -host);
    }
    return scores;
  }

  private static HostDay on(LocalDate day, String host) {
    return new HostDay(day, host);
  }

  @Test
  void whatIsBenignIsNeitherBadNorToBeFoundButCountedWhereItComesEarly() {
    Campaign benign =
        new Campaign("web", "browsing", "", false, new TreeSet<>(List.of(on(MONDAY, "b"))));
    Campaign hidden =
        new Campaign("names", "names", "", false, new TreeSet<>(List.of(on(TUESDAY, "j"))));
    Trial with =
        new Trial(
            "with benign",
            List.of(both, benign, hidden),
            new TreeMap<>(Map.of(MONDAY, 10, TUESDAY, 10)));
    Measured found = new Measured(with, measured.ranking());
    assertThat(with.ranked()).containsExactly(both);
    assertThat(with.benign()).containsExactly(benign, hidden);
    assertThat(with.bad()).isEqualTo(Set.of(on(MONDAY, "c"), on(TUESDAY, "a")));
    assertThat(found.found(10)).containsExactly(1);
    assertThat(found.benignFound(1)).isZero();
    assertThat(found.benignFound(2)).isEqualTo(1);
    assertThat(found.benignFound(10)).isEqualTo(2);
    assertThat(new Report(List.of(found), Bootstrap.DEFAULTS).benignShare(2)).isEqualTo(0.5);
    assertThat(report.benignShare(2)).isNaN();
    assertThat(found.aheadOfBenign()).containsExactly(1, 1);
    Trial reversed =
        new Trial(
            "reversed",
            List.of(late, benign, hidden),
            new TreeMap<>(Map.of(MONDAY, 10, TUESDAY, 10)));
    Measured behind = new Measured(reversed, measured.ranking());
    assertThat(behind.aheadOfBenign()).containsExactly(0, 1);
    assertThat(new Report(List.of(found, behind), Bootstrap.DEFAULTS).aheadOfBenign())
        .isEqualTo(0.75);
    assertThat(report.aheadOfBenign()).isNaN();
  }
}
