// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

/**
 * Rows of one number per topic in one flat array, padded with zeros to a whole number of 8-lane
 * blocks, so that every row is summed in the same order whatever the width of the machine's
 * vectors.
 */
final class RowLayout {
  /** Lanes of a block. */
  static final int LANES = 8;

  private static final int VECTOR_STRIDE = 3 * LANES;

  private RowLayout() {}

  /** Length of a row, in elements: the length the vector kernel is made for, if that is enough. */
  static int stride(int topics) {
    return topics <= VECTOR_STRIDE ? VECTOR_STRIDE : (topics + LANES - 1) / LANES * LANES;
  }

  /** Elements of an array of rows. */
  static int elements(String what, int rows, int stride) {
    long elements = (long) rows * stride;
    if (elements > Integer.MAX_VALUE - 16) {
      throw new IllegalArgumentException(
          "%d %s of %d topics do not fit an array".formatted(rows, what, stride));
    }
    return (int) elements;
  }

  /** The sum of eight lanes in the one order that is used everywhere. */
  static float sum(float z0, float z1, float z2, float z3, float z4, float z5, float z6, float z7) {
    return ((z0 + z4) + (z2 + z6)) + ((z1 + z5) + (z3 + z7));
  }
}
