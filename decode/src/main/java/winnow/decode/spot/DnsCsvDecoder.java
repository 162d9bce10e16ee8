// SPDX-License-Identifier: Apache-2.0
package winnow.decode.spot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import winnow.decode.DecodeSink;
import winnow.decode.Decoder;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Cells;
import winnow.decode.text.Lines;
import winnow.decode.text.Slice;

/**
 * Reads DNS CSV: what Spot has tshark print of DNS responses, whose time text has a comma of its
 * own, and the rows of Spot's raw table. The client is `ip_dst`, because only responses are kept.
 */
public final class DnsCsvDecoder implements Decoder {
  private final Cells cells = new Cells();
  private final DnsCsvRow row = new DnsCsvRow();

  @Override
  public void decode(InputStream input, DecodeSink sink) throws IOException {
    Lines.decode(input, sink, line -> take(line, sink));
  }

  /** Whether an input that starts with the line {@code first} is such a file. */
  public static boolean recognizes(String first) {
    Cells cells = new Cells();
    byte[] bytes = first.getBytes(StandardCharsets.UTF_8);
    cells.split(new Slice().over(bytes, 0, bytes.length), separator(first));
    return isHeader(cells.cell(0)) || DnsCsvRow.Layout.of(cells).isPresent();
  }

  private void take(Slice line, DecodeSink sink) throws BadValueException {
    cells.split(line, separator(line));
    if (isHeader(cells.cell(0))) {
      sink.skip(SkipReason.COMMENT, 1);
      return;
    }
    DnsCsvRow.Layout layout =
        DnsCsvRow.Layout.of(cells)
            .orElseThrow(() ->
                new BadValueException(
                    RejectReason.FIELD_COUNT,
                    cells.size() + " fields, which are not those of a DNS response"));
    sink.accept(row.read(cells, layout));
  }

  private static boolean isHeader(Slice cell) {
    return List.of("frame.time", "frame_time").stream().anyMatch(cell::is);
  }

  private static byte separator(CharSequence line) {
    boolean tabs = IntStream.range(0, line.length()).anyMatch(i -> line.charAt(i) == '\t');
    return (byte) (tabs ? '\t' : ',');
  }
}
