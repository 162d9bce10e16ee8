// SPDX-License-Identifier: Apache-2.0
package winnow.schema.column;

import org.jspecify.annotations.Nullable;

/**
 * Texts, one a row, as ids into a dictionary of distinct texts. Vectors read from one file part
 * share their dictionary, so work per distinct text can be done once per {@link #dictionary}
 * object. The arrays are shared, not copied: neither side may change them afterwards.
 */
public final class TextVector implements ColumnVector {
  /** The id of a row without a value. */
  public static final int ABSENT = -1;

  private final int rows;
  private final int[] ids;
  private final String[] dictionary;

  /**
   * A vector over arrays.
   *
   * @param rows number of rows
   * @param ids index into {@code dictionary} for each row, or {@link #ABSENT}
   * @param dictionary distinct texts, in no particular order
   */
  public TextVector(int rows, int[] ids, String[] dictionary) {
    this.rows = rows;
    this.ids = ids;
    this.dictionary = dictionary;
  }

  @Override
  public int rows() {
    return rows;
  }

  /** The text of {@code row}, null when absent. */
  public @Nullable String value(int row) {
    int id = ids[row];
    return id == ABSENT ? null : dictionary[id];
  }

  /** Ids of all rows, at least {@link #rows} of them. */
  public int[] ids() {
    return ids;
  }

  /** The distinct texts. */
  public String[] dictionary() {
    return dictionary;
  }
}
