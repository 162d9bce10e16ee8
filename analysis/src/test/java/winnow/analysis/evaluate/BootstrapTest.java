// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  @Test
  void theIntervalOfAMeanIsThatOfTheNormalDistributionWhenValuesAreMany() {
    Random random = new Random(1);
    List<double[]> blocks = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      blocks.add(new double[] {10 + 2 * random.nextGaussian()});
    }
    Bootstrap.Interval interval = Bootstrap.DEFAULTS.mean(blocks);
    double error = 1.96 * 2 / Math.sqrt(400);
    assertThat(interval.low()).isCloseTo(interval.mean() - error, within(0.03));
    assertThat(interval.high()).isCloseTo(interval.mean() + error, within(0.03));
  }

  @Test
  void nineteenOfTwentyIntervalsHoldTheTruth() {
    Random random = new Random(2);
    int held = 0;
    for (int trial = 0; trial < 300; trial++) {
      List<double[]> blocks = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        blocks.add(new double[] {random.nextDouble() < 0.3 ? 1 : 0});
      }
      held += new Bootstrap(500, 0.95, trial).mean(blocks).contains(0.3) ? 1 : 0;
    }
    assertThat(held / 300.0).isBetween(0.90, 0.98);
  }

  @Test
  void valuesOfABlockStayTogether() {
    List<double[]> together = List.of(new double[] {1, 1, 1, 1}, new double[] {0, 0, 0, 0});
    assertThat(Bootstrap.DEFAULTS.mean(together)).isEqualTo(new Bootstrap.Interval(0.5, 0, 1));
    List<double[]> apart = new ArrayList<>();
    together.forEach(block -> {
      for (double value : block) {
        apart.add(new double[] {value});
      }
    });
    assertThat(Bootstrap.DEFAULTS.mean(apart).low()).isGreaterThan(0);
  }

  @Test
  void thereMayBeNothing() {
    assertThat(Bootstrap.DEFAULTS.mean(List.of()).mean()).isNaN();
    assertThat(Bootstrap.DEFAULTS.mean(List.of(new double[0])).low()).isNaN();
  }
}
