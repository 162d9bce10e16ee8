// SPDX-License-Identifier: Apache-2.0
package winnow.decode.table;

import java.io.IOException;
import java.util.List;
import winnow.schema.DnsRecord;
import winnow.schema.FlowRecord;
import winnow.schema.HttpRecord;
import winnow.schema.TelemetryRecord;
import winnow.schema.column.DnsColumns;
import winnow.schema.column.FlowColumns;
import winnow.schema.column.HttpColumns;

/** Writes records as lines, each record with the columns of its kind. */
final class RecordLines {
  private final CellForm form;
  private final StringBuilder line = new StringBuilder(512);
  private final List<Cell<FlowRecord>> flowCells = Cell.ofRecord(FlowColumns.TABLE);
  private final List<Cell<DnsRecord>> dnsCells = Cell.ofRecord(DnsColumns.TABLE);
  private final List<Cell<HttpRecord>> httpCells = Cell.ofRecord(HttpColumns.TABLE);

  RecordLines(CellForm form) {
    this.form = form;
  }

  void append(TelemetryRecord record, Appendable out) throws IOException {
    line.setLength(0);
    form.begin(line);
    switch (record) {
      case FlowRecord flow -> write(flowCells, flow);
      case DnsRecord dns -> write(dnsCells, dns);
      case HttpRecord http -> write(httpCells, http);
    }
    form.end(line);
    out.append(line);
  }

  private <R> void write(List<Cell<R>> cells, R record) {
    for (Cell<R> cell : cells) {
      cell.write(form, line, record);
    }
  }
}
