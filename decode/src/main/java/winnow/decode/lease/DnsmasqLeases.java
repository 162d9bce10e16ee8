// SPDX-License-Identifier: Apache-2.0
package winnow.decode.lease;

import java.io.IOException;
import java.io.InputStream;
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
import winnow.schema.IpAddress;
import winnow.schema.lease.Binding;

/**
 * Reads dnsmasq's file of leases, which has those of the moment: when each ends, hardware address,
 * address, name and client identifier, separated by blanks. When they began it does not tell. An
 * end of 0 is none. Lines of DHCPv6 have an identity association where others have the hardware
 * address.
 */
final class DnsmasqLeases implements LeaseDecoder {
  private static final Pattern LINE =
      Pattern.compile("\\d{1,10} [0-9A-Za-z:-]+ [0-9a-fA-F.:]+ \\S+ \\S+");
  private static final int LEAST_CELLS = 4;
  private static final int ETHERNET_CHARS = 17;

  private final Cells cells = new Cells();
  private final LeaseRow row = new LeaseRow();

  /** Whether {@code line} is one of such a file. */
  static boolean recognizes(String line) {
    return LINE.matcher(line).matches() && IpAddress.find(line.split(" ")[2]).isPresent();
  }

  @Override
  public void decode(InputStream input, Consumer<Binding> leases, DecodeSink others)
      throws IOException {
    Lines.decode(input, others, line -> take(line, leases, others));
  }

  private void take(Slice line, Consumer<Binding> leases, DecodeSink others)
      throws BadValueException {
    if (line.startsWith("duid ") || line.charAt(0) == '#') {
      others.skip(SkipReason.COMMENT, 1);
      return;
    }
    cells.split(line, (byte) ' ');
    if (cells.size() < LEAST_CELLS) {
      throw new BadValueException(
          RejectReason.FIELD_COUNT,
          cells.size() + " fields where end, hardware address, address and name belong");
    }
    row.reset();
    long end = Numbers.parseCount(cells.cell(0));
    row.until(end == 0 ? null : LeaseTimes.checked(end));
    hardware(cells.text(1));
    row.address(cells.cell(2));
    row.name(cells.text(3));
    row.end(leases, others);
  }

  /** A type other than that of Ethernet stands before the address: {@code 06-00:11:22:33:44:55}. */
  private void hardware(String text) throws BadValueException {
    String address = text.substring(text.indexOf('-') + 1);
    if (address.length() == ETHERNET_CHARS) {
      row.mac(address);
    }
  }
}
