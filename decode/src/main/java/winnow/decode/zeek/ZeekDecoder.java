// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import winnow.decode.DecodeSink;
import winnow.decode.Decoder;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Lines;
import winnow.decode.text.Slice;

/**
 * Reads Zeek logs of connections, DNS and HTTP. A line that starts with a brace is read as JSON,
 * every other as a header line or a row of tab-separated text under the last header.
 */
public final class ZeekDecoder implements Decoder {
  private final ZeekTable table;
  private final ZeekJson json;

  /** Reads the logs of connections, DNS and HTTP. */
  public ZeekDecoder() {
    this(ZeekLogs.ALL);
  }

  /** Reads {@code logs}. */
  ZeekDecoder(List<ZeekLog<?>> logs) {
    table = new ZeekTable(logs);
    json = new ZeekJson(logs);
  }

  @Override
  public void decode(InputStream input, DecodeSink sink) throws IOException {
    Lines.decode(input, sink, line -> take(line, sink));
  }

  private void take(Slice line, DecodeSink sink) throws BadValueException {
    if (line.charAt(0) == '{') {
      json.line(line, sink);
    } else {
      table.line(line, sink);
    }
  }
}
