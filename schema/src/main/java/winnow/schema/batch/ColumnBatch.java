// SPDX-License-Identifier: Apache-2.0
package winnow.schema.batch;

import java.util.List;
import winnow.schema.column.Column;

/**
 * Some rows of a table, column by column: the form in which telemetry is written to the lake and
 * read from it. Immutable by agreement: the arrays of its vectors are shared.
 */
public final class ColumnBatch {
  /** Bytes of text that a row may have before it counts as several, see {@link #weight}. */
  public static final int TEXT_BYTES_OF_A_ROW = 512;

  private final List<? extends Column<?, ?>> columns;
  private final List<ColumnVector> vectors;
  private final int rows;

  /**
   * A batch.
   *
   * @param columns its columns
   * @param vectors their values, in the same order
   * @param rows number of rows
   */
  public ColumnBatch(
      List<? extends Column<?, ?>> columns, List<? extends ColumnVector> vectors, int rows) {
    if (columns.size() != vectors.size()) {
      throw new IllegalArgumentException(
          columns.size() + " columns but " + vectors.size() + " vectors");
    }
    this.columns = List.copyOf(columns);
    this.vectors = List.copyOf(vectors);
    this.rows = rows;
    for (int i = 0; i < columns.size(); i++) {
      if (vectors.get(i).rows() != rows) {
        throw new IllegalArgumentException(
            "column " + columns.get(i) + " has " + vectors.get(i).rows() + " rows, not " + rows);
      }
    }
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /**
   * What the rows take of memory, told in rows: more than there are when their distinct texts take
   * more than {@value #TEXT_BYTES_OF_A_ROW} bytes a row.
   */
  public int weight() {
    long textBytes = 0;
    for (ColumnVector vector : vectors) {
      textBytes +=
          switch (vector) {
            case TextVector texts -> texts.texts().bytes();
            case TextListVector lists -> lists.elements().texts().bytes();
            case LongVector longs -> 0;
            case DoubleVector doubles -> 0;
            case LongListVector lists -> 0;
          };
    }
    return weight(rows, textBytes);
  }

  /** The weight of {@code rows} with distinct texts of {@code textBytes}. */
  static int weight(int rows, long textBytes) {
    return (int) Math.max(rows, Math.min(textBytes / TEXT_BYTES_OF_A_ROW, Integer.MAX_VALUE));
  }

  /** The columns, in the order of {@link #vectors}. */
  public List<? extends Column<?, ?>> columns() {
    return columns;
  }

  /** The values of each column. */
  public List<ColumnVector> vectors() {
    return vectors;
  }

  /**
   * The values of the column called {@code name}.
   *
   * @throws IllegalArgumentException when the batch was read without it
   */
  public ColumnVector vector(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return vectors.get(i);
      }
    }
    throw new IllegalArgumentException("no column \"" + name + "\" among " + columns);
  }

  /** The values of a numeric column. */
  public LongVector longs(String name) {
    return (LongVector) vector(name);
  }

  /** The values of a text or address column. */
  public TextVector texts(String name) {
    return (TextVector) vector(name);
  }
}
