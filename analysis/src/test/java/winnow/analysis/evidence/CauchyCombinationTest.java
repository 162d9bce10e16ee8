// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CauchyCombinationTest {
  @Test
  void oneAloneIsItself() {
    for (double p : new double[] {0.9, 0.5, 0.25, 1e-3, 1e-9, 1e-14}) {
      assertThat(new CauchyCombination().add(p).p()).isCloseTo(p, within(p * 1e-9));
    }
    assertThat(new CauchyCombination().p()).isEqualTo(1);
  }

  @Test
  void equalOnesAreTheSameAgainWhateverTheirWeights() {
    assertThat(new CauchyCombination().add(0.01).add(0.01, 3).add(0.01, 0.5).p())
        .isCloseTo(0.01, within(1e-12));
  }

  @Test
  void aSmallOneAmongOrdinaryOnesIsShared() {
    CauchyCombination combined = new CauchyCombination().add(1e-6);
    for (int i = 0; i < 9; i++) {
      combined.add(0.5);
    }
    assertThat(combined.p()).isCloseTo(1e-5, within(1e-8));
  }

  /** Ten p-values of normal scores that share most of what moves them. */
  @Test
  void theSizeHoldsUnderDependence() {
    Random random = new Random(3);
    int below = 0;
    int rounds = 400_000;
    for (int round = 0; round < rounds; round++) {
      double shared = random.nextGaussian();
      CauchyCombination combined = new CauchyCombination();
      for (int i = 0; i < 10; i++) {
        combined.add(upperTail(Math.sqrt(0.8) * shared + Math.sqrt(0.2) * random.nextGaussian()));
      }
      below += combined.p() < 1e-3 ? 1 : 0;
    }
    assertThat(below / (double) rounds).isBetween(0.6e-3, 1.6e-3);
  }

  @Test
  void whatIsNoProbabilityIsRefused() {
    assertThatThrownBy(() -> new CauchyCombination().add(Double.NaN))
        .hasMessage("p must be from 0 to 1, not NaN");
    assertThatThrownBy(() -> new CauchyCombination().add(0.5, 0))
        .hasMessage("a weight must be above 0, not 0.0");
  }

  /** Of the standard normal distribution: Abramowitz and Stegun 26.2.17, to 7.5e-8. */
  private static double upperTail(double z) {
    if (z < 0) {
      return 1 - upperTail(-z);
    }
    double t = 1 / (1 + 0.2316419 * z);
    double polynomial =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * polynomial;
  }
}
