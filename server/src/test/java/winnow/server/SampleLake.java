// SPDX-License-Identifier: Apache-2.0
package winnow.server;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import winnow.context.GeoRanges;
import winnow.context.InternalNetworks;
import winnow.context.NetworkNames;
import winnow.lake.Ingest;
import winnow.lake.Lake;
import winnow.lake.catalog.InputCounts;
import winnow.lake.catalog.InputIdentity;
import winnow.lake.catalog.RunEntry;
import winnow.schema.DnsBuilder;
import winnow.schema.Finding;
import winnow.schema.FlowBuilder;
import winnow.schema.HttpBuilder;
import winnow.schema.IpAddress;
import winnow.schema.Observer;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryRecord;
import winnow.server.api.HostContext;

/**
 * Two days of a made-up network in which strangers chose the names: markup, control characters,
 * bidirectional overrides, names without end.
 */
final class SampleLake {
  static final LocalDate DAY = LocalDate.of(2026, 3, 2);
  static final int RECORDS = 2000;
  static final int FLOW_FINDINGS = 230;
  static final String MARKUP = "<img src=x onerror=\"document.title='taken over'\">";
  static final List<String> NASTY_NAMES =
      List.of(
          MARKUP + ".evil.example",
          "invoice\u202efdp.exe.example",
          "nul\u0000byte.example",
          "tab\tnewline\nescape\u001b[31m.example",
          "zero\u200bwidth\ufeff.example",
          "isolate\u2066\u2067.example",
          ("x".repeat(63) + ".").repeat(3) + "tunnel.example",
          "\u05e9\u05dc\u05d5\u05dd.example",
          "javascript:alert(1)");

  private static final int DNS_FINDINGS = 40;
  private static final int HTTP_FINDINGS = 12;
  private static final long SECOND = 1_000_000L;
  private static final long DAY_SECONDS = 86_400L;

  private final Random random = new Random(20260302);
  private final Map<TelemetryKind, List<TelemetryRecord>> today =
      new EnumMap<>(TelemetryKind.class);

  private SampleLake() {}

  /** Fills an empty lake. */
  static void fill(Lake lake) {
    SampleLake sample = new SampleLake();
    sample.ingestDayBefore(lake);
    sample.ingest(lake);
    sample.publish(lake, "sample-flow-0", TelemetryKind.FLOW, DAY.minusDays(1), 3);
    sample.publish(lake, run(TelemetryKind.FLOW), TelemetryKind.FLOW, DAY, FLOW_FINDINGS);
    sample.publish(lake, run(TelemetryKind.DNS), TelemetryKind.DNS, DAY, DNS_FINDINGS);
    sample.publish(lake, run(TelemetryKind.HTTP), TelemetryKind.HTTP, DAY, HTTP_FINDINGS);
    SampleCases.publish(lake);
  }

  /** What is known about the addresses of the lake. */
  static HostContext context() {
    try {
      return new HostContext(
          NetworkNames.read(
              "networks.csv",
              new StringReader(
                  "10.0.0.3,ws-finance-3\n10.0.0.4,<b>host</b>\n2001:db8::/32,Documentation Net\n")),
          GeoRanges.read(
              "geo.csv",
              new StringReader("203.0.113.0/24,NL,Amsterdam,52.4,4.9,64500,Example Hosting\n")),
          new InternalNetworks(List.of()),
          Path.of("sites/it's here"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Id of the newest run over {@link #DAY}. */
  static String run(TelemetryKind kind) {
    return "sample-" + kind.tableName() + "-1";
  }

  private void ingestDayBefore(Lake lake) {
    InputIdentity input =
        new InputIdentity("%064x".formatted(7), "day-before.nfcapd", "edge", "nfcapd", 123_456);
    try (Ingest ingest = lake.beginIngest(input)) {
      for (int i = 0; i < RECORDS; i++) {
        ingest.append(flow(time(DAY.minusDays(1)), i));
      }
      ingest.commit(InputCounts.accepted(RECORDS));
    }
  }

  private void ingest(Lake lake) {
    InputIdentity input =
        new InputIdentity(
            "%064x".formatted(8), "capture\u202e<b>gnp.pcap", "tap", "pcap", 9_876_543_210L);
    try (Ingest ingest = lake.beginIngest(input)) {
      for (TelemetryKind kind : TelemetryKind.values()) {
        for (int i = 0; i < RECORDS; i++) {
          TelemetryRecord record = record(kind, i);
          today.computeIfAbsent(kind, none -> new ArrayList<>()).add(record);
          ingest.append(record);
        }
      }
      ingest.commit(
          new InputCounts(3L * RECORDS, Map.of("TRUNCATED", 12L), Map.of("NOT_IP", 1185L)));
    }
  }

  private TelemetryRecord record(TelemetryKind kind, int number) {
    return switch (kind) {
      case FLOW -> flow(time(DAY), number);
      case DNS -> dns(time(DAY), number);
      case HTTP -> http(time(DAY), number);
    };
  }

  private long time(LocalDate day) {
    long second = (long) (DAY_SECONDS * Math.clamp(0.55 + random.nextGaussian() / 6, 0, 0.9999));
    return (day.atStartOfDay(ZoneOffset.UTC).toEpochSecond() + second) * SECOND
        + random.nextInt(1_000_000);
  }

  private TelemetryRecord flow(long time, int number) {
    FlowBuilder flow = new FlowBuilder();
    flow.observer = new Observer("edge-1", 0);
    flow.sourceAddress = inside(number);
    flow.destinationAddress = outside(number);
    flow.sourcePort = 49_152 + number % 10_000;
    flow.destinationPort = List.of(443, 22, 8443, 53, 3389, 4444).get(number % 6);
    flow.eventTimeMicros = time;
    flow.durationMicros = random.nextInt(900_000_000);
    flow.protocol = 6;
    flow.octets = random.nextInt(90_000_000);
    flow.packets = 1 + flow.octets / 900;
    flow.tcpFlags = 0x1b;
    flow.reverseOctets = (long) random.nextInt(4_000_000);
    flow.reversePackets = 1 + flow.reverseOctets / 900;
    return flow.build();
  }

  private TelemetryRecord dns(long time, int number) {
    DnsBuilder dns = new DnsBuilder();
    dns.eventTimeMicros = time;
    dns.clientAddress = inside(number);
    dns.clientPort = 50_000;
    dns.serverAddress = IpAddress.parse("10.0.0.53");
    dns.serverPort = 53;
    dns.protocol = 17;
    dns.query = name(number, "h" + number + ".cdn" + number % 7 + ".example.org");
    dns.qclass = 1;
    dns.qtype = number % 3 == 0 ? 16 : 1;
    dns.answered = true;
    dns.rcode = number % 4 == 0 ? 3 : 0;
    dns.roundTripMicros = (long) random.nextInt(90_000);
    dns.responseOctets = (long) 80 + random.nextInt(400);
    return dns.build();
  }

  private TelemetryRecord http(long time, int number) {
    HttpBuilder http = new HttpBuilder();
    http.eventTimeMicros = time;
    http.clientAddress = inside(number);
    http.serverAddress = outside(number);
    http.serverPort = 80;
    http.method = number % 3 == 0 ? "POST" : "GET";
    http.scheme = "http";
    http.host = name(number, "updates.example.net");
    http.path = number % 5 == 0 ? "/<script>alert(1)</script>" : "/a/" + number;
    http.query = "id=" + number + "\u202e";
    http.userAgent = "agent\u0007/1.0";
    http.status = 200;
    http.mimeType = "text/html";
    http.responseOctets = (long) random.nextInt(900_000);
    return http.build();
  }

  private static String name(int number, String otherwise) {
    return number < NASTY_NAMES.size() ? NASTY_NAMES.get(number) : otherwise;
  }

  private static IpAddress inside(int number) {
    return IpAddress.ofIpv4(0x0a000000 | number % 60 + 2);
  }

  private static IpAddress outside(int number) {
    return number % 9 == 0
        ? IpAddress.parse("2001:db8:85a3:8d3:1319:8a2e:370:" + (1000 + number % 40))
        : IpAddress.ofIpv4(0xcb007100 | number % 40);
  }

  private void publish(Lake lake, String id, TelemetryKind kind, LocalDate day, int count) {
    List<Finding> findings = new ArrayList<>();
    for (int rank = 1; rank <= count; rank++) {
      TelemetryRecord record =
          day.equals(DAY)
              ? today.getOrDefault(kind, List.of()).get(rank - 1)
              : flow(time(day), rank);
      findings.add(SampleFindings.of(record, id, day, rank));
    }
    String manifest =
        "{\"rows\": {\"valid\": "
            + RECORDS
            + "}, \"settings\": {\"topics\": 20, \"seed\": 42}, \"code\": \"0.1.0\","
            + " \"lists\": {\"popularFile\": \"domains.csv\"}}";
    Instant finished = Instant.parse("2026-03-03T00:12:09Z").plusSeconds(kind.ordinal());
    lake.runs()
        .publish(
            new RunEntry(
                id, "spot", kind, day, finished, count, "9f".repeat(32), Map.of(), manifest),
            findings);
  }
}
