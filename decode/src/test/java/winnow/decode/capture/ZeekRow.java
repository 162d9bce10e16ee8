// SPDX-License-Identifier: Apache-2.0
package winnow.decode.capture;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import winnow.schema.DnsRecord;
import winnow.schema.Endpoint;
import winnow.schema.FlowRecord;
import winnow.schema.HttpRecord;
import winnow.schema.ResourceRecord;
import winnow.schema.TelemetryRecord;

/**
 * A row of a log of Zeek, and in which of its columns one of our records says something else. What
 * Zeek writes otherwise by design is allowed for, and nothing else:
 *
 * <ul>
 *   <li>conn: the duration of a connection that was closed leaves out the last acknowledgment;
 *       service is a list, ours is one of it.
 *   <li>dns: names are in lower case; type, class, round trip and RD are unset where no query was
 *       seen, which includes those of bad checksum; the bits of a response and the round trip are
 *       set only with answers; answers of other types than addresses and names are in words of its
 *       own.
 *   <li>http: the version is that of the response, and is not compared; the URI is decoded; a
 *       response without head has status 0, and a row without anything behind it; body lengths are
 *       those after decompression, and are not compared in compressed traces; media types are
 *       guessed from the content, and are not compared. The response to a request without version
 *       is a body to Zeek, its head included, so that the length is that of our whole response.
 *       Behind the last line of a multipart body Zeek counts an end of line, there or not.
 * </ul>
 */
record ZeekRow(Map<String, String> cells) {
  private static final String UNSET = "-";
  private static final double ROUNDING_SECONDS = 2e-6;
  private static final Set<String> ENDS =
      Set.of("id.orig_h", "id.orig_p", "id.resp_h", "id.resp_p");

  /** Types whose data Zeek shows as we do. */
  private static final Set<Integer> COMPARED_TYPES = Set.of(1, 2, 5, 12, 28);

  /** Columns in which the record differs, empty when it says the same. */
  List<String> differences(TelemetryRecord ours) {
    return cells.keySet().stream().filter(column -> differs(column, ours)).toList();
  }

  private boolean differs(String column, TelemetryRecord ours) {
    String theirs = Objects.requireNonNull(cells.get(column));
    return switch (ours) {
      case FlowRecord flow ->
          ENDS.contains(column)
              ? !theirs.equals(end(column, flow.source(), flow.destination()))
              : conn(column, theirs, flow);
      case DnsRecord dns ->
          ENDS.contains(column)
              ? !theirs.equals(end(column, dns.client(), Objects.requireNonNull(dns.server())))
              : dns(column, theirs, dns);
      case HttpRecord http ->
          ENDS.contains(column)
              ? !theirs.equals(end(column, http.client(), Objects.requireNonNull(http.server())))
              : http(column, theirs, http);
    };
  }

  private static String end(String column, Endpoint client, Endpoint server) {
    Endpoint end = column.startsWith("id.orig") ? client : server;
    return column.endsWith("_h") ? end.address().toString() : Integer.toString(end.port());
  }

  private static boolean conn(String column, String theirs, FlowRecord flow) {
    return switch (column) {
      case "service" ->
          !(theirs.equals(UNSET)
              ? flow.session().service() == null
              : List.of(theirs.split(",")).contains(String.valueOf(flow.session().service())));
      case "duration" -> {
        double longer = flow.durationMicros() / 1e6 - Double.parseDouble(theirs);
        boolean isClosed = "SF".equals(flow.session().state());
        yield longer < -ROUNDING_SECONDS || longer > (isClosed ? 1 : ROUNDING_SECONDS);
      }
      case "orig_bytes" -> !theirs.equals(text(flow.session().payloadOctets()));
      case "resp_bytes" -> !theirs.equals(text(flow.session().reversePayloadOctets()));
      case "conn_state" -> !theirs.equals(text(flow.session().state()));
      case "missed_bytes" -> !theirs.equals(text(flow.session().missedOctets()));
      case "history" -> !theirs.equals(text(flow.session().history()));
      case "orig_pkts" -> !theirs.equals(text(flow.forward().packets()));
      case "orig_ip_bytes" -> !theirs.equals(text(flow.forward().octets()));
      case "resp_pkts" -> !theirs.equals(text(Objects.requireNonNull(flow.reverse()).packets()));
      case "resp_ip_bytes" -> !theirs.equals(text(Objects.requireNonNull(flow.reverse()).octets()));
      case "proto" -> !theirs.equals(flow.protocol() == 6 ? "tcp" : "udp");
      default -> false;
    };
  }

  private boolean dns(String column, String theirs, DnsRecord dns) {
    DnsRecord.Response response = dns.response();
    int flags = response == null ? 0 : Objects.requireNonNull(response.headerFlags());
    return switch (column) {
      case "proto" -> !theirs.equals(Objects.requireNonNull(dns.protocol()) == 6 ? "tcp" : "udp");
      case "trans_id" -> !theirs.equals(text(dns.transactionId()));
      case "rtt" -> {
        Long micros = response == null ? null : response.roundTripMicros();
        yield hasAnswers()
            && hasQuery()
            && !theirs.equals(micros == null ? UNSET : seconds(micros));
      }
      case "query" ->
          !theirs.equals(UNSET) && !theirs.equalsIgnoreCase(text(dns.question().name()));
      case "qclass" -> !theirs.equals(UNSET) && !theirs.equals(text(dns.question().qclass()));
      case "qtype" -> !theirs.equals(UNSET) && !theirs.equals(text(dns.question().qtype()));
      case "opcode" -> !theirs.equals(text(dns.question().opcode()));
      case "rcode" -> !theirs.equals(response == null ? UNSET : text(response.rcode()));
      case "AA" -> hasAnswers() && !theirs.equals(bit(flags, 0x400));
      case "TC" -> hasAnswers() && !theirs.equals(bit(flags, 0x200));
      case "RD" ->
          hasQuery()
              && !theirs.equals(Boolean.TRUE.equals(dns.question().recursionDesired()) ? "T" : "F");
      case "RA" -> hasAnswers() && !theirs.equals(bit(flags, 0x80));
      case "answers" -> !answers(theirs).equals(answers(response));
      default -> false;
    };
  }

  /** Addresses and names of answers; what Zeek describes in words of its own has blanks. */
  private static Set<String> answers(String list) {
    String theirs = list.toLowerCase(Locale.ROOT);
    Set<String> answers = new TreeSet<>();
    for (String answer : theirs.equals(UNSET) ? new String[0] : theirs.split(",")) {
      if (!answer.contains(" ") && (answer.contains(".") || answer.contains(":"))) {
        answers.add(answer);
      }
    }
    return answers;
  }

  private static Set<String> answers(DnsRecord.@Nullable Response response) {
    Set<String> answers = new TreeSet<>();
    for (ResourceRecord answer :
        response == null ? List.<ResourceRecord>of() : response.answers()) {
      if (COMPARED_TYPES.contains(answer.type())) {
        answers.add(answer.data().toLowerCase(Locale.ROOT));
      }
    }
    return answers;
  }

  /** Whether it says nothing. */
  boolean isEmpty() {
    return UNSET.equals(cells.get("method")) && UNSET.equals(cells.get("status_code"));
  }

  private boolean hasQuery() {
    return !UNSET.equals(cells.get("qtype"));
  }

  private boolean hasAnswers() {
    return !UNSET.equals(cells.get("answers"));
  }

  private static boolean http(String column, String theirs, HttpRecord http) {
    HttpRecord.Request request = http.request();
    HttpRecord.Response response = http.response();
    boolean isConnect = "CONNECT".equals(request.method()) && request.path() == null;
    boolean hasNoVersion =
        "0.9".equals(request.version()) && response != null && response.status() != null;
    String authority = request.host() + (request.port() == null ? "" : ":" + request.port());
    return switch (column) {
      case "method" -> !theirs.equals(text(request.method()));
      case "host" -> !isConnect && !theirs.equals(request.host() == null ? UNSET : authority);
      case "uri" -> !theirs.equals(isConnect ? authority : decoded(uri(request)));
      case "referrer" -> !theirs.equals(text(request.referrer()));
      case "user_agent" -> !theirs.equals(text(request.userAgent()));
      case "username" -> !theirs.equals(text(request.user()));
      case "request_body_len" ->
          !theirs.equals(text(orZero(request.bodyOctets())))
              && !(isMultipart(request) && theirs.equals(text(orZero(request.bodyOctets()) + 2)));
      case "response_body_len" -> !theirs.equals(text(orZero(bodyOctets(response, hasNoVersion))));
      case "status_code" ->
          !(theirs.equals("0") && response != null && (response.status() == null || hasNoVersion))
              && !theirs.equals(text(response == null ? null : response.status()));
      case "resp_filenames" ->
          !theirs.equals(UNSET)
              && !theirs.equals(text(response == null ? null : response.fileName()));
      default -> false;
    };
  }

  private static boolean isMultipart(HttpRecord.Request request) {
    return request.mimeType() != null && request.mimeType().startsWith("multipart/");
  }

  private static @Nullable Long bodyOctets(
      HttpRecord.@Nullable Response response, boolean withHead) {
    return response == null ? null : withHead ? response.octets() : response.bodyOctets();
  }

  private static String uri(HttpRecord.Request request) {
    if (request.method() == null) {
      return UNSET;
    }
    String query = request.query() == null ? "" : request.query();
    String uri = (request.path() == null ? "" : request.path()) + query;
    return uri.isEmpty() ? "(empty)" : uri;
  }

  private static String decoded(String uri) {
    return Pattern.compile("%([2-7][0-9a-fA-F])")
        .matcher(uri)
        .replaceAll(m -> Matcher.quoteReplacement("" + (char) Integer.parseInt(m.group(1), 16)));
  }

  private static String bit(int flags, int mask) {
    return (flags & mask) != 0 ? "T" : "F";
  }

  private static Long orZero(@Nullable Long count) {
    return count == null ? Long.valueOf(0) : count;
  }

  private static String text(@Nullable Object value) {
    return value == null ? UNSET : value.toString();
  }

  private static String seconds(long micros) {
    return BigDecimal.valueOf(micros, 6).toPlainString();
  }

  /** Whether the ends are those of {@code ours}, so that it should say the same. */
  boolean isAbout(TelemetryRecord ours) {
    return differences(ours).stream().noneMatch(ENDS::contains);
  }
}
