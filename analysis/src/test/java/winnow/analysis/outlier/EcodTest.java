// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.outlier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EcodTest {
  private static final double LN2 = Math.log(2);
  private static final double LN4 = Math.log(4);

  private final Ecod ecod = new Ecod();

  @ParameterizedTest
  @MethodSource("winnow.analysis.outlier.ReferenceMatrix#all")
  void equalsTheReference(ReferenceMatrix reference) {
    assertThat(ecod.score(reference.matrix())).containsExactly(reference.ecod(), within(1e-9));
  }

  @Test
  void followsTheDefinition() {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      FeatureMatrix matrix =
          RandomMatrix.create(random, 3 + random.nextInt(60), 1 + random.nextInt(6));
      double[] scores = ecod.score(matrix);
      for (int row = 0; row < matrix.rows(); row++) {
        assertThat(scores[row]).isCloseTo(defined(matrix, row), within(1e-9));
      }
    }
  }

  @Test
  void sumsTheTailsOnTheSideOfTheSkew() {
    FeatureMatrix oneLongTailEach =
        RandomMatrix.of(
            new double[] {1, 3}, new double[] {2, 2}, new double[] {3, 1}, new double[] {90, -90});
    assertThat(ecod.score(oneLongTailEach)[3]).isCloseTo(2 * LN4, within(1e-12));
  }

  @Test
  void takesOneSideAloneWhereThatIsMore() {
    FeatureMatrix towardsEachOther =
        RandomMatrix.of(
            new double[] {1, -3},
            new double[] {2, -2},
            new double[] {3, -90},
            new double[] {90, -1});
    assertThat(ecod.score(towardsEachOther)[3]).isCloseTo(2 * LN4, within(1e-12));
  }

  @Test
  void aSymmetricColumnCountsAsSkewedToTheRight() {
    FeatureMatrix matrix =
        RandomMatrix.of(new double[] {0.1, -9}, new double[] {0.2, 8}, new double[] {0.3, 9});
    assertThat(ecod.score(matrix)[2]).isCloseTo(2 * Math.log(3), within(1e-12));
    assertThat(new ColumnTails(new double[] {0.1, 0.2, 0.3}).longerOnTheLeft()).isFalse();
    assertThat(new ColumnTails(new double[] {0.1, 0.7, 0.8}).longerOnTheLeft()).isTrue();
  }

  @Test
  void theSkewOfTheLargestAndTheSmallestNumbersIsSeen() {
    for (double unit : new double[] {Double.MAX_VALUE, 1, 1e-200, 1e-310}) {
      assertThat(new ColumnTails(new double[] {unit, -unit, unit}).longerOnTheLeft()).isTrue();
      assertThat(new ColumnTails(new double[] {-unit, -unit, unit}).longerOnTheLeft()).isFalse();
    }
  }

  @Test
  void isTheSameInOtherUnits() {
    Random random = new Random(2);
    for (int i = 0; i < 100; i++) {
      FeatureMatrix matrix = RandomMatrix.create(random, 2 + random.nextInt(40), 4);
      double factor = Math.exp(20 * random.nextGaussian());
      FeatureMatrix.Builder scaled = FeatureMatrix.builder(matrix.columnNames());
      for (int row = 0; row < matrix.rows(); row++) {
        double[] values = RandomMatrix.row(matrix, row);
        for (int column = 0; column < values.length; column++) {
          values[column] *= factor;
        }
        scaled.add(matrix.keys().get(row), values);
      }
      assertThat(ecod.score(scaled.build())).isEqualTo(ecod.score(matrix));
    }
  }

  @Test
  void halfOfTwoRowsIsAtEachEnd() {
    assertThat(ecod.score(RandomMatrix.column(5, 7))).containsExactly(LN2, LN2);
  }

  /** Algorithm 1 of the paper, pair by pair; a third moment of rounding errors is taken as 0. */
  private static double defined(FeatureMatrix matrix, int row) {
    double left = 0;
    double right = 0;
    double auto = 0;
    int n = matrix.rows();
    for (int column = 0; column < matrix.columnNames().size(); column++) {
      double mean = 0;
      for (int other = 0; other < n; other++) {
        mean += matrix.value(other, column) / n;
      }
      int atMost = 0;
      int atLeast = 0;
      double cubes = 0;
      double squares = 0;
      for (int other = 0; other < n; other++) {
        double value = matrix.value(other, column);
        atMost += value <= matrix.value(row, column) ? 1 : 0;
        atLeast += value >= matrix.value(row, column) ? 1 : 0;
        cubes += Math.pow(value - mean, 3) / n;
        squares += Math.pow(value - mean, 2) / (n - 1);
      }
      double skewness = squares < 1e-20 ? 0 : cubes / Math.pow(squares, 1.5);
      left -= Math.log((double) atMost / n);
      right -= Math.log((double) atLeast / n);
      auto -= Math.log((double) (skewness < -1e-9 ? atMost : atLeast) / n);
    }
    return Math.max(auto, Math.max(left, right));
  }
}
