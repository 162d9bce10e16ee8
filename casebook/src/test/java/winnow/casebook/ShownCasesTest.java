// SPDX-License-Identifier: Apache-2.0
package winnow.casebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import winnow.schema.Case;

class ShownCasesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String HOST = "10.0.0.5";

  @Test
  void aCaseOfWhichNothingIsSuppressedIsShownAsItIsStored() {
    Case stored = new SampleCase(HOST).add("beacon", "192.0.2.7 443/6", 1e-6).build(1, true);
    ShownCase shown = shown(stored, Map.of("network", "192.0.3.0/24"));
    assertThat(shown.shown()).isSameAs(stored);
    assertThat(shown.by()).isEmpty();
  }

  @Test
  void aCaseOfWhichNothingIsLeftIsGone() {
    Case stored =
        new SampleCase(HOST)
            .add("beacon", "192.0.2.7 443/6", 1e-6)
            .add("tunnel", "evil.example", 1e-4)
            .build(1, true);
    ShownCase shown = shown(stored, Map.of("host", HOST));
    assertThat(shown.isGone()).isTrue();
    assertThat(shown.isSilenced()).isTrue();
    assertThat(shown.by()).extracting(Suppression::id).containsExactly(1L);
  }

  @Test
  void withoutItsBestEvidenceACaseIsToldByTheNext() {
    SampleCase rest = new SampleCase(HOST).add("tunnel", "evil.example", 1e-4);
    Case stored =
        new SampleCase(HOST)
            .add("beacon", "192.0.2.7 443/6", 1e-6)
            .add("tunnel", "evil.example", 1e-4)
            .build(1, true);
    Case shown = left(shown(stored, Map.of("network", "192.0.2.0/24", "port", "443")));
    assertThat(shown.p()).isCloseTo(rest.p(), Percentage.withPercentage(1e-6));
    assertThat(shown.families()).containsExactly("tunnel");
    assertThat(shown.technique()).isEqualTo("T-tunnel");
    assertThat(shown.sentence()).isEqualTo("10.0.0.5 tunnel with evil.example");
    assertThat(shown.firstMicros()).isEqualTo(micros("2026-03-04T01:00:00Z"));
    assertThat(shown.lastMicros()).isEqualTo(micros("2026-03-04T11:00:00Z"));
    JsonNode explanation = JSON.readTree(shown.explanation());
    assertThat(explanation.path("evidence")).hasSize(1);
    assertThat(explanation.has("normalIf")).isFalse();
    assertThat(explanation.path("expectedFalse").asDouble())
        .isCloseTo(1000 * rest.p(), Percentage.withPercentage(1e-6));
    assertThat(explanation.path("parts").get(0).path("family").asString()).isEqualTo("tunnel");
    assertThat(explanation.path("parts").get(0).path("bits").asDouble()).isEqualTo(shown.score());
  }

  @Test
  void whatIsLeftIsCombinedAsARunWithoutTheRestWouldHave() {
    Random random = new Random(1);
    int compared = 0;
    for (int i = 0; i < 400; i++) {
      SampleCase all = new SampleCase(HOST);
      SampleCase rest = new SampleCase(HOST);
      int left = 0;
      for (int j = random.nextInt(1, 8); j > 0; j--) {
        String family = "family" + random.nextInt(SampleCase.FAMILIES);
        double p = Math.pow(10, -12 * random.nextDouble());
        double weight = random.nextInt(3) == 0 ? Math.pow(2, random.nextInt(12) - 8) : 1;
        boolean isHidden = random.nextBoolean();
        all.add(family, isHidden ? "192.0.2.7 443/6" : "198.51.100.7 80/6", p).weight(weight);
        if (!isHidden) {
          rest.add(family, "198.51.100.7 80/6", p).weight(weight);
          left++;
        }
      }
      Case stored = all.build(1, true);
      ShownCase shown = shown(stored, Map.of("network", "192.0.2.0/24"));
      assertThat(shown.isGone()).isEqualTo(left == 0);
      if (left > 0 && stored.p() < 0.3) {
        assertThat(left(shown).p())
            .isCloseTo(Math.max(rest.p(), stored.p()), Percentage.withPercentage(1e-4));
        requireExactParts(left(shown));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(150);
  }

  private static void requireExactParts(Case shown) {
    JsonNode parts = JSON.readTree(shown.explanation()).path("parts");
    double sum = 0;
    for (JsonNode part : parts) {
      sum += part.path("bits").asDouble();
    }
    if (!parts.isEmpty() && shown.score() > 0) {
      assertThat(sum).isEqualTo(shown.score());
    }
  }

  @Test
  void whatIsLeftGetsThePValueOfACaseWithTheSameEvidenceHoweverTheRunCalibrated() {
    List<Case> cases = new ArrayList<>();
    Case expected = null;
    for (int rank = 1; rank <= 20; rank++) {
      SampleCase sample =
          new SampleCase("10.0.0." + rank).add("edges", "x", Math.pow(10, rank - 20));
      if (rank == 1) {
        sample.add("beacon", "192.0.2.7 443/6", 1e-30).calibrate(p -> Math.pow(p, 0.6));
      }
      cases.add(sample.calibrate(p -> Math.pow(p, 0.6)).build(rank, rank < 5));
      if (rank == 8) {
        expected = cases.getLast();
      }
    }
    Case mixed =
        new SampleCase("10.0.1.1")
            .add("beacon", "192.0.2.7 443/6", 1e-14)
            .add("edges", "x", 1e-12)
            .calibrate(p -> Math.pow(p, 0.6))
            .build(21, true);
    cases.add(mixed);
    ShownCases shown =
        ShownCases.of(cases, suppressions(Map.of("network", "192.0.2.0/24", "host", "10.0.1.1")));
    Case left = left(shown.find(21).orElseThrow());
    assertThat(left.p())
        .isCloseTo(Objects.requireNonNull(expected).p(), Percentage.withPercentage(1e-6));
    assertThat(left.notable()).isFalse();
    assertThat(left.score()).isEqualTo(expected.score());
  }

  @Test
  void evidenceThatListsSeveralPeersLosesThoseThatAreSuppressed() {
    Map<String, Double> bits = new LinkedHashMap<>();
    bits.put("good.example", 6.0);
    bits.put("bad.example", 2.0);
    Case stored = new SampleCase(HOST).add("domains", "good.example", 1e-8, bits).build(1, true);
    Case shown = left(shown(stored, Map.of("domain", "good.example")));
    JsonNode evidence = JSON.readTree(shown.explanation()).path("evidence").get(0);
    assertThat(evidence.path("peer").asString()).isEqualTo("bad.example");
    assertThat(evidence.path("p").asDouble()).isCloseTo(1e-2, within(1e-12));
    assertThat(evidence.path("score").asDouble()).isEqualTo(2);
    assertThat(evidence.path("parts")).hasSize(1);
    assertThat(shown.sentence()).isEqualTo("10.0.0.5 is left with bad.example");
    assertThat(shown(stored, Map.of("host", HOST)).isGone()).isTrue();
  }

  @Test
  void theListIsInTheOrderOfWhatIsLeftAndBelowTheAlertLevelWhatAnotherIs() {
    Case first =
        new SampleCase("10.0.0.1")
            .add("beacon", "192.0.2.7 443/6", 1e-9)
            .add("tunnel", "evil.example", 1e-3)
            .build(1, true);
    Case second = new SampleCase("10.0.0.2").add("beacon", "192.0.2.8 443/6", 1e-6).build(2, true);
    Case third = new SampleCase("10.0.0.3").add("beacon", "192.0.2.9 443/6", 1e-3).build(3, false);
    ShownCases shown =
        ShownCases.of(
            List.of(first, second, third), suppressions(Map.of("port", "443", "host", "10.0.0.1")));
    assertThat(shown.left()).extracting(Case::rank).containsExactly(2, 1, 3);
    assertThat(shown.left()).extracting(Case::notable).containsExactly(true, false, false);
    assertThat(shown.list()).extracting(ShownCase::isSilenced).containsExactly(true, false, false);
  }

  @Test
  void brokenExplanationsAreNamed() {
    Case stored = new SampleCase(HOST).add("beacon", "x", 1e-3).build(4, true);
    Case broken =
        new Case(
            stored.runId(),
            stored.day(),
            4,
            HOST,
            stored.p(),
            stored.score(),
            true,
            false,
            stored.families(),
            null,
            0,
            1,
            "",
            "[");
    assertThatThrownBy(() -> shown(broken, Map.of("host", HOST)))
        .hasMessage("the explanation of case 4 of run cases-1 is not JSON with a list of evidence");
  }

  private static ShownCase shown(Case stored, Map<String, String> conditions) {
    return ShownCases.of(List.of(stored), suppressions(conditions)).list().getFirst();
  }

  private static Case left(ShownCase shown) {
    return Objects.requireNonNull(shown.shown());
  }

  static Suppressions suppressions(Map<String, String> conditions) {
    return new Suppressions(
        new ArrayList<>(
            List.of(
                new Suppression(1, CasebookTest.terms(conditions, null), Instant.EPOCH, null))));
  }

  private static long micros(String time) {
    return Instant.parse(time).toEpochMilli() * 1000;
  }
}
