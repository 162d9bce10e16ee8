// SPDX-License-Identifier: Apache-2.0
package winnow.synth.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DiceTest {
  private static final int DRAWS = 200_000;

  @Test
  void poissonHasItsMeanAndVariance() {
    for (double mean : new double[] {0.02, 1.5, 12, 80}) {
      Dice dice = Dice.of(1, 2, 3);
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < DRAWS; i++) {
        int n = dice.poisson(mean);
        sum += n;
        squares += (double) n * n;
      }
      double found = sum / DRAWS;
      assertThat(found).isCloseTo(mean, within(0.06 * mean));
      assertThat(squares / DRAWS - found * found).isCloseTo(mean, within(0.08 * mean + 0.02));
    }
  }

  @Test
  void zipfFollowsOneOverRank() {
    Dice dice = Dice.of(4, 5, 6);
    int[] counts = new int[1000];
    for (int i = 0; i < DRAWS; i++) {
      counts[dice.zipf(1000)]++;
    }
    assertThat(counts[999]).isPositive();
    double tens = Arrays.stream(counts, 9, 19).sum();
    double hundreds = Arrays.stream(counts, 99, 199).sum();
    assertThat(tens / hundreds).as("equal mass per doubling").isCloseTo(1, within(0.1));
  }

  @Test
  void paretoHasItsTailExponent() {
    Dice dice = Dice.of(7, 8, 9);
    int above = 0;
    for (int i = 0; i < DRAWS; i++) {
      above += dice.pareto(10, 1.2) > 100 ? 1 : 0;
    }
    assertThat((double) above / DRAWS).isCloseTo(Math.pow(10, -1.2), within(0.003));
  }

  @Test
  void picksAreEven() {
    int[] counts = new int[7];
    for (int i = 0; i < DRAWS; i++) {
      counts[Dice.pick(11, i, 7)]++;
    }
    for (int count : counts) {
      assertThat(count / (DRAWS / 7.0)).isCloseTo(1, within(0.03));
    }
  }

  @Test
  void equalKeysGiveEqualDice() {
    assertThat(Dice.of(1, 2, 3).nextLong()).isEqualTo(Dice.of(1, 2, 3).nextLong());
    assertThat(Dice.of(1, 2, 3).nextLong()).isNotEqualTo(Dice.of(1, 3, 2).nextLong());
  }
}
