// SPDX-License-Identifier: Apache-2.0
package winnow.synth.blend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.schema.DnsRecord;
import winnow.schema.Endpoint;
import winnow.schema.FlowRecord;
import winnow.schema.HttpRecord;
import winnow.schema.IpAddress;
import winnow.schema.ResourceRecord;
import winnow.schema.TelemetryRecord;
import winnow.synth.traffic.DnsExchange;
import winnow.synth.traffic.Outcome;

/**
 * What the host of a blend did, told by its records. Times a month from the median are taken for
 * those of clocks that were not set.
 */
final class ActReader {
  private static final int DNS = 53;
  private static final int TCP = 6;
  private static final int TRUNCATED = 0x0200;
  private static final long MONTH_MICROS = 31 * 86_400_000_000L;
  private static final int NO_REPLY = 504;
  private static final int REQUEST_HEAD_OCTETS = 160;
  private static final int REPLY_HEAD_OCTETS = 320;

  private final Set<IpAddress> hosts = new HashSet<>();
  private final List<FlowRecord> flows = new ArrayList<>();
  private final List<DnsRecord> questions = new ArrayList<>();
  private final List<HttpRecord> requests = new ArrayList<>();
  private final Map<IpAddress, String> names = new HashMap<>();

  ActReader(Captured captured) {
    hosts.addAll(captured.blend().origin().hosts());
    for (TelemetryRecord record : atTheTime(captured.records())) {
      switch (record) {
        case FlowRecord flow -> flows.add(flow);
        case DnsRecord question -> questions.add(question);
        case HttpRecord request -> requests.add(request);
      }
    }
    if (hosts.isEmpty()) {
      requests.forEach(request -> hosts.add(request.client().address()));
      questions.forEach(question -> hosts.add(question.client().address()));
    }
    questions.removeIf(it -> !hosts.contains(it.client().address()) || isNotToResolver(it));
    requests.removeIf(it -> !hosts.contains(it.client().address()));
    flows.removeIf(it ->
        !hosts.contains(it.source().address()) && !hosts.contains(it.destination().address()));
  }

  private static List<TelemetryRecord> atTheTime(List<TelemetryRecord> records) {
    if (records.isEmpty()) {
      return records;
    }
    long[] times = records.stream().mapToLong(TelemetryRecord::eventTimeMicros).sorted().toArray();
    long median = times[times.length / 2];
    return records.stream()
        .filter(record -> Math.abs(record.eventTimeMicros() - median) < MONTH_MICROS)
        .sorted(Comparator.comparingLong(TelemetryRecord::eventTimeMicros))
        .toList();
  }

  private static boolean isNotToResolver(DnsRecord question) {
    Endpoint server = question.server();
    return server != null && server.port() != DNS;
  }

  /** The addresses of the host. */
  Set<IpAddress> hosts() {
    return hosts;
  }

  /** Whether web requests are all there is. */
  boolean isWebAlone() {
    return flows.isEmpty() && !requests.isEmpty();
  }

  /** Names that addresses were told to have, and those that handshakes told. */
  Map<IpAddress, String> names() {
    return names;
  }

  /** Everything, by time. */
  List<Act> read() {
    List<Act> acts = new ArrayList<>();
    questions.forEach(question -> addLookUp(question, acts));
    List<Act.Talk> talks = new ArrayList<>(TalkReader.read(flows));
    if (!acts.isEmpty()) {
      talks.removeIf(talk -> talk.server().port() == DNS);
    }
    Map<List<Object>, Act.Talk> byEnds = new HashMap<>();
    Set<List<Object>> told = new HashSet<>();
    for (Act.Talk talk : talks) {
      byEnds.put(List.of(talk.client(), talk.server()), talk);
      if (talk.name() != null) {
        names.putIfAbsent(talk.server().address(), talk.name());
      }
    }
    for (HttpRecord request : requests) {
      Endpoint server = request.server();
      Act.Talk talk = server == null ? null : byEnds.get(List.of(request.client(), server));
      addFetch(request, talk, acts);
      if (talk != null) {
        told.add(List.of(talk.client(), talk.server()));
      }
    }
    for (Act.Talk talk : talks) {
      boolean isTold = told.contains(List.of(talk.client(), talk.server()));
      acts.add(isTold ? talk.toldByRequests() : talk);
    }
    acts.sort(Comparator.comparingLong(Act::startMicros));
    return acts;
  }

  private void addLookUp(DnsRecord record, List<Act> acts) {
    DnsRecord.Question question = record.question();
    Integer type = question.qtype();
    if (question.name() == null || type == null) {
      return;
    }
    List<DnsExchange.Answer> answers = new ArrayList<>();
    DnsRecord.Response response = record.response();
    if (response != null) {
      for (ResourceRecord answer : response.answers()) {
        addAnswer(question.name(), type, answer, answers);
      }
    }
    acts.add(
        new Act.LookUp(record.eventTimeMicros(), question.name(), type, result(record), answers));
  }

  /** Types that are met here; owners follow the chain of aliases. */
  private void addAnswer(
      String asked, int asksFor, ResourceRecord record, List<DnsExchange.Answer> answers) {
    String owner = asked;
    for (DnsExchange.Answer before : answers) {
      owner = before.type() == 5 ? before.data() : owner;
    }
    IpAddress address = IpAddress.find(record.data()).orElse(null);
    int type = record.type() >= 0 ? record.type() : guess(address, asksFor);
    int ttl = Math.clamp(record.ttl(), 0, 86_400);
    switch (type) {
      case 1, 28 -> {
        if (address != null && address.isIpv4() == (type == 1)) {
          names.put(address, asked);
          answers.add(new DnsExchange.Answer(owner, type, ttl, record.data()));
        }
      }
      case 2, 5, 12, 10 -> answers.add(new DnsExchange.Answer(owner, type, ttl, record.data()));
      case 16 ->
          answers.add(new DnsExchange.Answer(owner, type, ttl, record.data().replace("\"", "")));
      default -> {}
    }
  }

  private static int guess(@Nullable IpAddress address, int asksFor) {
    if (address != null) {
      return address.isIpv4() ? 1 : 28;
    }
    return asksFor == 1 || asksFor == 28 ? 5 : asksFor;
  }

  private static DnsExchange.Result result(DnsRecord record) {
    DnsRecord.Response response = record.response();
    Integer protocol = record.protocol();
    if (response == null) {
      return DnsExchange.Result.UNANSWERED;
    }
    Integer rcode = response.rcode();
    if (rcode != null && rcode != 0) {
      return rcode == 3 ? DnsExchange.Result.NX_DOMAIN : DnsExchange.Result.SERVER_FAILURE;
    }
    if (protocol != null && protocol == TCP) {
      return DnsExchange.Result.OVER_TCP;
    }
    Integer flags = response.headerFlags();
    boolean truncated = flags != null && (flags & TRUNCATED) != 0;
    return truncated ? DnsExchange.Result.TRUNCATED : DnsExchange.Result.NO_ERROR;
  }

  private static void addFetch(HttpRecord record, Act.@Nullable Talk talk, List<Act> acts) {
    HttpRecord.Request request = record.request();
    String method = text(request.method()).isEmpty() ? "GET" : text(request.method());
    boolean tunnel = method.equals("CONNECT");
    Site site = Site.of(record, tunnel);
    if (site == null) {
      return;
    }
    HttpRecord.Response response = record.response();
    Act.Url url =
        new Act.Url(
            method,
            tunnel ? "tcp" : site.port == 443 ? "https" : "http",
            site.host,
            site.port,
            tunnel ? "" : printable(text(request.path()).isEmpty() ? "/" : text(request.path())),
            tunnel ? "" : printable(text(request.query())),
            printable(text(request.referrer())),
            request.userAgent() == null ? null : request.userAgent().replace('"', '\''),
            sent(request, talk, tunnel));
    Integer status = response == null ? null : response.status();
    Act.Reply reply =
        new Act.Reply(
            status == null ? (response == null ? NO_REPLY : 200) : status,
            response == null || tunnel ? "" : printable(text(response.mimeType())),
            answered(response, talk, tunnel),
            Outcome.SF);
    Long duration = record.durationMicros();
    acts.add(
        new Act.Fetch(
            record.eventTimeMicros(),
            duration == null && talk != null && tunnel
                ? Long.valueOf(talk.durationMicros())
                : duration,
            record.server(),
            url,
            reply,
            talk != null));
  }

  private static long sent(HttpRecord.Request request, Act.@Nullable Talk talk, boolean tunnel) {
    if (tunnel && talk != null) {
      return talk.sent();
    }
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

  private static long answered(
      HttpRecord.@Nullable Response response, Act.@Nullable Talk talk, boolean tunnel) {
    if (tunnel && talk != null) {
      return talk.answered();
    }
    if (response == null) {
      return 0;
    }
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
      if (next <= ' ' || next >= 0x7f || next == '"') {
        printable.append('%').append(String.format(Locale.ROOT, "%02X", next & 0xff));
      } else {
        printable.append(next);
      }
    }
    return printable.toString();
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
      int usual = tunnel || "https".equals(record.request().scheme()) ? 443 : 80;
      boolean odd = host.isEmpty() || host.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || c == '"');
      return odd ? null : new Site(host, port == null || port == 0 ? usual : port);
    }
  }
}
