// SPDX-License-Identifier: Apache-2.0
package winnow.synth.blend;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import winnow.schema.Endpoint;
import winnow.schema.HttpRecord;
import winnow.synth.traffic.Outcome;

/** Records of web requests as requests, with their volumes told by what is known of them. */
final class FetchReader {
  private static final int PLAIN = 80;
  private static final int TLS = 443;
  private static final int OK = 200;
  private static final int NO_REPLY = 504;
  private static final int REQUEST_HEAD_OCTETS = 160;
  private static final int REPLY_HEAD_OCTETS = 320;

  private FetchReader() {}

  /**
   * A request; null when it does not say of which site.
   *
   * @param talk the conversation that carried it; null when there is no record of it
   */
  static Act.@Nullable Fetch read(HttpRecord record, Act.@Nullable Talk talk) {
    String said = text(record.request().method());
    String method = said.isEmpty() ? "GET" : said;
    boolean tunnel = method.equals("CONNECT");
    Site site = Site.of(record, tunnel);
    if (site == null) {
      return null;
    }
    Act.Talk carrier = tunnel ? talk : null;
    Long duration = record.durationMicros();
    return new Act.Fetch(
        record.eventTimeMicros(),
        duration == null && carrier != null ? Long.valueOf(carrier.durationMicros()) : duration,
        record.server(),
        url(record.request(), method, site, carrier),
        reply(record.response(), tunnel, carrier),
        talk != null);
  }

  private static Act.Url url(
      HttpRecord.Request request, String method, Site site, Act.@Nullable Talk carrier) {
    boolean tunnel = method.equals("CONNECT");
    String path = text(request.path());
    String agent = request.userAgent();
    return new Act.Url(
        method,
        tunnel ? "tcp" : site.port == TLS ? "https" : "http",
        site.host,
        site.port,
        tunnel ? "" : printable(path.isEmpty() ? "/" : path),
        tunnel ? "" : printable(text(request.query())),
        printable(text(request.referrer())),
        agent == null ? null : agent.replace('"', '\''),
        carrier == null ? sent(request) : carrier.sent());
  }

  private static Act.Reply reply(
      HttpRecord.@Nullable Response response, boolean tunnel, Act.@Nullable Talk carrier) {
    if (response == null) {
      long octets = carrier == null ? 0 : carrier.answered();
      return new Act.Reply(NO_REPLY, "", octets, Outcome.SF);
    }
    Integer status = response.status();
    return new Act.Reply(
        status == null ? OK : status,
        tunnel ? "" : printable(text(response.mimeType())),
        carrier == null ? answered(response) : carrier.answered(),
        Outcome.SF);
  }

  private static long sent(HttpRecord.Request request) {
    Long octets = request.octets();
    if (octets != null && octets > 0) {
      return octets;
    }
    Long body = request.bodyOctets();
    int head =
        text(request.path()).length()
            + text(request.query()).length()
            + text(request.referrer()).length()
            + text(request.userAgent()).length();
    return REQUEST_HEAD_OCTETS + head + (body == null ? 0 : body);
  }

  private static long answered(HttpRecord.Response response) {
    Long octets = response.octets();
    if (octets != null && octets > 0) {
      return octets;
    }
    Long body = response.bodyOctets();
    return REPLY_HEAD_OCTETS + (body == null ? 0 : body);
  }

  private static String text(@Nullable String text) {
    return text == null || text.equals("-") ? "" : text;
  }

  /** With what would end a field in a log escaped (RFC 3986 section 2.1). */
  private static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      if (isPrintable(next)) {
        printable.append(next);
      } else {
        printable.append('%').append(String.format(Locale.ROOT, "%02X", next & 0xff));
      }
    }
    return printable.toString();
  }

  private static boolean isPrintable(int character) {
    return character > ' ' && character < 0x7f && character != '"';
  }

  /** Name and port of what is asked for. */
  private record Site(String host, int port) {
    static @Nullable Site of(HttpRecord record, boolean tunnel) {
      String host = text(record.request().host());
      Endpoint server = record.server();
      if (host.isEmpty() && server != null && !tunnel) {
        host = server.address().toString();
      }
      Integer port = record.request().port();
      int colon = host.lastIndexOf(':');
      if (colon > 0 && host.indexOf(':') == colon) {
        String after = host.substring(colon + 1);
        port = after.matches("[0-9]{1,5}") ? Integer.valueOf(after) : port;
        host = host.substring(0, colon);
      }
      int usual = tunnel || "https".equals(record.request().scheme()) ? TLS : PLAIN;
      return host.isEmpty() || !host.chars().allMatch(FetchReader::isPrintable)
          ? null
          : new Site(host, port == null || port == 0 ? usual : port);
    }
  }
}
