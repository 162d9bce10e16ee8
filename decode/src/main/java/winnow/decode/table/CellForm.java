// SPDX-License-Identifier: Apache-2.0
package winnow.decode.table;

import java.util.List;
import winnow.schema.column.Column;

/** How the cells of a row are written, one after another. Serves one row at a time. */
sealed interface CellForm permits CsvForm, NdjsonForm {
  /** Starts a row. */
  void begin(StringBuilder line);

  /** Ends a row with its line end. */
  void end(StringBuilder line);

  /** A column without value. */
  void absent(StringBuilder line, Column<?, ?> column);

  /** A value of a numeric column. */
  void number(StringBuilder line, Column<?, ?> column, long value);

  /** A value of a floating-point column, in the shortest form that reads back as the same. */
  void decimal(StringBuilder line, Column<?, ?> column, double value);

  /** A text or address. */
  void text(StringBuilder line, Column<?, ?> column, String value);

  /** Texts in order. */
  void texts(StringBuilder line, Column<?, ?> column, List<String> values);

  /** Numbers in order. */
  void longs(StringBuilder line, Column<?, ?> column, List<Long> values);
}
