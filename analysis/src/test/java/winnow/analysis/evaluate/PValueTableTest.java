// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PValueTableTest {
  private final PValueTable table = new PValueTable();

  @Test
  void hostsThatNothingIsSaidAboutCount() {
    table.add("scans", 300, List.of(0.005, 0.05, 0.5));
    table.add("scans", 200, List.of(0.00005, 0.01));
    assertThat(table.lines().stream().map(PValueTable.Line::below))
        .containsExactly(1e-1, 1e-2, 1e-3, 1e-4);
    assertThat(table.lines().stream().map(PValueTable.Line::observed))
        .containsExactly(4L, 2L, 1L, 1L);
    PValueTable.Line second = table.lines().get(1);
    assertThat(second.hostDays()).isEqualTo(500);
    assertThat(second.found()).isEqualTo(5);
    assertThat(second.expected()).isEqualTo(5);
    assertThat(second.share()).isEqualTo(0.004);
    assertThat(second.timesExpected()).isEqualTo(0.4);
  }

  @Test
  void noMoreAreExpectedThanThereIsAnythingToSayAbout() {
    table.add("dns-tunnel", 1000, List.of(0.02, 0.03));
    PValueTable.Line tenth = table.lines().getFirst();
    assertThat(tenth.expected()).isEqualTo(2);
    assertThat(tenth.timesExpected()).isEqualTo(1);
    assertThat(table.lines().get(2).expected()).isCloseTo(1, within(1e-9));
    assertThat(table.lines().get(2).timesExpected()).isZero();
  }

  @Test
  void familiesComeByNameAndNeedNoEvidence() {
    table.add("scans", 10, List.of());
    table.add("beacon", 10, List.of(0.5));
    assertThat(table.lines().stream().map(PValueTable.Line::family).distinct())
        .containsExactly("beacon", "scans");
    assertThat(table.lines().getLast().timesExpected()).isEqualTo(1);
  }
}
