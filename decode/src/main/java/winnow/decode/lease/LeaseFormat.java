// SPDX-License-Identifier: Apache-2.0
package winnow.decode.lease;

import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import winnow.decode.text.BadValueException;
import winnow.decode.text.LineReader;
import winnow.decode.zeek.ZeekDecoder;
import winnow.decode.zeek.ZeekSigns;

/**
 * A format in which leases are kept; the content of an input tells which it has.
 *
 * @param title what a person calls it
 * @param recognizer whether an input that starts with these bytes has it
 * @param newDecoder a decoder for one input, with local times in this zone
 */
public record LeaseFormat(
    String title, Predicate<byte[]> recognizer, Function<ZoneId, LeaseDecoder> newDecoder) {
  private static final int MOST_LINES = 128;

  /** All formats, in the order in which they are tried. */
  public static final List<LeaseFormat> ALL =
      List.of(
          new LeaseFormat(
              "dhcp.log of Zeek",
              head -> ZeekSigns.of(head).isZeek(),
              zone -> ZeekDecoder::readLeases),
          ofLines(
              "Kea lease file",
              lines -> !lines.isEmpty() && KeaLeases.recognizes(lines.getFirst()),
              zone -> new KeaLeases()),
          ofLines(
              "dhcpd.leases of ISC DHCP",
              lines -> lines.stream().anyMatch(IscLeases::recognizes),
              zone -> new IscLeases()),
          ofLines(
              "audit log of Windows DHCP",
              lines -> lines.stream().anyMatch(WindowsLeases::recognizes),
              WindowsLeases::new),
          ofLines(
              "dnsmasq.leases",
              lines -> lines.stream().anyMatch(DnsmasqLeases::recognizes),
              zone -> new DnsmasqLeases()),
          ofLines(
              "CSV with columns address, from, to, host",
              lines -> !lines.isEmpty() && PlainLeases.recognizes(lines.getFirst()),
              PlainLeases::new));

  private static LeaseFormat ofLines(
      String title, Predicate<List<String>> recognizer, Function<ZoneId, LeaseDecoder> decoder) {
    return new LeaseFormat(title, head -> recognizer.test(lines(head)), decoder);
  }

  /** The format of an input that starts with {@code head}, if it has one of these. */
  public static Optional<LeaseFormat> detect(byte[] head) {
    return ALL.stream().filter(format -> format.recognizer().test(head)).findFirst();
  }

  /** Why an input that starts with {@code head}, and has none of them, is not read. */
  public static String refusal(byte[] head) {
    List<String> lines = lines(head);
    String begins =
        lines.isEmpty() ? "is empty" : "begins with " + BadValueException.shown(lines.getFirst());
    return begins
        + ", which is none of: "
        + ALL.stream().map(LeaseFormat::title).collect(Collectors.joining("; "));
  }

  /** The first lines that are not blank and no comment. */
  private static List<String> lines(byte[] head) {
    List<String> found = new ArrayList<>();
    LineReader lines = LineReader.of(head);
    try {
      while (found.size() < MOST_LINES && lines.next()) {
        if (!lines.line().isBlank() && lines.line().charAt(0) != '#') {
          found.add(lines.line().toString());
        }
      }
      return found;
    } catch (IOException e) {
      throw new AssertionError("an array cannot fail", e);
    }
  }
}
