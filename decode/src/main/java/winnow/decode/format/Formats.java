// SPDX-License-Identifier: Apache-2.0
package winnow.decode.format;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import winnow.decode.NearestName;
import winnow.decode.capture.CaptureDecoder;
import winnow.decode.datagram.DatagramFileDecoder;
import winnow.decode.nfcapd.NfcapdDecoder;
import winnow.decode.pcap.CaptureReader;
import winnow.decode.spot.DnsCsvDecoder;
import winnow.decode.spot.FlowCsvDecoder;
import winnow.decode.table.CsvDecoder;
import winnow.decode.table.NdjsonDecoder;
import winnow.decode.zeek.ZeekDecoder;
import winnow.decode.zeek.ZeekSigns;
import winnow.schema.TelemetryKind;

/** Every format that can be read, most specific first. */
public final class Formats {
  /** How many of the first bytes of an input are looked at to tell its format. */
  public static final int HEAD_BYTES = 64 * 1024;

  /** How {@link #refusal} begins for lines that a mapping or a layout may explain. */
  public static final String UNKNOWN_TEXT = "text of no format that is read";

  private static final List<Format> GENERAL =
      List.of(
          one(
              "nfcapd",
              "nfcapd file",
              TelemetryKind.FLOW,
              NfcapdDecoder::recognizes,
              options -> new NfcapdDecoder()),
          one(
              "netflow",
              "NetFlow, IPFIX or sFlow datagrams",
              TelemetryKind.FLOW,
              DatagramFileDecoder::recognizes,
              DatagramFileDecoder::new),
          capture("pcap", "packet capture", CaptureReader::isPcap),
          capture("pcapng", "packet capture, pcapng", CaptureReader::isPcapng),
          zeek("zeek-conn", "Zeek conn log", EnumSet.of(TelemetryKind.FLOW)),
          zeek("zeek-dns", "Zeek dns log", EnumSet.of(TelemetryKind.DNS)),
          zeek("zeek-http", "Zeek http log", EnumSet.of(TelemetryKind.HTTP)),
          new Format(
              "zeek-json",
              "Zeek JSON lines of several logs",
              EnumSet.allOf(TelemetryKind.class),
              (head, name) -> ZeekSigns.of(head).kinds().size() > 1,
              options -> new ZeekDecoder()),
          new Format(
              "csv",
              "table CSV",
              EnumSet.allOf(TelemetryKind.class),
              (head, file) -> CsvDecoder.recognizes(Head.firstLine(head)),
              options -> new CsvDecoder()),
          new Format(
              "ndjson",
              "table JSON lines",
              EnumSet.allOf(TelemetryKind.class),
              (head, file) -> NdjsonDecoder.recognizes(Head.firstLine(head)),
              options -> new NdjsonDecoder()),
          one(
              "flow-csv",
              "flow CSV of nfdump or Spot",
              TelemetryKind.FLOW,
              head -> FlowCsvDecoder.recognizes(Head.firstLine(head)),
              FlowCsvDecoder::new),
          one(
              "dns-csv",
              "DNS CSV of Spot",
              TelemetryKind.DNS,
              head -> DnsCsvDecoder.recognizes(Head.firstLine(head)),
              options -> new DnsCsvDecoder()));

  /** All formats, in the order in which they are tried. */
  public static final List<Format> ALL =
      Stream.of(GENERAL, DnsLogFormats.ALL, ProxyFormats.ALL, FlowLogFormats.ALL)
          .flatMap(List::stream)
          .toList();

  private Formats() {}

  private static Format one(
      String name,
      String title,
      TelemetryKind kind,
      Predicate<byte[]> recognizer,
      Format.DecoderFactory newDecoder) {
    return new Format(
        name, title, EnumSet.of(kind), (head, file) -> recognizer.test(head), newDecoder);
  }

  private static Format capture(String name, String title, Predicate<byte[]> recognizer) {
    return new Format(
        name,
        title,
        EnumSet.allOf(TelemetryKind.class),
        (head, file) -> recognizer.test(head),
        CaptureDecoder::new);
  }

  /** The format of an input that starts with {@code head}, if it is one of ours. */
  public static Optional<Format> detect(byte[] head, String fileName) {
    return ALL.stream().filter(f -> f.recognizer().matches(head, fileName)).findFirst();
  }

  /**
   * The format of an input: the one that is asked for, or else the one that its first bytes show.
   *
   * @param name name of the format, null when none is asked for
   * @param layout layout of an access log, null when none is given; see {@link
   *     winnow.decode.DecodeOptions}
   * @throws IllegalArgumentException naming the formats there are
   */
  public static Optional<Format> choose(
      byte[] head, String fileName, @Nullable String name, @Nullable String layout) {
    if (layout != null && (name == null || name.equals(ProxyFormats.LAYOUT))) {
      return Optional.of(named(ProxyFormats.LAYOUT));
    }
    if (layout != null) {
      throw new IllegalArgumentException("a layout is given, and format " + name + " has its own");
    }
    return name == null ? detect(head, fileName) : Optional.of(named(name));
  }

  /**
   * Why an input that starts with {@code head}, and whose format {@link #detect} does not find, is
   * not read; one sentence.
   */
  public static String refusal(byte[] head, String fileName) {
    return Foreign.describe(head, fileName);
  }

  /**
   * The format called {@code name}.
   *
   * @throws IllegalArgumentException naming the formats there are
   */
  public static Format named(String name) {
    return ALL.stream()
        .filter(format -> format.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
  }

  private static String unknown(String name) {
    List<String> names = ALL.stream().map(Format::name).toList();
    List<String> family = names.stream().filter(known -> known.startsWith(name + "-")).toList();
    String hint =
        family.isEmpty()
            ? NearestName.hint(name, names)
            : "; did you mean one of " + String.join(", ", family) + "?";
    return "unknown format \""
        + name
        + "\""
        + (hint.isEmpty() ? "." : hint)
        + " Known: "
        + String.join(", ", names);
  }

  private static Format zeek(String name, String title, Set<TelemetryKind> kinds) {
    return new Format(
        name,
        title,
        kinds,
        (head, fileName) -> ZeekSigns.of(head).kinds().equals(kinds),
        options -> new ZeekDecoder());
  }
}
