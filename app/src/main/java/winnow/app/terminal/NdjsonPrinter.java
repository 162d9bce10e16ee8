// SPDX-License-Identifier: Apache-2.0
package winnow.app.terminal;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One JSON object a row; missing values are left out. */
public final class NdjsonPrinter implements ResultPrinter {
  private final PrintWriter out;
  private final JsonMapper json = new JsonMapper();
  private List<String> columns = List.of();

  /** A printer to {@code out}. */
  public NdjsonPrinter(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void header(List<String> names) {
    columns = List.copyOf(names);
  }

  @Override
  public void row(@Nullable Object[] values) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value != null) {
        object.put(columns.get(i), value instanceof Instant time ? time.toString() : value);
      }
    }
    out.append(json.writeValueAsString(object)).append('\n');
  }
}
