// SPDX-License-Identifier: Apache-2.0
package winnow.app.terminal;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * CSV as of RFC 4180 with a header line. A missing value is an empty field, empty text is `""`;
 * lists are JSON arrays.
 */
public final class CsvPrinter implements ResultPrinter {
  private final PrintWriter out;
  private final JsonMapper json = new JsonMapper();

  /** A printer to {@code out}. */
  public CsvPrinter(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void header(List<String> columns) {
    row(columns.toArray());
  }

  @Override
  public void row(@Nullable Object[] values) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        line.append(',');
      }
      line.append(field(values[i]));
    }
    out.append(line).append("\r\n");
  }

  private String field(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case String text -> quoted(text);
      case List<?> list -> quoted(json.writeValueAsString(list));
      default -> value.toString();
    };
  }

  private static String quoted(String text) {
    boolean plain = !text.isEmpty();
    for (int i = 0; plain && i < text.length(); i++) {
      char c = text.charAt(i);
      plain = c != ',' && c != '"' && c != '\n' && c != '\r';
    }
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
