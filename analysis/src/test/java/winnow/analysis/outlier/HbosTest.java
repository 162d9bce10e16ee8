// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.outlier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HbosTest {
  private static final double LN2 = Math.log(2);
  private static final double LN7 = Math.log(7);

  private final Hbos hbos = new Hbos();

  @ParameterizedTest
  @MethodSource("winnow.analysis.outlier.ReferenceMatrix#all")
  void equalsTheReference(ReferenceMatrix reference) {
    assertThat(hbos.score(reference.matrix())).containsExactly(reference.hbos(), within(1e-9));
  }

  @Test
  void comparesWithTheHighestBinOfEachColumn() {
    FeatureMatrix matrix =
        RandomMatrix.of(
            new double[] {0, 0},
            new double[] {1, 0},
            new double[] {1, 0},
            new double[] {2, 0},
            new double[] {2.9, 0},
            new double[] {2, 0},
            new double[] {1, 0},
            new double[] {8.9, 0},
            new double[] {9, 1});
    double[] scores = hbos.score(matrix);
    assertThat(scores[0]).isZero();
    assertThat(scores[4]).isZero();
    assertThat(scores[7]).isCloseTo(Math.log(3.5), within(1e-12));
    assertThat(scores[8]).isCloseTo(Math.log(3.5) + Math.log(8), within(1e-12));
  }

  @Test
  void aValueOnAnEdgeIsInTheBinAbove() {
    EqualWidthBins bins = EqualWidthBins.over(new double[] {0.1, 1.0, 0.4, 0.7}, 3);
    assertThat(bins.bin(0.1)).isZero();
    assertThat(bins.bin(Math.nextDown(0.4))).isZero();
    assertThat(bins.bin(0.1 + 0.9 / 3)).isEqualTo(1);
    assertThat(bins.bin(0.1 + 2 * (0.9 / 3))).isEqualTo(2);
    assertThat(bins.bin(1.0)).isEqualTo(2);
  }

  @Test
  void edgesDecideHoweverAQuotientIsRounded() {
    Random random = new Random(4);
    for (int i = 0; i < 20_000; i++) {
      double smallest = random.nextInt(-1000, 1000) / 100.0;
      double largest = smallest + (1 + random.nextInt(1000)) / 100.0;
      int count = 2 + random.nextInt(50);
      EqualWidthBins bins = EqualWidthBins.over(new double[] {largest, smallest}, count);
      int bin = 1 + random.nextInt(count - 1);
      double edge = smallest + bin * ((largest - smallest) / count);
      assertThat(bins.bin(edge)).isEqualTo(bin);
      assertThat(bins.bin(Math.nextDown(edge))).isEqualTo(bin - 1);
      assertThat(bins.bin(smallest)).isZero();
      assertThat(bins.bin(largest)).isEqualTo(count - 1);
    }
  }

  @Test
  void twoRowsAreEquallyUsual() {
    assertThat(hbos.score(RandomMatrix.column(5, 7))).containsExactly(0, 0);
  }

  @Test
  void gapsBetweenBinsCostNothing() {
    double[] scores = hbos.score(RandomMatrix.column(0, 0, 0, 0, 0, 0, 0, 1000, 600));
    assertThat(scores[0]).isZero();
    assertThat(scores[7]).isCloseTo(LN7, within(1e-12));
    assertThat(scores[8]).isCloseTo(LN7, within(1e-12));
    scores = hbos.score(RandomMatrix.column(0, 0, 0, 0, 0, 0, 700, 1000, 1000));
    assertThat(scores[6]).isCloseTo(LN2, within(1e-12));
  }
}
