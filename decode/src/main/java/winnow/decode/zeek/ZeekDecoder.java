// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import java.io.IOException;
import java.io.InputStream;
import winnow.decode.DecodeSink;
import winnow.decode.Decoder;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.text.BadValueException;
import winnow.decode.text.LineReader;
import winnow.decode.text.Slice;

/**
 * Reads Zeek logs of connections, DNS and HTTP. A line that starts with a brace is read as JSON,
 * every other as a header line or a row of tab-separated text under the last header.
 */
public final class ZeekDecoder implements Decoder {
  private final ZeekTable table = new ZeekTable();
  private final ZeekJson json = new ZeekJson();

  @Override
  public void decode(InputStream input, DecodeSink sink) throws IOException {
    LineReader lines = new LineReader(input);
    while (lines.next()) {
      if (lines.isTooLong()) {
        String detail = "line " + lines.number() + " is longer than 1 MiB";
        sink.reject(new Rejection(RejectReason.MALFORMED, lines.offset(), detail));
      } else {
        line(lines, sink);
      }
    }
  }

  private void line(LineReader lines, DecodeSink sink) {
    Slice line = lines.line();
    try {
      if (line.isBlank()) {
        sink.skip(SkipReason.EMPTY, 1);
      } else if (line.charAt(0) == '{') {
        json.line(line, sink);
      } else {
        table.line(line, sink);
      }
    } catch (BadValueException e) {
      RejectReason reason = e.reason();
      if (!lines.isComplete() && reason == RejectReason.FIELD_COUNT) {
        reason = RejectReason.TRUNCATED;
      }
      String detail = "line " + lines.number() + ": " + e.sentence();
      sink.reject(new Rejection(reason, lines.offset(), detail));
    }
  }
}
