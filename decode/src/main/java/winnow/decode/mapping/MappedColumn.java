// SPDX-License-Identifier: Apache-2.0
package winnow.decode.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one column is filled.
 *
 * @param line number of the line that says so
 * @param column name of the column, or `url` for all columns of a URL
 * @param fields the fields whose values it takes, with a blank between several; none of a constant
 * @param constant the value of all rows; null when it comes from fields
 * @param steps what is done to the value, in order
 */
public record MappedColumn(
    int line, String column, List<String> fields, @Nullable String constant, List<Step> steps) {
  /** Copies the lists. */
  public MappedColumn {
    fields = List.copyOf(fields);
    steps = List.copyOf(steps);
  }
}
