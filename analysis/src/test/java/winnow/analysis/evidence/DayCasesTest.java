// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DayCasesTest {
  private final DayCases cases = new DayCases(4);

  @Test
  void oneFamilyIsPaidForByHowManyThereAre() {
    cases.add("host", "beacon", 1e-5);
    assertThat(cases.scores().get("host")).isCloseTo(5 - Math.log10(4), within(0.01));
  }

  @Test
  void familiesThatAgreeSayMoreThanOneButLessThanOneThatIsSure() {
    cases.add("one", "beacon", 1e-4);
    cases.add("all", "beacon", 1e-4);
    cases.add("all", "edges", 1e-4);
    cases.add("all", "volume", 1e-4);
    cases.add("sure", "beacon", 1e-6);
    assertThat(cases.scores().get("all"))
        .isGreaterThan(cases.scores().get("one"))
        .isLessThan(cases.scores().get("sure"));
  }

  @Test
  void whatOtherFamiliesFindOrdinaryHidesNothing() {
    cases.add("host", "beacon", 1e-5);
    cases.add("host", "edges", 0.4);
    cases.add("host", "volume", 0.6);
    assertThat(cases.scores().get("host")).isCloseTo(5 - Math.log10(4), within(0.05));
  }

  @Test
  void ofAFamilyTheSmallestCounts() {
    cases.add("host", "beacon", 1e-3);
    cases.add("host", "beacon", 1e-4);
    cases.add("host", "beacon", 0.5);
    assertThat(cases.scores().get("host")).isCloseTo(4 - Math.log10(4), within(0.01));
  }
}
