// SPDX-License-Identifier: Apache-2.0
package winnow.decode.table;

import java.util.List;
import winnow.decode.text.BadValueException;

/** The value of a cell that is read; absent cells are passed over. */
public interface CellValue {
  /** The characters of a number, time, truth value or address. */
  CharSequence scalar();

  /** The text. */
  String text();

  /** The elements of a list. */
  List<String> elements() throws BadValueException;
}
