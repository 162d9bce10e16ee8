// SPDX-License-Identifier: Apache-2.0
package winnow.schema.batch;

import java.util.ArrayList;
import java.util.List;

/**
 * Lists of texts, one list a row: row r has elements {@code offset(r)} to {@code offset(r + 1)}.
 */
public final class TextListVector implements ColumnVector {
  private final int rows;
  private final int[] offsets;
  private final TextVector elements;

  /**
   * A vector over arrays, shared and not copied.
   *
   * @param rows number of rows
   * @param offsets {@code rows + 1} ascending offsets into {@code elements}
   * @param elements the elements of all rows, none absent
   */
  public TextListVector(int rows, int[] offsets, TextVector elements) {
    this.rows = rows;
    this.offsets = offsets;
    this.elements = elements;
  }

  @Override
  public int rows() {
    return rows;
  }

  /** Where the elements of {@code row} start. */
  public int offset(int row) {
    return offsets[row];
  }

  /** The elements of all rows. */
  public TextVector elements() {
    return elements;
  }

  /** The elements of {@code row}. */
  public List<String> value(int row) {
    List<String> value = new ArrayList<>(offsets[row + 1] - offsets[row]);
    for (int i = offsets[row]; i < offsets[row + 1]; i++) {
      value.add(elements.dictionary()[elements.ids()[i]]);
    }
    return value;
  }
}
