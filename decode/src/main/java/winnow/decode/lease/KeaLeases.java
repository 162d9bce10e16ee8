// SPDX-License-Identifier: Apache-2.0
package winnow.decode.lease;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Cells;
import winnow.decode.text.Lines;
import winnow.decode.text.NamedCells;
import winnow.decode.text.Numbers;
import winnow.decode.text.Slice;
import winnow.schema.lease.Binding;

/**
 * Reads the lease files of Kea's memory-file backend, {@code kea-leases4.csv} and {@code
 * kea-leases6.csv}: a lease begins its valid lifetime before it expires. A lifetime of 0 says that
 * a lease was deleted and not when, and is skipped, as are declined addresses (state 1) and
 * delegated prefixes.
 */
final class KeaLeases implements LeaseDecoder {
  private static final long FOREVER_SECONDS = 0xffff_ffffL;
  private static final int DECLINED = 1;
  private static final int PREFIX_DELEGATION = 2;
  private static final Map<String, NamedCells.Field<KeaLeases>> FIELDS = fields();

  private final Cells cells = new Cells();
  private final LeaseRow row = new LeaseRow();
  private @Nullable NamedCells<KeaLeases> columns;
  private long lifetimeSeconds;
  private long expirySeconds;
  private boolean isAddress;

  private static Map<String, NamedCells.Field<KeaLeases>> fields() {
    Map<String, NamedCells.Field<KeaLeases>> fields = new HashMap<>();
    fields.put("address", (it, cell) -> it.row.address(cell));
    fields.put("hwaddr", (it, cell) -> it.row.mac(cell));
    fields.put("valid_lifetime", (it, cell) -> it.lifetimeSeconds = Numbers.parseCount(cell));
    fields.put("expire", (it, cell) -> it.expirySeconds = Numbers.parseCount(cell));
    fields.put("hostname", (it, cell) -> it.row.name(cell));
    fields.put("state", (it, cell) -> it.isAddress &= Numbers.parseCount(cell) != DECLINED);
    fields.put(
        "lease_type", (it, cell) -> it.isAddress &= Numbers.parseCount(cell) != PREFIX_DELEGATION);
    return Map.copyOf(fields);
  }

  /** Whether a file that starts with {@code line} is one. */
  static boolean recognizes(String line) {
    return Arrays.asList(line.split(",", -1))
        .containsAll(List.of("address", "valid_lifetime", "expire"));
  }

  @Override
  public void decode(InputStream input, Consumer<Binding> leases, DecodeSink others)
      throws IOException {
    Lines.decode(input, others, line -> take(line, leases, others));
  }

  private void take(Slice line, Consumer<Binding> leases, DecodeSink others)
      throws BadValueException {
    cells.split(line, (byte) ',');
    if (cells.cell(0).is("address")) {
      columns =
          new NamedCells<>(IntStream.range(0, cells.size()).mapToObj(cells::text).toList(), FIELDS)
              .since("hostname");
      others.skip(SkipReason.COMMENT, 1);
      return;
    }
    NamedCells<KeaLeases> known = columns;
    if (known == null) {
      throw new BadValueException(
          RejectReason.MALFORMED, "no header line above names the columns of this lease");
    }
    row.reset();
    lifetimeSeconds = 0;
    expirySeconds = 0;
    isAddress = true;
    known.put(cells, this);
    if (isAddress && lifetimeSeconds > 0) {
      times();
      row.end(leases, others);
    } else {
      others.skip(SkipReason.OTHER_LINE, 1);
    }
  }

  private void times() throws BadValueException {
    long begin = expirySeconds - lifetimeSeconds;
    if (begin < 0) {
      throw new BadValueException(
          RejectReason.BAD_TIME,
          "a lease that expires at " + expirySeconds + " cannot last " + lifetimeSeconds + " s");
    }
    row.from(LeaseTimes.checked(begin));
    row.until(lifetimeSeconds == FOREVER_SECONDS ? null : LeaseTimes.checked(expirySeconds));
  }
}
