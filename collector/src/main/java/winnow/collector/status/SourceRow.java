// SPDX-License-Identifier: Apache-2.0
package winnow.collector.status;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of the {@link SourceTable}, cell by cell; an empty cell is one that is not known. */
public final class SourceRow {
  /** The columns. */
  public static final List<String> COLUMNS =
      List.of(
          "source",
          "exporter",
          "endpoint",
          "protocols",
          "updated_at",
          "last_received",
          "messages",
          "messages_per_second",
          "bytes",
          "dropped",
          "lost",
          "rows",
          "rejected",
          "rejected_by_reason",
          "skipped_by_reason",
          "failed",
          "missed_records",
          "missed_datagrams",
          "restarts",
          "repeated",
          "clock_skew_seconds",
          "templates",
          "sets_without_template",
          "waiting_bytes",
          "lag_seconds",
          "missed_percent",
          "template_missing_since",
          "sampling_interval",
          "same_flows_as",
          "same_flows_percent",
          "trouble",
          "spool");

  private final Map<String, String> cells = new HashMap<>();

  SourceRow() {}

  /** Reads the rows of a table. */
  public static List<SourceRow> read(Path table) throws IOException {
    List<SourceRow> rows = new ArrayList<>();
    List<String> names = List.of();
    for (String line : Files.readAllLines(table, StandardCharsets.UTF_8)) {
      List<String> values = split(line);
      if (names.isEmpty()) {
        names = values;
      } else if (values.size() == names.size()) {
        SourceRow row = new SourceRow();
        for (int i = 0; i < names.size(); i++) {
          row.cells.put(names.get(i), values.get(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static List<String> split(String line) {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean isQuoted = false;
    for (int i = 0; i < line.length(); i++) {
      char next = line.charAt(i);
      if (next == '"' && isQuoted && line.startsWith("\"\"", i)) {
        value.append(next);
        i++;
      } else if (next == '"') {
        isQuoted = !isQuoted;
      } else if (next == ',' && !isQuoted) {
        values.add(value.toString());
        value.setLength(0);
      } else {
        value.append(next);
      }
    }
    values.add(value.toString());
    return values;
  }

  /** The cell of a column; empty when it is not known. */
  public String get(String column) {
    return cells.getOrDefault(column, "");
  }

  /** The number in a column; 0 when it is not known. */
  public double number(String column) {
    return get(column).isEmpty() ? 0 : Double.parseDouble(get(column));
  }

  SourceRow set(String column, @Nullable Object value) {
    if (value != null) {
      cells.put(column, value.toString());
    }
    return this;
  }

  static void appendHeader(StringBuilder csv) {
    csv.append(String.join(",", COLUMNS)).append("\r\n");
  }

  void appendTo(StringBuilder csv) {
    for (int i = 0; i < COLUMNS.size(); i++) {
      String text = get(COLUMNS.get(i)).replaceAll("\\R", " ");
      boolean isQuoted = text.contains(",") || text.contains("\"");
      csv.append(i == 0 ? "" : ",");
      csv.append(isQuoted ? '"' + text.replace("\"", "\"\"") + '"' : text);
    }
    csv.append("\r\n");
  }
}
