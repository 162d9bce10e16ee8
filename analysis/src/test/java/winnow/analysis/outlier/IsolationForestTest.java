// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.outlier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.analysis.count.Workers;

class IsolationForestTest {
  private static final double C4 = 2 * (1 + 1 / 2.0 + 1 / 3.0) - 2 * 3 / 4.0;
  private static final double C5 = 2 * (1 + 1 / 2.0 + 1 / 3.0 + 1 / 4.0) - 2 * 4 / 5.0;

  @ParameterizedTest
  @MethodSource("winnow.analysis.outlier.ReferenceMatrix#all")
  void ranksAsWellAsTheReference(ReferenceMatrix reference) {
    double[] aucs =
        LongStream.range(0, 20)
            .mapToDouble(seed -> reference.auc(forest(seed, 1).score(reference.matrix())))
            .toArray();
    double mean = 0;
    for (double auc : aucs) {
      assertThat(auc).isCloseTo(reference.forestAuc(), within(0.02));
      mean += auc / aucs.length;
    }
    assertThat(mean).isCloseTo(reference.forestAuc(), within(0.005));
  }

  @Test
  void findsOneFarRowAmongThousands() {
    Random random = new Random(5);
    FeatureMatrix.Builder matrix = FeatureMatrix.builder(List.of("x", "y"));
    for (int row = 0; row < 5000; row++) {
      matrix.add("host-" + row, random.nextGaussian(), random.nextGaussian());
    }
    double[] scores = forest(1, 2).score(matrix.add("far", 9, -9).build());
    for (int row = 0; row < 5000; row++) {
      assertThat(scores[row]).isBetween(0.3, scores[5000] - 0.02);
    }
    assertThat(scores[5000]).isBetween(0.75, 1.0);
  }

  @Test
  void scoresAreTwoToTheMinusShareOfTheAveragePath() {
    double[] scores = forest(1, 1).score(RandomMatrix.column(0, 0, 0, 0, 3));
    assertThat(scores[4]).isCloseTo(Math.pow(2, -1 / C5), within(1e-12));
    assertThat(scores[0]).isCloseTo(Math.pow(2, -(1 + C4) / C5), within(1e-12));
    double[] square =
        forest(1, 1)
            .score(
                RandomMatrix.of(
                    new double[] {0, 0}, new double[] {0, 1},
                    new double[] {1, 0}, new double[] {1, 1}));
    assertThat(square).containsOnly(square[0]);
    assertThat(square[0]).isCloseTo(Math.pow(2, -2 / C4), within(1e-12));
  }

  @Test
  void averagePathLengthsUseTheExactHarmonicNumber() {
    AveragePathLength averages = new AveragePathLength(256);
    assertThat(averages.of(1)).isZero();
    assertThat(averages.of(2)).isEqualTo(1);
    assertThat(averages.of(4)).isCloseTo(C4, within(1e-12));
    double gamma = 0.5772156649015329;
    double harmonic = Math.log(255) + gamma + 1 / 510.0 - 1 / (12 * 255.0 * 255.0);
    assertThat(averages.of(256)).isCloseTo(2 * harmonic - 2 * 255 / 256.0, within(1e-10));
  }

  @Test
  void theSeedMatters() {
    FeatureMatrix matrix = RandomMatrix.create(new Random(6), 300, 4);
    assertThat(forest(1, 1).score(matrix)).isEqualTo(forest(1, 1).score(matrix));
    assertThat(forest(1, 1).score(matrix)).isNotEqualTo(forest(2, 1).score(matrix));
  }

  @Test
  void threadsDoNotChangeABit() {
    FeatureMatrix matrix = RandomMatrix.create(new Random(7), 5000, 6);
    double[] alone = forest(3, 1).score(matrix);
    assertThat(forest(3, 2).score(matrix)).isEqualTo(alone);
    assertThat(forest(3, 8).score(matrix)).isEqualTo(alone);
  }

  @Test
  void refusesAForestWithoutTrees() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IsolationForest.Settings(1, 0, 256))
        .withMessage("a forest needs a tree of a row, not 0 trees of 256 rows");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IsolationForest.Settings(1, 100, 0))
        .withMessage("a forest needs a tree of a row, not 100 trees of 0 rows");
  }

  private static IsolationForest forest(long seed, int threads) {
    return new IsolationForest(IsolationForest.Settings.defaults(seed), new Workers(threads));
  }
}
