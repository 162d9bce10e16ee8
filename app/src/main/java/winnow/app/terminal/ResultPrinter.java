// SPDX-License-Identifier: Apache-2.0
package winnow.app.terminal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints the rows of a result as text. */
public sealed interface ResultPrinter permits CsvPrinter, NdjsonPrinter {
  /** Takes the names of the columns; comes before any row. */
  void header(List<String> columns);

  /** Prints a row of texts, numbers, booleans, times and lists; null where there is no value. */
  void row(@Nullable Object[] values);
}
