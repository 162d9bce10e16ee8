// SPDX-License-Identifier: Apache-2.0
package winnow.decode.table;

import java.util.List;
import winnow.decode.text.Times;
import winnow.schema.column.Column;
import winnow.schema.column.ColumnType;

/**
 * Cells of CSV (RFC 4180). What is absent is an empty cell; empty text is an empty cell in quotes.
 * Lists are JSON arrays; an empty list is an empty cell.
 */
final class CsvForm implements CellForm {
  private boolean first;
  private final StringBuilder list = new StringBuilder();

  @Override
  public void begin(StringBuilder line) {
    first = true;
  }

  @Override
  public void end(StringBuilder line) {
    line.append('\n');
  }

  @Override
  public void absent(StringBuilder line, Column<?, ?> column) {
    separate(line);
  }

  @Override
  public void number(StringBuilder line, Column<?, ?> column, long value) {
    separate(line);
    if (column.type() == ColumnType.TIMESTAMP) {
      Times.appendIso(line, value);
    } else if (column.type() == ColumnType.BOOLEAN) {
      line.append(value != 0);
    } else {
      line.append(value);
    }
  }

  @Override
  public void decimal(StringBuilder line, Column<?, ?> column, double value) {
    separate(line);
    line.append(value);
  }

  @Override
  public void text(StringBuilder line, Column<?, ?> column, String value) {
    separate(line);
    quote(line, value);
  }

  @Override
  public void texts(StringBuilder line, Column<?, ?> column, List<String> values) {
    separate(line);
    if (!values.isEmpty()) {
      list.setLength(0);
      JsonText.appendStrings(list, values);
      quote(line, list);
    }
  }

  @Override
  public void longs(StringBuilder line, Column<?, ?> column, List<Long> values) {
    separate(line);
    if (!values.isEmpty()) {
      list.setLength(0);
      JsonText.appendNumbers(list, values);
      quote(line, list);
    }
  }

  private void separate(StringBuilder line) {
    if (!first) {
      line.append(',');
    }
    first = false;
  }

  private static void quote(StringBuilder line, CharSequence value) {
    if (!needsQuotes(value)) {
      line.append(value);
      return;
    }
    line.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      line.append(c);
      if (c == '"') {
        line.append('"');
      }
    }
    line.append('"');
  }

  private static boolean needsQuotes(CharSequence value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return true;
      }
    }
    return value.isEmpty();
  }
}
