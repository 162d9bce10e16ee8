// SPDX-License-Identifier: Apache-2.0
package winnow.decode.table;

import java.util.List;
import winnow.decode.text.Times;
import winnow.schema.column.Column;
import winnow.schema.column.ColumnType;

/**
 * Cells of a JSON object: members named like the columns. What is absent or empty has no member.
 */
final class NdjsonForm implements CellForm {
  private boolean first;

  @Override
  public void begin(StringBuilder line) {
    line.append('{');
    first = true;
  }

  @Override
  public void end(StringBuilder line) {
    line.append("}\n");
  }

  @Override
  public void absent(StringBuilder line, Column<?, ?> column) {
    // A member that is not there says so.
  }

  @Override
  public void number(StringBuilder line, Column<?, ?> column, long value) {
    name(line, column);
    if (column.type() == ColumnType.TIMESTAMP) {
      line.append('"');
      Times.appendIso(line, value);
      line.append('"');
    } else if (column.type() == ColumnType.BOOLEAN) {
      line.append(value != 0);
    } else {
      line.append(value);
    }
  }

  @Override
  public void decimal(StringBuilder line, Column<?, ?> column, double value) {
    if (Double.isFinite(value)) {
      name(line, column);
      line.append(value);
    }
  }

  @Override
  public void text(StringBuilder line, Column<?, ?> column, String value) {
    name(line, column);
    JsonText.appendString(line, value);
  }

  @Override
  public void texts(StringBuilder line, Column<?, ?> column, List<String> values) {
    if (!values.isEmpty()) {
      name(line, column);
      JsonText.appendStrings(line, values);
    }
  }

  @Override
  public void longs(StringBuilder line, Column<?, ?> column, List<Long> values) {
    if (!values.isEmpty()) {
      name(line, column);
      JsonText.appendNumbers(line, values);
    }
  }

  private void name(StringBuilder line, Column<?, ?> column) {
    line.append(first ? "\"" : ",\"").append(column.name()).append("\":");
    first = false;
  }
}
