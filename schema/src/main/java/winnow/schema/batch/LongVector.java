// SPDX-License-Identifier: Apache-2.0
package winnow.schema.batch;

import org.jspecify.annotations.Nullable;

/**
 * Numbers, one a row. The arrays are shared, not copied: neither side may change them afterwards,
 * and they may be longer than the number of rows.
 */
public final class LongVector implements ColumnVector {
  private final int rows;
  private final long[] values;
  private final long @Nullable [] absent;

  /**
   * A vector over arrays.
   *
   * @param rows number of rows
   * @param values the values; 0 where absent
   * @param absent bit {@code r & 63} of word {@code r >> 6} is set where row r has no value; null
   *     when every row has one
   */
  public LongVector(int rows, long[] values, long @Nullable [] absent) {
    this.rows = rows;
    this.values = values;
    this.absent = absent;
  }

  @Override
  public int rows() {
    return rows;
  }

  /** The value of {@code row}, 0 when absent. */
  public long value(int row) {
    return values[row];
  }

  /** All values, at least {@link #rows} of them. */
  public long[] values() {
    return values;
  }

  /** Whether some row may have no value. */
  public boolean hasAbsent() {
    return absent != null;
  }

  /** Whether {@code row} has no value. */
  public boolean isAbsent(int row) {
    return absent != null && (absent[row >> 6] >>> row & 1) != 0;
  }

  /**
   * Which of rows {@code 64 * word} to {@code 64 * word + 63} have no value: bit i is the i-th of
   * them. Bits beyond the last row mean nothing.
   */
  public long absentBits(int word) {
    return absent == null ? 0 : absent[word];
  }
}
