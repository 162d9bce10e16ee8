// SPDX-License-Identifier: Apache-2.0
package winnow.decode.format;

import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import winnow.decode.DecodeOptions;
import winnow.decode.event.EventDecoder;
import winnow.decode.proxy.ElffDecoder;
import winnow.decode.proxy.LayoutDecoder;
import winnow.decode.proxy.WebGatewayDecoder;
import winnow.decode.proxy.ZscalerDecoder;
import winnow.schema.TelemetryKind;

/** Access logs of proxies and web servers, events of gateways and firewalls. */
final class ProxyFormats {
  static final String LAYOUT = "layout";

  static final List<Format> ALL =
      List.of(
          http(
              "proxy",
              "W3C extended access log of Blue Coat, IIS, TMG and others",
              ElffDecoder::recognizes,
              ElffDecoder::new),
          http(
              "web-gateway",
              "McAfee Web Gateway access log",
              WebGatewayDecoder::recognizes,
              WebGatewayDecoder::new),
          http(
              "zscaler",
              "Zscaler NSS web log",
              lines -> !lines.isEmpty() && ZscalerDecoder.recognizes(lines.getFirst()),
              ZscalerDecoder::new),
          layout("squid", "Squid native access log"),
          layout("combined", "Apache or nginx combined access log"),
          layout("vhost_combined", "Apache combined access log of virtual hosts"),
          layout("common", "Common Log Format access log"),
          event("cef", "Common Event Format of any device", EventDecoder::cef),
          event("leef", "Log Event Extended Format of any device", EventDecoder::leef),
          event("fortigate", "FortiGate traffic and web filter log", EventDecoder::fortiGate),
          event("checkpoint", "Check Point firewall log", EventDecoder::checkPoint),
          http(LAYOUT, "access log of a layout that is given", lines -> false, LayoutDecoder::of));

  private ProxyFormats() {}

  private static Format layout(String name, String title) {
    return http(
        name,
        title,
        lines -> LayoutDecoder.recognizes(name, lines),
        options -> LayoutDecoder.named(name, options));
  }

  private static Format event(
      String name, String title, Function<DecodeOptions, EventDecoder> newDecoder) {
    return new Format(
        name,
        title,
        EnumSet.of(TelemetryKind.FLOW, TelemetryKind.HTTP),
        (head, file) -> newDecoder.apply(DecodeOptions.named("")).recognizes(Head.lines(head)),
        newDecoder::apply);
  }

  private static Format http(
      String name,
      String title,
      Predicate<List<String>> recognizer,
      Format.DecoderFactory newDecoder) {
    return new Format(
        name,
        title,
        EnumSet.of(TelemetryKind.HTTP),
        (head, file) -> recognizer.test(Head.lines(head)),
        newDecoder);
  }
}
