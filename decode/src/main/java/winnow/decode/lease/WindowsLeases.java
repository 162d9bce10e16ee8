// SPDX-License-Identifier: Apache-2.0
package winnow.decode.lease;

import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import winnow.decode.DecodeSink;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Cells;
import winnow.decode.text.Lines;
import winnow.decode.text.Numbers;
import winnow.decode.text.Slice;
import winnow.decode.text.Times;
import winnow.schema.lease.Binding;

/**
 * Reads the audit log of a DHCP server of Windows, {@code DhcpSrvLog-Mon.log}: events in local
 * time, of which those of leases count. A lease that was given or renewed holds until the log tells
 * that it was released, deleted or has expired, or that another client has its address.
 */
final class WindowsLeases implements LeaseDecoder {
  private static final Pattern EVENT =
      Pattern.compile("\\d{2,5},\\d\\d/\\d\\d/\\d\\d,\\d\\d:\\d\\d:\\d\\d,.*");
  private static final int LEAST_CELLS = 7;
  private static final int DATE_CHARS = 8;

  private final ZoneId zone;
  private final Cells cells = new Cells();
  private final LeaseRow row = new LeaseRow();

  WindowsLeases(ZoneId zone) {
    this.zone = zone;
  }

  /** Whether {@code line} is one of such a log. */
  static boolean recognizes(String line) {
    return EVENT.matcher(line).matches() || line.startsWith("ID,Date,Time,Description,IP");
  }

  /** What an event says of its address. */
  private enum Meaning {
    HELD,
    FREED,
    OTHER;

    static Meaning of(long event) {
      if (event == 10 || event == 11 || event == 20 || event == 21) {
        return HELD;
      }
      return event == 12 || event >= 16 && event <= 18 ? FREED : OTHER;
    }
  }

  @Override
  public void decode(InputStream input, Consumer<Binding> leases, DecodeSink others)
      throws IOException {
    Lines.decode(input, others, line -> take(line, leases, others));
  }

  private void take(Slice line, Consumer<Binding> leases, DecodeSink others)
      throws BadValueException {
    char first = line.charAt(0);
    cells.split(line, (byte) ',');
    if (first < '0' || first > '9' || cells.size() == 1) {
      others.skip(SkipReason.COMMENT, 1);
      return;
    }
    Meaning meaning = Meaning.of(Numbers.parseCount(cells.cell(0)));
    if (meaning == Meaning.OTHER) {
      others.skip(SkipReason.OTHER_LINE, 1);
      return;
    }
    if (cells.size() < LEAST_CELLS) {
      throw new BadValueException(
          RejectReason.FIELD_COUNT,
          cells.size() + " fields where " + LEAST_CELLS + " belong, the last a MAC address");
    }
    long time = time(cells.text(1), cells.text(2));
    row.reset();
    row.address(cells.cell(4));
    if (meaning == Meaning.FREED) {
      leases.accept(Binding.freed(row.knownAddress(), time));
      return;
    }
    row.from(time);
    row.name(cells.text(5));
    row.mac(cells.cell(6));
    row.end(leases, others);
  }

  /** {@code 03/02/26} is the second of March. */
  private long time(String date, String time) throws BadValueException {
    if (date.length() != DATE_CHARS || date.charAt(2) != '/' || date.charAt(5) != '/') {
      throw BadValueException.notA("a date like 12/31/26", date, RejectReason.BAD_TIME);
    }
    String day = "20" + date.substring(6) + '-' + date.substring(0, 2) + '-' + date.substring(3, 5);
    return Times.parseDateAndTime(day, time, zone);
  }
}
