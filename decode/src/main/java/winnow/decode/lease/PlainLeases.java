// SPDX-License-Identifier: Apache-2.0
package winnow.decode.lease;

import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import winnow.decode.DecodeSink;
import winnow.decode.SkipReason;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Cells;
import winnow.decode.text.Lines;
import winnow.decode.text.NamedCells;
import winnow.decode.text.Slice;
import winnow.schema.IpAddress;
import winnow.schema.lease.Binding;

/**
 * Reads CSV with the columns {@code address}, {@code from}, {@code to} and {@code host}, in this
 * order or as a header line names them; a column {@code mac} may be there as well. A time is ISO
 * 8601 or seconds since the epoch; an empty {@code from} or {@code to} is not known.
 */
final class PlainLeases implements LeaseDecoder {
  private static final List<String> COLUMNS = List.of("address", "from", "to", "host");
  private static final Map<String, NamedCells.Field<PlainLeases>> FIELDS = fields();

  private final ZoneId zone;
  private final Cells cells = new Cells();
  private final LeaseRow row = new LeaseRow();
  private NamedCells<PlainLeases> columns = new NamedCells<>(COLUMNS, FIELDS);
  private boolean isBegun;

  PlainLeases(ZoneId zone) {
    this.zone = zone;
  }

  private static Map<String, NamedCells.Field<PlainLeases>> fields() {
    Map<String, NamedCells.Field<PlainLeases>> fields = new HashMap<>();
    fields.put("address", (it, cell) -> it.row.address(cell));
    fields.put("from", (it, cell) -> it.row.from(LeaseTimes.parse(cell, it.zone)));
    fields.put("to", (it, cell) -> it.row.until(LeaseTimes.parse(cell, it.zone)));
    fields.put("host", (it, cell) -> it.row.name(cell));
    fields.put("mac", (it, cell) -> it.row.mac(cell));
    return Map.copyOf(fields);
  }

  /** Whether a file that starts with {@code line} is one. */
  static boolean recognizes(String line) {
    List<String> names = names(Arrays.asList(line.split(",", -1)));
    return isHeader(names)
        || names.size() == COLUMNS.size() && IpAddress.find(names.getFirst()).isPresent();
  }

  private static List<String> names(List<String> cells) {
    return cells.stream().map(cell -> cell.strip().toLowerCase(Locale.ROOT)).toList();
  }

  private static boolean isHeader(List<String> names) {
    return names.contains("address") && (names.contains("host") || names.contains("mac"));
  }

  @Override
  public void decode(InputStream input, Consumer<Binding> leases, DecodeSink others)
      throws IOException {
    Lines.decode(input, others, line -> take(line, leases, others));
  }

  private void take(Slice line, Consumer<Binding> leases, DecodeSink others)
      throws BadValueException {
    if (line.charAt(0) == '#') {
      others.skip(SkipReason.COMMENT, 1);
      return;
    }
    cells.split(line, (byte) ',');
    if (!isBegun) {
      isBegun = true;
      List<String> names = names(IntStream.range(0, cells.size()).mapToObj(cells::text).toList());
      if (isHeader(names)) {
        columns = new NamedCells<>(names, FIELDS);
        others.skip(SkipReason.COMMENT, 1);
        return;
      }
    }
    row.reset();
    columns.putExactly(cells, this);
    row.end(leases, others);
  }
}
