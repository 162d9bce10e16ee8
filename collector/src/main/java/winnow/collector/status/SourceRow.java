// SPDX-License-Identifier: Apache-2.0
package winnow.collector.status;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row of the {@link SourceTable}, cell by cell; an empty cell is one that is not known. One that
 * was read has times and numbers in the columns of such, and a time of writing.
 */
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

  private static final String WRITTEN = "updated_at";
  private static final Set<String> TIMES =
      Set.of(WRITTEN, "last_received", "template_missing_since");
  private static final Set<String> TEXTS =
      Set.of(
          "source",
          "exporter",
          "endpoint",
          "protocols",
          "rejected_by_reason",
          "skipped_by_reason",
          "same_flows_as",
          "trouble",
          "spool");

  private final Map<String, String> cells = new HashMap<>();

  SourceRow() {}

  /**
   * Reads the rows of a table; none when there is no such file.
   *
   * @throws IOException when it cannot be read, or is none
   */
  public static List<SourceRow> read(Path table) throws IOException {
    if (!Files.exists(table)) {
      return List.of();
    }
    try {
      return rows(Files.readAllLines(table, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IOException(table + " cannot be read: " + e, e);
    } catch (IllegalArgumentException e) {
      throw new IOException(table + " is no table of sources: " + e.getMessage(), e);
    }
  }

  private static List<SourceRow> rows(List<String> lines) {
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("it is empty");
    }
    List<String> names = split(lines.getFirst());
    List<SourceRow> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      try {
        rows.add(row(names, split(lines.get(i))));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("in line " + (i + 1) + ", " + e.getMessage(), e);
      }
    }
    return rows;
  }

  private static SourceRow row(List<String> names, List<String> values) {
    if (values.size() != names.size()) {
      throw new IllegalArgumentException(
          "there are " + values.size() + " cells for " + names.size() + " columns");
    }
    SourceRow row = new SourceRow();
    for (int i = 0; i < names.size(); i++) {
      row.cells.put(names.get(i), values.get(i));
    }
    COLUMNS.forEach(row::check);
    return row;
  }

  private void check(String column) {
    String cell = get(column);
    try {
      if (TIMES.contains(column) && (!cell.isEmpty() || column.equals(WRITTEN))) {
        Instant.parse(cell);
      } else if (!TIMES.contains(column) && !TEXTS.contains(column)) {
        number(column);
      }
    } catch (DateTimeParseException | NumberFormatException e) {
      String kind = TIMES.contains(column) ? "time" : "number";
      throw new IllegalArgumentException(column + " is \"" + cell + "\", no " + kind, e);
    }
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

  /** The time in a column; null when it is not known. */
  public @Nullable Instant time(String column) {
    return get(column).isEmpty() ? null : Instant.parse(get(column));
  }

  /** When the row was written. */
  public Instant updatedAt() {
    return Instant.parse(get(WRITTEN));
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
