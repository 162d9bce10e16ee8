// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DayCasesTest {
  private final DayCases cases = new DayCases(4);

  @Test
  void oneFamilyIsPaidForByHowManyThereAre() {
    cases.add("host", "beacon", 1e-5, 0);
    assertThat(cases.scores(Combination.CAUCHY).get("host"))
        .isCloseTo(5 - Math.log10(4), within(0.01));
  }

  @Test
  void familiesThatAgreeSayMoreThanOneButLessThanOneThatIsSure() {
    cases.add("one", "beacon", 1e-4, 0);
    cases.add("all", "beacon", 1e-4, 0);
    cases.add("all", "edges", 1e-4, 0);
    cases.add("all", "volume", 1e-4, 0);
    cases.add("sure", "beacon", 1e-6, 0);
    assertThat(cases.scores(Combination.CAUCHY).get("all"))
        .isGreaterThan(cases.scores(Combination.CAUCHY).get("one"))
        .isLessThan(cases.scores(Combination.CAUCHY).get("sure"));
  }

  @Test
  void whatOtherFamiliesFindOrdinaryHidesNothing() {
    cases.add("host", "beacon", 1e-5, 0);
    cases.add("host", "edges", 0.4, 0);
    cases.add("host", "volume", 0.6, 0);
    assertThat(cases.scores(Combination.CAUCHY).get("host"))
        .isCloseTo(5 - Math.log10(4), within(0.05));
  }

  @Test
  void ofAFamilyTheSmallestCounts() {
    cases.add("host", "beacon", 1e-3, 0);
    cases.add("host", "beacon", 1e-4, 0);
    cases.add("host", "beacon", 0.5, 0);
    assertThat(cases.scores(Combination.CAUCHY).get("host"))
        .isCloseTo(4 - Math.log10(4), within(0.01));
  }

  @Test
  void otherCombinationsPutOtherHostsFirst() {
    cases.add("sure", "beacon", 1e-6, 3);
    cases.add("agreed", "beacon", 1e-3, 5);
    cases.add("agreed", "edges", 1e-3, 5);
    cases.add("agreed", "volume", 1e-3, 5);
    cases.add("loud", "names", 0.5, 40);
    assertThat(first(Combination.CAUCHY)).isEqualTo("sure");
    assertThat(first(Combination.LEAST)).isEqualTo("sure");
    assertThat(first(Combination.FISHER)).isEqualTo("agreed");
    assertThat(first(Combination.RANKS)).isEqualTo("agreed");
    assertThat(first(Combination.BITS)).isEqualTo("loud");
  }

  @Test
  void aFamilyThatSaysNothingCountsForAHalfOfItsProduct() {
    cases.add("host", "beacon", 1e-3, 1);
    assertThat(cases.scores(Combination.FISHER).get("host"))
        .isCloseTo(3 + 3 * Math.log10(2), within(1e-9));
  }

  @Test
  void placesAreSharedByHostsThatHaveTheSame() {
    for (int host = 0; host < 9; host++) {
      cases.add("host" + host, "beacon", 1e-9, host < 2 ? 7 : 1);
    }
    // Two in the first two of nine places: 1.5 of 10, paid for by four families.
    double expected = DayCases.combine(List.of(0.15), 4);
    assertThat(cases.scores(Combination.RANKS))
        .containsEntry("host0", -StrictMath.log10(expected))
        .containsEntry("host1", -StrictMath.log10(expected));
  }

  private String first(Combination combination) {
    return Collections.max(
            cases.scores(combination).entrySet(), Map.Entry.<String, Double>comparingByValue())
        .getKey();
  }
}
