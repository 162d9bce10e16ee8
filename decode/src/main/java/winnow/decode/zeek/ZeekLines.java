// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import java.util.List;
import winnow.decode.DecodeSink;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Slice;

/**
 * Lines of Zeek logs. One that starts with a brace is read as JSON, every other as a header line or
 * a row of tab-separated text under the last header.
 */
final class ZeekLines {
  private final ZeekTable table;
  private final ZeekJson json;

  /** Rows of {@code logs} go to {@code taker}. */
  ZeekLines(List<ZeekLog<?>> logs, ZeekRow.Taker taker) {
    table = new ZeekTable(logs, taker);
    json = new ZeekJson(logs, taker);
  }

  /** Takes a line that is not blank. */
  void take(Slice line, DecodeSink sink) throws BadValueException {
    if (line.charAt(0) == '{') {
      json.line(line, sink);
    } else {
      table.line(line, sink);
    }
  }
}
