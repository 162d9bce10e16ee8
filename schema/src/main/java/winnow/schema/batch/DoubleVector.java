// SPDX-License-Identifier: Apache-2.0
package winnow.schema.batch;

/** 64-bit floating-point numbers, one a row, none absent. The array is shared, not copied. */
public final class DoubleVector implements ColumnVector {
  private final int rows;
  private final double[] values;

  /**
   * A vector over an array.
   *
   * @param rows number of rows
   * @param values at least {@code rows} values
   */
  public DoubleVector(int rows, double[] values) {
    this.rows = rows;
    this.values = values;
  }

  @Override
  public int rows() {
    return rows;
  }

  /** The value of {@code row}. */
  public double value(int row) {
    return values[row];
  }

  /** All values, at least {@link #rows} of them. */
  public double[] values() {
    return values;
  }
}
