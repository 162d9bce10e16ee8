// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  @Test
  void halfOfTheSameAndAllAboveCount() {
    Calibration.Builder scores = new Calibration.Builder();
    for (int score = 1; score <= 9; score++) {
      scores.add(score);
    }
    Calibration calibration = scores.build();
    assertThat(calibration.total()).isEqualTo(9);
    assertThat(calibration.p(9)).isEqualTo((0 + 0.5 + 0.5) / 10);
    assertThat(calibration.p(1)).isEqualTo((8 + 0.5 + 0.5) / 10);
    assertThat(calibration.p(0)).isEqualTo((9 + 0.5) / 10);
    assertThat(calibration.p(100)).isEqualTo(0.5 / 10);
  }

  @Test
  void nothingIsUnusualWhenNothingIsKnown() {
    assertThat(new Calibration.Builder().build().p(50)).isEqualTo(0.5);
  }

  @Test
  void pValuesAreUniformWhenScoresAreOrdinary() {
    assertUniform(Random::nextGaussian, 3);
    assertUniform(random -> random.nextExponential() * 3, 4);
    assertUniform(random -> random.nextInt(10) == 0 ? random.nextExponential() : 0, 4);
  }

  /** One in 10, 100 and so on, neither twice nor half of it, learnt from 4,000 scores. */
  private static void assertUniform(ToDoubleFunction<Random> scores, int levels) {
    int[] below = new int[levels];
    int rounds = 20;
    int draws = 50_000;
    for (int round = 0; round < rounds; round++) {
      Random random = new Random(round);
      Calibration calibration = learnt(scores, 4000, random);
      for (int i = 0; i < draws; i++) {
        double p = calibration.p(scores.applyAsDouble(random));
        for (int k = 0; k < below.length; k++) {
          below[k] += p < Math.pow(10, -k - 1) ? 1 : 0;
        }
      }
    }
    for (int k = 0; k < below.length; k++) {
      double expected = (double) rounds * draws * Math.pow(10, -k - 1);
      assertThat(below[k]).isBetween((int) (expected / 2), (int) (2 * expected));
    }
  }

  @Test
  void aTailOfFewScoresSaysHowLittleItKnows() {
    // Of many calibrations of 500 scores each: what is beyond all of them comes as often as is
    // said.
    int below = 0;
    int rounds = 2000;
    int draws = 500;
    for (int round = 0; round < rounds; round++) {
      Random random = new Random(round);
      Calibration calibration = learnt(Random::nextExponential, 500, random);
      for (int i = 0; i < draws; i++) {
        below += calibration.p(random.nextExponential()) < 1e-4 ? 1 : 0;
      }
    }
    assertThat(below / (rounds * draws * 1e-4)).isBetween(0.7, 1.4);
  }

  private static Calibration learnt(ToDoubleFunction<Random> scores, int size, Random random) {
    Calibration.Builder builder = new Calibration.Builder();
    for (int i = 0; i < size; i++) {
      builder.add(scores.applyAsDouble(random));
    }
    return builder.build();
  }

  @Test
  void theTailOfExponentialScoresGoesOnAsItShould() {
    Random random = new Random(5);
    Calibration.Builder builder = new Calibration.Builder();
    for (int i = 0; i < 10_000; i++) {
      builder.add(random.nextExponential());
    }
    Calibration calibration = builder.build();
    for (double score : new double[] {5, 8, 11, 14}) {
      assertThat(Math.log10(calibration.p(score)))
          .isCloseTo(-score / Math.log(10), within(0.15 * score / Math.log(10)));
    }
  }

  @Test
  void aHigherScoreIsNeverLessUnusual() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      Calibration.Builder builder = new Calibration.Builder();
      int size = 1 + random.nextInt(3000);
      for (int i = 0; i < size; i++) {
        builder.add(random.nextBoolean() ? random.nextGaussian() : random.nextInt(9));
      }
      Calibration calibration = builder.build();
      double last = 1;
      for (double score = -70; score < 70; score += 0.05) {
        double p = calibration.p(score);
        assertThat(p).isBetween(1e-12, last);
        last = p;
      }
    }
  }

  @Test
  void calibrationsAddUp() {
    Random random = new Random(1);
    Calibration.Builder left = new Calibration.Builder();
    Calibration.Builder right = new Calibration.Builder();
    Calibration.Builder both = new Calibration.Builder();
    for (int i = 0; i < 2000; i++) {
      double score = random.nextGaussian();
      (i % 3 == 0 ? left : right).add(score);
      both.add(score);
    }
    Calibration sum = left.build().plus(right.build());
    for (double score = -5; score < 9; score += 0.3) {
      assertThat(sum.p(score)).isEqualTo(both.build().p(score));
    }
  }

  @Test
  void aScoreHasToBeANumber() {
    assertThatThrownBy(() -> new Calibration.Builder().add(Double.NaN))
        .hasMessage("a score is not a number");
  }

  @Test
  void fewScoresAboveManyThatAreTheSameAreCountedAndNotDrawnOut() {
    Calibration.Builder scores = new Calibration.Builder();
    for (int i = 0; i < 2485; i++) {
      scores.add(i % 2 == 0 ? 0 : Double.NEGATIVE_INFINITY);
    }
    for (int i = 0; i < 15; i++) {
      scores.add(10 + i);
    }
    Calibration calibration = scores.build();
    assertThat(calibration.p(10)).isBetween(2e-3, 1e-2);
    assertThat(calibration.p(5)).isBetween(2e-3, 1e-2);
    assertThat(calibration.p(0)).isBetween(0.1, 0.9);
    assertThat(calibration.p(Double.NEGATIVE_INFINITY)).isLessThanOrEqualTo(1);
  }

  @Test
  void theTailTellsWhichScoreIsReachedWithAProbability() {
    Calibration.Builder builder = new Calibration.Builder();
    Random random = new Random(8);
    for (int i = 0; i < 20_000; i++) {
      builder.add(2 * random.nextExponential());
    }
    Calibration calibration = builder.build();
    for (double p : new double[] {1e-3, 1e-4, 1e-6}) {
      assertThat(calibration.p(calibration.scoreInTail(p))).isCloseTo(p, withinPercentage(1));
    }
    assertThat(calibration.scoreInTail(0.5)).isInfinite();
    assertThat(new Calibration.Builder().build().scoreInTail(1e-3)).isInfinite();
  }
}
