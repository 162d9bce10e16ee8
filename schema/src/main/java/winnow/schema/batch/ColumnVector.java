// SPDX-License-Identifier: Apache-2.0
package winnow.schema.batch;

/** The values of one column in a {@link ColumnBatch}. */
public sealed interface ColumnVector
    permits LongVector, DoubleVector, TextVector, LongListVector, TextListVector {
  /** Number of rows. */
  int rows();
}
