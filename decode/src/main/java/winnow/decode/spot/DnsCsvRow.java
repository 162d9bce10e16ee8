// SPDX-License-Identifier: Apache-2.0
package winnow.decode.spot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import winnow.decode.RejectReason;
import winnow.decode.dns.DnsNames;
import winnow.decode.text.Addresses;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Cells;
import winnow.decode.text.Numbers;
import winnow.decode.text.Slice;
import winnow.decode.text.Times;
import winnow.schema.DnsBuilder;
import winnow.schema.DnsRecord;
import winnow.schema.ResourceRecord;

/**
 * A line of Spot's DNS CSV; see {@link DnsCsvDecoder}. Spot keeps neither ports nor transport nor
 * message id: the well-known server port and UDP stand in, the client's port is 0.
 */
final class DnsCsvRow {
  private static final int DNS_PORT = 53;
  private static final int UDP = 17;
  private static final int MAX_RCODE = 0xffff;
  private static final int COLUMNS = 10;

  private final DnsBuilder dns = new DnsBuilder();
  private final Addresses addresses = new Addresses();

  /** The order of the columns after the time text, which takes {@code first} cells. */
  record Layout(int first, boolean isTable) {
    /**
     * The layout of {@code cells}. Spot's table has the client before the server and the class,
     * hexadecimal, before the type; tshark prints the other way round.
     */
    static Optional<Layout> of(Cells cells) {
      int first = cells.size() - COLUMNS + 1;
      if (first < 1 || first > 2 || !isTime(cells.cell(first))) {
        return Optional.empty();
      }
      boolean isTable = cells.cell(first + 5).startsWith("0x");
      return Optional.of(new Layout(first, isTable));
    }

    private static boolean isTime(Slice cell) {
      return !cell.isEmpty() && cell.charAt(0) >= '0' && cell.charAt(0) <= '9';
    }

    int client() {
      return first + (isTable ? 2 : 3);
    }

    int server() {
      return first + (isTable ? 3 : 2);
    }

    int qclass() {
      return first + (isTable ? 5 : 6);
    }

    int qtype() {
      return first + (isTable ? 6 : 5);
    }
  }

  DnsRecord read(Cells cells, Layout layout) throws BadValueException {
    int first = layout.first();
    dns.reset();
    dns.eventTimeMicros = Times.parseEpoch(cells.cell(first));
    Slice frameLength = cells.cell(first + 1);
    dns.frameOctets = isAbsent(frameLength) ? null : Long.valueOf(Numbers.parseCount(frameLength));
    dns.clientAddress = addresses.parse(present(cells.cell(layout.client()), "ip_dst"));
    dns.serverAddress = addresses.parse(present(cells.cell(layout.server()), "ip_src"));
    dns.serverPort = DNS_PORT;
    dns.protocol = UDP;
    String name = cells.text(first + 4);
    dns.query = name.isEmpty() || name.equals("-") ? null : DnsNames.fromText(name);
    dns.qclass = number(cells.cell(layout.qclass()));
    dns.qtype = number(cells.cell(layout.qtype()));
    dns.rcode = number(cells.cell(first + 7));
    dns.querySeen = false;
    dns.answered = true;
    dns.answers = answers(cells.text(first + 8), dns.qtype == null ? -1 : dns.qtype);
    return dns.build();
  }

  private static List<ResourceRecord> answers(String text, int type) {
    if (text.isEmpty() || text.equals("-")) {
      return List.of();
    }
    List<ResourceRecord> answers = new ArrayList<>();
    for (String answer : text.split("\\|", -1)) {
      answers.add(new ResourceRecord(answer, type, -1));
    }
    return answers;
  }

  private static @Nullable Integer number(Slice cell) throws BadValueException {
    return isAbsent(cell) ? null : Integer.valueOf(Numbers.parseHexOrInt(cell, MAX_RCODE));
  }

  private static Slice present(Slice cell, String name) throws BadValueException {
    if (isAbsent(cell)) {
      throw new BadValueException(RejectReason.MISSING_FIELD, name + " is not set");
    }
    return cell;
  }

  private static boolean isAbsent(Slice cell) {
    return cell.isEmpty() || cell.is("-") || cell.is("NULL") || cell.is("\\N");
  }
}
