// SPDX-License-Identifier: Apache-2.0
package winnow.decode.spot;

import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import winnow.decode.DecodeOptions;
import winnow.decode.DecodeSink;
import winnow.decode.Decoder;
import winnow.decode.SkipReason;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Cells;
import winnow.decode.text.Lines;
import winnow.decode.text.Slice;

/**
 * Reads flow CSV: the 27 columns that Spot's nfdump writes, the same as Spot's raw table has them,
 * and, where a header line names the columns, nfdump's own. Spot's time is the time at which the
 * collector received the flow; it is the flow's only time, so it serves as both.
 */
public final class FlowCsvDecoder implements Decoder {
  private static final String SPOT =
      "tr,try,trm,trd,trh,trm,trs,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt,in,out,sas,"
          + "das,dtos,dir,ra";
  private static final List<String> SPOT_COLUMNS = List.of(SPOT.split(","));
  private static final List<String> TABLE_COLUMNS =
      List.of(("treceived,unix_tstamp" + SPOT.substring("tr".length())).split(","));

  private final ZoneId zone;
  private final Cells cells = new Cells();
  private FlowRow row;
  private boolean inSummary;

  /** Times are in the zone of {@code options}. */
  public FlowCsvDecoder(DecodeOptions options) {
    zone = options.zone();
    row = new FlowRow(SPOT_COLUMNS, zone);
  }

  @Override
  public void decode(InputStream input, DecodeSink sink) throws IOException {
    Lines.decode(input, sink, line -> take(line, sink));
  }

  /** Whether an input that starts with the line {@code first} is such a file. */
  public static boolean recognizes(String first) {
    List<String> header = List.of(first.split(",", -1));
    return FlowRow.isHeader(header)
        || ((header.size() == 27 || header.size() == 28)
            && first.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(,\\d+){6,7},[0-9.]+,.*"));
  }

  private void take(Slice line, DecodeSink sink) throws BadValueException {
    if (line.startsWith("Summary") || line.startsWith("No matched flows")) {
      inSummary = true;
    }
    cells.split(line, (byte) ',');
    Optional<FlowRow> header = inSummary ? Optional.empty() : header();
    if (inSummary || header.isPresent()) {
      row = header.orElse(row);
      sink.skip(SkipReason.COMMENT, 1);
      return;
    }
    if (cells.size() == TABLE_COLUMNS.size() && row.width() == SPOT_COLUMNS.size()) {
      row = new FlowRow(TABLE_COLUMNS, zone);
    }
    sink.accept(row.read(cells));
  }

  private Optional<FlowRow> header() {
    char first = cells.cell(0).isEmpty() ? ' ' : cells.cell(0).charAt(0);
    if (first >= '0' && first <= '9') {
      return Optional.empty();
    }
    List<String> names = IntStream.range(0, cells.size()).mapToObj(cells::text).toList();
    return FlowRow.isHeader(names) ? Optional.of(new FlowRow(names, zone)) : Optional.empty();
  }
}
