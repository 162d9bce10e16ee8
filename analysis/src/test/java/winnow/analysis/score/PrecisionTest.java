// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import winnow.analysis.count.Progress;
import winnow.analysis.count.RowSource;
import winnow.analysis.feedback.Feedback;
import winnow.analysis.word.DomainClasses;

class PrecisionTest {
  @Test
  void scoresOfBothPrecisionsAgreeToAFloat() {
    RowSource flows = TestRows.flows(TestRows.office(20_000, 9), 5_000);
    List<ScoredRow> exact = run(flows, Precision.BITS_64);
    List<ScoredRow> coarse = run(flows, Precision.BITS_32);
    for (int i = 0; i < exact.size(); i++) {
      double score = exact.get(i).score();
      assertThat(coarse.get(i).score()).isCloseTo(score, within(score * 1e-6));
    }
    assertThat(exact.getFirst().score()).isNotEqualTo(coarse.getFirst().score());
  }

  private static List<ScoredRow> run(RowSource source, Precision precision) {
    SpotSettings defaults = SpotSettings.defaults();
    SpotSettings settings = new SpotSettings(defaults.trainer(), precision, 1, 100, 1);
    return new SpotAnalysis(
            settings,
            DomainClasses.NONE,
            Feedback.NONE,
            new SpotAnalysis.Execution(1, "test", Progress.NONE))
        .run(source)
        .rows();
  }
}
