// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import winnow.analysis.detect.Evidence;
import winnow.analysis.evidence.Combination;
import winnow.analysis.evidence.DayCases;
import winnow.schema.evidence.Importance;
import winnow.schema.evidence.Verdict;

class PriorsTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-03-10");
  private static final String HOST = "10.0.0.1";
  private static final String PEER = "192.0.2.7 443/6";

  private final List<Verdict> verdicts = new ArrayList<>();

  @Test
  void withoutVerdictsEvidenceWeighsOne() {
    assertThat(weight(HOST, PEER)).isEqualTo(1);
  }

  @Test
  void aVerdictOnAnEarlierDayChangesTheWeightOfTheSameThingAlone() {
    judge(1, HOST, PEER, Importance.BENIGN);
    assertThat(weight(HOST, PEER)).isEqualTo(1.0 / 16);
    assertThat(weight(HOST, "192.0.2.8 443/6")).isEqualTo(1);
    assertThat(weight("10.0.0.2", PEER)).isEqualTo(1);
    assertThat(priors().weight(evidence("tunnel", HOST, PEER))).isEqualTo(1);
  }

  @Test
  void verdictsOnTheDayItselfAndLaterDoNotCount() {
    judge(0, HOST, PEER, Importance.BENIGN);
    judge(-1, HOST, PEER, Importance.BENIGN);
    assertThat(weight(HOST, PEER)).isEqualTo(1);
    assertThat(priors().used()).isEmpty();
  }

  @Test
  void alarmingVerdictsRaiseAndTheOthersLowerWithinBounds() {
    judge(9, HOST, "a", Importance.HIGH);
    judge(9, HOST, "b", Importance.MEDIUM);
    judge(9, HOST, "c", Importance.LOW);
    assertThat(weight(HOST, "a")).isEqualTo(4);
    assertThat(weight(HOST, "b")).isEqualTo(2);
    assertThat(weight(HOST, "c")).isEqualTo(0.5);
    for (int daysAgo = 8; daysAgo > 0; daysAgo--) {
      judge(daysAgo, HOST, "a", Importance.HIGH);
      judge(daysAgo, HOST, "c", Importance.BENIGN);
    }
    assertThat(weight(HOST, "a")).isEqualTo(8);
    assertThat(weight(HOST, "c")).isEqualTo(1.0 / 256);
  }

  @Test
  void whoChangesTheirMindIsHeardAtOnce() {
    judge(3, HOST, PEER, Importance.BENIGN);
    judge(2, HOST, PEER, Importance.BENIGN);
    judge(1, HOST, PEER, Importance.MEDIUM);
    assertThat(weight(HOST, PEER)).isEqualTo(2);
  }

  @Test
  void whatIsBenignOnThreeHostsIsBenignOnOthers() {
    judge(1, "10.0.0.2", PEER, Importance.BENIGN);
    judge(1, "10.0.0.3", PEER, Importance.BENIGN);
    assertThat(weight(HOST, PEER)).isEqualTo(1);
    judge(1, "10.0.0.4", PEER, Importance.BENIGN);
    assertThat(weight(HOST, PEER)).isEqualTo(1.0 / 16);
    judge(1, "10.0.0.5", PEER, Importance.MEDIUM);
    assertThat(weight(HOST, PEER)).isEqualTo(1);
    assertThat(weight("10.0.0.5", PEER)).isEqualTo(2);
  }

  @Test
  void noFamilyIsBenignAsAWhole() {
    for (int i = 2; i < 9; i++) {
      judge(1, "10.0.0." + i, "", Importance.BENIGN);
    }
    assertThat(weight(HOST, "")).isEqualTo(1);
  }

  @Test
  void ofEvidenceThatListsSeveralTheirSharesCount() {
    judge(1, HOST, "good.example", Importance.BENIGN);
    List<Evidence.Part> parts =
        List.of(
            Evidence.Part.of("good.example", 1, 3),
            Evidence.Part.of("bad.example", 1, 3),
            Evidence.Part.of("asked", 1, 0));
    Evidence evidence = new Evidence("beacon", HOST, "good.example", "T1071", 0, 1, 6, 1e-6, parts);
    assertThat(priors().weight(evidence)).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void theOrderInWhichVerdictsAreGivenToItDoesNotMatter() {
    judge(3, HOST, PEER, Importance.HIGH);
    judge(2, HOST, PEER, Importance.BENIGN);
    judge(1, HOST, PEER, Importance.LOW);
    double weight = weight(HOST, PEER);
    List<Verdict> used = priors().used();
    Collections.reverse(verdicts);
    assertThat(weight(HOST, PEER)).isEqualTo(weight);
    assertThat(priors().used()).isEqualTo(used);
  }

  @Test
  void noVerdictHidesWhatAnotherPeerSays() {
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      verdicts.clear();
      for (int j = random.nextInt(20); j >= 0; j--) {
        String peer = "peer" + random.nextInt(4);
        Importance importance = Importance.values()[random.nextInt(4)];
        judge(1 + random.nextInt(9), "10.0.0." + random.nextInt(3), peer, importance);
      }
      double p = Math.pow(10, -1 - 9 * random.nextDouble());
      DayCases alone = new DayCases(6);
      alone.add(HOST, "beacon", p, 0);
      DayCases all = new DayCases(6);
      all.add(HOST, "beacon", p, 0);
      for (int j = 0; j < 4; j++) {
        double other = Math.pow(10, -10 * random.nextDouble());
        double weight = weight(HOST, "peer" + j);
        all.add(HOST, "beacon", Math.min(1, other / weight), 0);
      }
      assertThat(all.scores(Combination.CAUCHY).get(HOST))
          .isGreaterThanOrEqualTo(alone.scores(Combination.CAUCHY).get(HOST));
    }
  }

  private void judge(int daysAgo, String host, String peer, Importance importance) {
    LocalDate day = TODAY.minusDays(daysAgo);
    Instant at = day.plusDays(1).atStartOfDay().toInstant(java.time.ZoneOffset.UTC);
    verdicts.add(new Verdict(day, host, "beacon", peer, importance, "ann", at, null));
  }

  private Priors priors() {
    return Priors.of(verdicts, TODAY);
  }

  private double weight(String host, String peer) {
    return priors().weight(evidence("beacon", host, peer));
  }

  private static Evidence evidence(String family, String host, String peer) {
    List<Evidence.Part> parts = List.of(Evidence.Part.of("median interval, s", 60, 5));
    return new Evidence(family, host, peer, "T1071", 0, 1, 5, 1e-5, parts);
  }
}
