// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DayCasesTest {
  private final DayCases cases = new DayCases();

  @Test
  void familiesThatAgreeAddUpAndNoneDecidesAlone() {
    cases.add("two", "beacon", 1e-5);
    cases.add("two", "habits", 1e-5);
    cases.add("loud", "beacon", 1e-12);
    cases.add("ordinary", "beacon", 0.05);
    Map<String, Double> scores = cases.scores();
    assertThat(scores.get("two")).isCloseTo(6, within(0.01));
    assertThat(scores.get("loud")).isCloseTo(4, within(0.02));
    assertThat(scores.get("ordinary")).isCloseTo(0, within(0.01));
  }

  @Test
  void ofAFamilyTheSmallestCounts() {
    cases.add("host", "beacon", 1e-3);
    cases.add("host", "beacon", 1e-4);
    cases.add("host", "beacon", 0.5);
    assertThat(cases.scores().get("host")).isCloseTo(2, within(0.01));
  }

  @Test
  void theBestBreaksTiesBeyondTheCap() {
    cases.add("good", "beacon", 1e-7);
    cases.add("better", "beacon", 1e-9);
    assertThat(cases.scores().get("better")).isGreaterThan(cases.scores().get("good"));
  }
}
