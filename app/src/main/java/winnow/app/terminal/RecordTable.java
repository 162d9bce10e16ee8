// SPDX-License-Identifier: Apache-2.0
package winnow.app.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import winnow.decode.table.CsvRows;
import winnow.schema.TelemetryRecord;
import winnow.schema.column.TelemetryTable;

/**
 * Records as a table that people read: only columns that have values other than zero, aligned, long
 * values cut.
 */
public final class RecordTable {
  private static final int MOST_CHARS = 32;

  private RecordTable() {}

  /** Prints {@code records}, which are of one kind and not none. */
  public static void print(List<TelemetryRecord> records, PrintWriter out) {
    List<List<String>> lines = lines(records);
    int columns = lines.getFirst().size();
    int[] widths = new int[columns];
    boolean[] hasValue = new boolean[columns];
    for (int line = 0; line < lines.size(); line++) {
      for (int column = 0; column < columns; column++) {
        String cell = lines.get(line).get(column);
        widths[column] = Math.max(widths[column], cell.length());
        hasValue[column] |= line > 0 && !cell.isEmpty() && !cell.equals("0");
      }
    }
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder(" ");
      for (int column = 0; column < columns; column++) {
        if (hasValue[column]) {
          String cell = line.get(column);
          text.append(' ').append(cell).repeat(' ', widths[column] - cell.length());
        }
      }
      out.println(text.toString().stripTrailing());
    }
  }

  private static List<List<String>> lines(List<TelemetryRecord> records) {
    CsvRows rows = new CsvRows();
    List<List<String>> lines = new ArrayList<>();
    try {
      StringBuilder header = new StringBuilder();
      rows.appendHeader(TelemetryTable.of(records.getFirst().kind()), header);
      lines.add(cells(header));
      for (TelemetryRecord record : records) {
        StringBuilder line = new StringBuilder();
        rows.append(record, line);
        lines.add(cells(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    return lines;
  }

  /** The cells of one CSV row, on one line each and cut. */
  private static List<String> cells(CharSequence row) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < row.length(); i++) {
      char c = row.charAt(i);
      boolean isEndOfRow = !quoted && i == row.length() - 1 && c == '\n';
      if (c == '"') {
        quoted = !quoted;
      } else if (isEndOfRow || (c == ',' && !quoted)) {
        cells.add(cut(cell));
        cell.setLength(0);
      } else if (c != '\r' || quoted) {
        cell.append(Character.isISOControl(c) ? ' ' : c);
      }
    }
    return cells;
  }

  private static String cut(StringBuilder cell) {
    return cell.length() <= MOST_CHARS ? cell.toString() : cell.substring(0, MOST_CHARS - 1) + "…";
  }
}
