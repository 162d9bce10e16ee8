// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.outlier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.analysis.count.Workers;

/** What holds for all detectors. */
class OutlierDetectorTest {
  static List<OutlierDetector> detectors() {
    return List.of(
        new Ecod(),
        new Hbos(),
        new IsolationForest(IsolationForest.Settings.defaults(1), new Workers(1)),
        new IsolationForest(new IsolationForest.Settings(2, 7, 16), new Workers(3)));
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void permutedRowsGetPermutedScores(OutlierDetector detector) {
    Random random = new Random(8);
    for (int i = 0; i < 40; i++) {
      FeatureMatrix matrix =
          RandomMatrix.create(random, 1 + random.nextInt(700), 1 + random.nextInt(6));
      double[] scores = detector.score(matrix);
      List<Integer> order = RandomMatrix.permutation(random, matrix.rows());
      double[] permuted = detector.score(RandomMatrix.select(matrix, order));
      for (int row = 0; row < scores.length; row++) {
        assertThat(permuted[row]).isEqualTo(scores[order.get(row)]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void equalRowsGetEqualScores(OutlierDetector detector) {
    Random random = new Random(9);
    FeatureMatrix.Builder doubled = FeatureMatrix.builder(List.of("a", "b", "c"));
    for (int row = 0; row < 300; row++) {
      double[] values = {random.nextGaussian(), random.nextInt(4), Math.exp(random.nextGaussian())};
      doubled.add("first-" + row, values).add("second-" + row, values);
    }
    double[] scores = detector.score(doubled.build());
    for (int row = 0; row < scores.length; row += 2) {
      assertThat(scores[row]).isEqualTo(scores[row + 1]);
    }
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void aConstantColumnTellsNothing(OutlierDetector detector) {
    FeatureMatrix same = RandomMatrix.of(row(4, 4, 1), row(4, 4, 1), row(4, 4, 1), row(4, 4, 1));
    assertThat(detector.score(same)).containsOnly(detector.score(same)[0]);
    FeatureMatrix differing = RandomMatrix.of(row(4, 0), row(4, 0), row(4, 0), row(4, 9));
    double[] scores = detector.score(differing);
    assertThat(scores[3]).isGreaterThan(scores[0]);
    assertThat(scores[1]).isEqualTo(scores[0]);
    assertThat(scores[2]).isEqualTo(scores[0]);
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void noRowOneRowAndTwoRowsAreAllAverage(OutlierDetector detector) {
    double average = detector instanceof IsolationForest ? 0.5 : 0;
    assertThat(detector.score(FeatureMatrix.builder(List.of("x")).build())).isEmpty();
    assertThat(detector.score(RandomMatrix.column(17))).containsExactly(average);
    double[] two = detector.score(RandomMatrix.column(17, 18));
    assertThat(two[0]).isEqualTo(two[1]);
    double[] twoAlike = detector.score(RandomMatrix.column(17, 17));
    assertThat(twoAlike).containsExactly(average, average);
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void theLargestNumbersGetFiniteScores(OutlierDetector detector) {
    double most = Double.MAX_VALUE;
    double[] scores = detector.score(RandomMatrix.column(most, -most, most, most, most / 2));
    for (double score : scores) {
      assertThat(score).isFinite().isLessThanOrEqualTo(scores[1]);
    }
    assertThat(scores[1]).isGreaterThan(scores[0]);
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void findsWhatIsPlanted(OutlierDetector detector) {
    for (ReferenceMatrix reference : ReferenceMatrix.all()) {
      assertThat(reference.auc(detector.score(reference.matrix()))).isGreaterThan(0.55);
    }
  }

  private static double[] row(double... values) {
    return values;
  }
}
