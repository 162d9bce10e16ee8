// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.outlier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureMatrixTest {
  private final FeatureMatrix.Builder builder = FeatureMatrix.builder(List.of("flows", "octets"));

  @Test
  void keepsMoreRowsThanItStartsWithRoomFor() {
    for (int row = 0; row < 1000; row++) {
      builder.add("host-" + row, row, -row);
    }
    FeatureMatrix matrix = builder.build();
    assertThat(matrix.rows()).isEqualTo(1000);
    assertThat(matrix.columnNames()).containsExactly("flows", "octets");
    for (int row = 0; row < 1000; row++) {
      assertThat(matrix.keys().get(row)).isEqualTo("host-" + row);
      assertThat(matrix.value(row, 0)).isEqualTo(row);
      assertThat(matrix.value(row, 1)).isEqualTo(row == 0 ? 0.0 : -row);
    }
  }

  @Test
  void isNotChangedByRowsThatItsBuilderTakesLater() {
    FeatureMatrix matrix = builder.add("a", 1, 2).build();
    builder.add("b", 3, 4);
    assertThat(matrix.rows()).isEqualTo(1);
    assertThat(matrix.keys()).containsExactly("a");
    assertThat(builder.build().rows()).isEqualTo(2);
  }

  @Test
  void zerosHaveNoSign() {
    double zero = builder.add("a", -0.0, 0).build().value(0, 0);
    assertThat(1 / zero).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void saysWhichRowAndColumnIsNotFinite() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.add("10.0.0.7", 1, Double.NaN))
        .withMessage("row '10.0.0.7', column 'octets': NaN is not a finite number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.add("10.0.0.7", Double.NEGATIVE_INFINITY, 1))
        .withMessage("row '10.0.0.7', column 'flows': -Infinity is not a finite number");
    assertThat(builder.add("10.0.0.7", 1, 2).build().rows()).isEqualTo(1);
  }

  @Test
  void saysWhichKeyOrColumnIsThereTwice() {
    builder.add("a", 1, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.add("a", 3, 4))
        .withMessage("two rows have the key 'a'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FeatureMatrix.builder(List.of("x", "y", "x")))
        .withMessage("two columns have the name 'x'");
  }

  @Test
  void saysHowManyValuesAreMissing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.add("a", 1))
        .withMessage("row 'a' has 1 values for 2 columns");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FeatureMatrix.builder(List.of()))
        .withMessage("a feature matrix needs a column");
  }
}
