// SPDX-License-Identifier: Apache-2.0
package winnow.decode.mapping;

import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.decode.format.Format;
import winnow.schema.TelemetryKind;

/**
 * What a mapping file says: how the fields of a table or of JSON lines become our columns.
 *
 * @param kind the kind of rows
 * @param layout how the input is laid out
 * @param zone time zone of times without offset; null for that of the command
 * @param absent values that mean that there is none
 * @param columns the columns that are filled, in the order of the file
 */
public record Mapping(
    TelemetryKind kind,
    Layout layout,
    @Nullable ZoneId zone,
    Set<String> absent,
    List<MappedColumn> columns) {
  /** Copies the collections. */
  public Mapping {
    absent = Set.copyOf(absent);
    columns = List.copyOf(columns);
  }

  /** How an input is laid out. */
  public sealed interface Layout {}

  /**
   * Rows of cells.
   *
   * @param delimiter what separates cells
   * @param fields the names of the cells; null when the first line has them
   * @param comment lines that start with it are skipped; null when there are none
   */
  public record Cells(byte delimiter, @Nullable List<String> fields, @Nullable String comment)
      implements Layout {}

  /** A JSON object in each line. */
  public record JsonLines() implements Layout {}

  /**
   * Reads the text of a mapping file.
   *
   * @throws MappingException saying all that is wrong with it, line by line
   */
  public static Mapping parse(String text) {
    return new MappingParser().parse(text);
  }

  /** The format of the inputs that this describes; it is never found by content. */
  public Format format() {
    return new Format(
        "mapping",
        "as a mapping file says",
        EnumSet.of(kind),
        (head, name) -> false,
        options -> new MappingDecoder(this, options));
  }
}
