// SPDX-License-Identifier: Apache-2.0
package winnow.decode.format;

import java.util.EnumSet;
import java.util.List;
import java.util.function.Predicate;
import winnow.decode.dnslog.BindQueryDecoder;
import winnow.decode.dnslog.DnsmasqDecoder;
import winnow.decode.dnslog.UnboundDecoder;
import winnow.decode.dnslog.WindowsDnsDecoder;
import winnow.decode.dnstap.DnstapDecoder;
import winnow.decode.dnstap.FrameStream;
import winnow.schema.TelemetryKind;

/** What DNS servers report. Such logs hold other lines too, so any line of the head may tell. */
final class DnsLogFormats {
  static final List<Format> ALL =
      List.of(
          new Format(
              "dnstap",
              "dnstap, Frame Streams",
              EnumSet.of(TelemetryKind.DNS),
              (head, file) -> FrameStream.recognizes(head),
              options -> new DnstapDecoder()),
          log("bind", "BIND query log", BindQueryDecoder::recognizes, BindQueryDecoder::new),
          log("unbound", "Unbound log", UnboundDecoder::recognizes, UnboundDecoder::new),
          log("dnsmasq", "dnsmasq or Pi-hole log", DnsmasqDecoder::recognizes, DnsmasqDecoder::new),
          log(
              "windows-dns",
              "Windows DNS debug log",
              WindowsDnsDecoder::recognizes,
              WindowsDnsDecoder::new));

  private DnsLogFormats() {}

  private static Format log(
      String name, String title, Predicate<String> isLine, Format.DecoderFactory newDecoder) {
    return new Format(
        name,
        title,
        EnumSet.of(TelemetryKind.DNS),
        (head, file) -> Head.anyLine(head, isLine),
        newDecoder);
  }
}
