// SPDX-License-Identifier: Apache-2.0
package winnow.decode.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import winnow.decode.Collected;
import winnow.decode.DecodeOptions;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.decode.format.Format;
import winnow.decode.format.Formats;
import winnow.schema.Endpoint;
import winnow.schema.FlowRecord;
import winnow.schema.HttpRecord;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryKind;
import winnow.schema.Traffic;
import winnow.schema.Translation;

class EventDecoderTest {
  private static final String CEF_WEB =
      "<134>Jan  2 03:04:05 relay CEF:0|Vendor \\| Sons|Gate|7.1|100|request|3|"
          + "rt=Jan 02 2026 03:04:05.250 src=192.0.2.10 spt=50000 dst=198.51.100.7 dpt=443"
          + " request=https://www.example.com:8443/a b?c\\=d requestMethod=GET"
          + " requestClientApplication=Mozilla/5.0 (X11; Linux) requestContext=http://ref.example/"
          + " in=100 out=2000 act=allowed cat=News suser=EXAMPLE\\\\anna outcome=200 app=HTTPS"
          + " cs1Label=Rule Name cs1=Allow all externalId=42\n";
  private static final String CEF_FLOW =
      "CEF:0|Fortinet|Fortigate|v7|13|traffic:forward close|3|deviceExternalId=FG1"
          + " start=1767323045000 end=1767323055500 src=192.0.2.10 spt=50000 dst=2001:db8::7"
          + " dpt=53 proto=17 in=800 out=300 act=accept dvchost=fw1\n";
  private static final String LEEF =
      "LEEF:1.0|Zscaler|NSS|4.1|Allowed|cat=Allowed\tdevTime=Jan 02 2026 03:04:05 GMT\t"
          + "devTimeFormat=MMM dd yyyy HH:mm:ss z\tsrc=192.0.2.10\tdst=198.51.100.7\t"
          + "srcBytes=300\tdstBytes=9000\tusrName=anna@example.com\trole=Sales\t"
          + "url=www.example.com/a?b=c\tuseragent=curl/8\treqmethod=GET\trespcode=200\n";
  private static final String LEEF_2 =
      "<13>1 2026-01-02T03:04:05.5Z fw2 app - - - LEEF:2.0|Maker|Wall|1|deny|x5E|src=192.0.2.10^"
          + "dst=198.51.100.7^srcPort=1^dstPort=2^proto=TCP^srcBytes=40^srcPackets=1\n";
  private static final String FORTIGATE =
      "<189>date=2026-01-02 time=03:04:15 devname=\"fg-1\" devid=\"FGT1\" logid=\"0000000013\""
          + " type=\"traffic\" subtype=\"forward\" eventtime=1767323055000000000 tz=\"+0000\""
          + " srcip=192.0.2.10 srcport=50000 dstip=198.51.100.7 dstport=443 proto=6"
          + " action=\"close\" service=\"HTTPS\" trandisp=\"snat\" transip=203.0.113.1"
          + " transport=40000 duration=10 sentbyte=1000 rcvdbyte=5000 sentpkt=10 rcvdpkt=12"
          + " app=\"Web \\\"x\\\"\" user=\"ANNA\"\n"
          + "date=2026-01-02 time=03:04:05 devname=\"fg-1\" logid=\"0317013312\" type=\"utm\""
          + " subtype=\"webfilter\" srcip=192.0.2.10 srcport=50000 dstip=198.51.100.7 dstport=80"
          + " proto=6 service=\"HTTP\" hostname=\"www.example.com\" action=\"passthrough\""
          + " url=\"/a?b\" sentbyte=100 rcvdbyte=0 catdesc=\"News\" agent=\"curl\"\n";

  private static final String CHECK_POINT =
      "<134>1 2026-01-02T03:04:06Z gw1 CheckPoint 1234 - [action:\"Accept\"; flags:\"400644\";"
          + " ifdir:\"inbound\"; loguid:\"{0x1,0x2}\"; origin:\"203.0.113.254\";"
          + " time:\"1767323045\"; version:\"5\"; appi_name:\"Web \\\"x\\\"\"; dst:\"198.51.100.7\";"
          + " product:\"VPN-1 & FireWall-1\"; proto:\"6\"; s_port:\"50000\"; service:\"443\";"
          + " service_id:\"https\"; src:\"192.0.2.10\"; sent_bytes:\"1000\";"
          + " received_bytes:\"5000\"; xlatesrc:\"203.0.113.1\"; xlatesport:\"40000\";"
          + " xlatedst:\"0.0.0.0\"; xlatedport:\"0\"]\n";
  private static final String CHECK_POINT_FIELDS =
      "<134>1 2026-01-02T03:04:05+00:00 gw2 CP-GW - Log [Fields@1.3.6.1.4.1.2620 Action=\"drop\""
          + " ICMP=\"Echo Request\" src=\"192.0.2.10\" dst=\"198.51.100.7\" proto=\"1\" ICMP"
          + " Type=\"8\" user=\"\"]\n";
  private static final String CHECK_POINT_BARS =
      "time=1767323045|hostname=gw3|severity=Low|product=URL Filtering|action=Block|proto=6"
          + "|src=192.0.2.10|dst=198.51.100.7|service=80|resource=http://www.example.com/a|\n";

  @Test
  void readsRequestsInCef() {
    HttpRecord http = detected("cef", CEF_WEB).https().getFirst();

    assertThat(http.observer().exporter()).isEqualTo("relay");
    assertThat(http.eventTimeMicros()).isEqualTo(1_767_323_045_250_000L);
    assertThat(http.client()).isEqualTo(new Endpoint(IpAddress.parse("192.0.2.10"), 50_000));
    assertThat(http.server()).isEqualTo(new Endpoint(IpAddress.parse("198.51.100.7"), 443));
    assertThat(http.request())
        .isEqualTo(
            new HttpRecord.Request(
                "GET",
                "https",
                "www.example.com",
                8443,
                "/a b",
                "?c=d",
                null,
                null,
                null,
                "Mozilla/5.0 (X11; Linux)",
                "http://ref.example/",
                "EXAMPLE\\anna",
                null,
                100L,
                null));
    assertThat(http.response()).isEqualTo(new HttpRecord.Response(200, null, null, 2000L, null));
    assertThat(http.verdict().action()).isEqualTo("allowed");
    assertThat(http.verdict().categories()).isEqualTo("News");
    assertThat(http.uid()).isEqualTo("42");
  }

  @Test
  void readsFlowsInCefWithTheBytesInTheDirectionOfTheMaker() {
    FlowRecord flow = detected("cef", CEF_FLOW).flows().getFirst();

    assertThat(flow.observer().exporter()).isEqualTo("fw1");
    assertThat(flow.eventTimeMicros()).isEqualTo(1_767_323_045_000_000L);
    assertThat(flow.durationMicros()).isEqualTo(10_500_000);
    assertThat(flow.destination()).isEqualTo(new Endpoint(IpAddress.parse("2001:db8::7"), 53));
    assertThat(flow.protocol()).isEqualTo(17);
    assertThat(flow.forward()).isEqualTo(new Traffic(300, 0, 0, 0));
    assertThat(flow.reverse()).isEqualTo(new Traffic(800, 0, 0, 0));
    FlowRecord other = detected("cef", CEF_FLOW.replace("Fortinet", "Other")).flows().getFirst();
    assertThat(other.forward().octets()).isEqualTo(800);
  }

  @Test
  void readsLeefOfBothVersions() {
    HttpRecord http = detected("leef", LEEF).https().getFirst();
    FlowRecord flow = detected("leef", LEEF_2).flows().getFirst();

    assertThat(http.eventTimeMicros()).isEqualTo(1_767_323_045_000_000L);
    assertThat(http.observer().exporter()).isEqualTo("Zscaler NSS");
    assertThat(http.request().host()).isEqualTo("www.example.com");
    assertThat(http.request().path()).isEqualTo("/a");
    assertThat(http.request().query()).isEqualTo("?b=c");
    assertThat(http.request().octets()).isEqualTo(300);
    assertThat(http.request().group()).isEqualTo("Sales");
    assertThat(flow.eventTimeMicros()).isEqualTo(1_767_323_045_500_000L);
    assertThat(flow.observer().exporter()).isEqualTo("fw2");
    assertThat(flow.protocol()).isEqualTo(6);
    assertThat(flow.forward()).isEqualTo(new Traffic(40, 1, 0, 0));
    assertThat(flow.reverse()).isNull();
  }

  @Test
  void readsFortiGate() {
    Collected decoded = detected("fortigate", FORTIGATE);
    FlowRecord flow = (FlowRecord) decoded.records.getFirst();
    HttpRecord http = (HttpRecord) decoded.records.getLast();

    assertThat(flow.observer().exporter()).isEqualTo("fg-1");
    assertThat(flow.eventTimeMicros()).isEqualTo(1_767_323_045_000_000L);
    assertThat(flow.durationMicros()).isEqualTo(10_000_000);
    assertThat(flow.forward()).isEqualTo(new Traffic(1000, 10, 0, 0));
    assertThat(flow.reverse()).isEqualTo(new Traffic(5000, 12, 0, 0));
    assertThat(flow.session().application()).isEqualTo("Web \"x\"");
    assertThat(flow.session().state()).isEqualTo("close");
    assertThat(flow.translation()).isNotNull();
    assertThat(http.eventTimeMicros()).isEqualTo(1_767_323_045_000_000L);
    assertThat(http.request().host()).isEqualTo("www.example.com");
    assertThat(http.request().scheme()).isEqualTo("http");
    assertThat(http.request().path()).isEqualTo("/a");
    assertThat(http.verdict().action()).isEqualTo("passthrough");
  }

  @Test
  void readsCheckPointInEachOfItsLayouts() {
    FlowRecord flow = detected("checkpoint", CHECK_POINT).flows().getFirst();
    FlowRecord icmp = detected("checkpoint", CHECK_POINT_FIELDS).flows().getFirst();
    HttpRecord http = detected("checkpoint", CHECK_POINT_BARS).https().getFirst();

    assertThat(flow.observer().exporter()).isEqualTo("203.0.113.254");
    assertThat(flow.eventTimeMicros()).isEqualTo(1_767_323_045_000_000L);
    assertThat(flow.source()).isEqualTo(new Endpoint(IpAddress.parse("192.0.2.10"), 50_000));
    assertThat(flow.destination()).isEqualTo(new Endpoint(IpAddress.parse("198.51.100.7"), 443));
    assertThat(flow.protocol()).isEqualTo(6);
    assertThat(flow.forward()).isEqualTo(new Traffic(1000, 0, 0, 0));
    assertThat(flow.reverse()).isEqualTo(new Traffic(5000, 0, 0, 0));
    assertThat(flow.session().state()).isEqualTo("Accept");
    assertThat(flow.session().service()).isEqualTo("https");
    assertThat(flow.session().application()).isEqualTo("Web \"x\"");
    assertThat(flow.session().uid()).isEqualTo("{0x1,0x2}");
    assertThat(flow.translation())
        .isEqualTo(new Translation(IpAddress.parse("203.0.113.1"), null, 40_000, 0));
    assertThat(icmp.protocol()).isEqualTo(1);
    assertThat(icmp.observer().exporter()).isEqualTo("gw2");
    assertThat(icmp.eventTimeMicros()).isEqualTo(1_767_323_045_000_000L);
    assertThat(http.observer().exporter()).isEqualTo("gw3");
    assertThat(http.request().host()).isEqualTo("www.example.com");
    assertThat(http.request().path()).isEqualTo("/a");
  }

  @Test
  void takesTheTimeOfAnOldSyslogHeaderInTheYearItWasWritten() {
    String event = "fw3 CEF:0|V|P|1|1|deny|3|src=192.0.2.1 dst=192.0.2.2 proto=TCP\n";
    DecodeOptions written =
        new DecodeOptions(
            "x",
            ZoneId.of("Europe/Berlin"),
            null,
            Instant.parse("2026-01-05T00:00:00Z"),
            EnumSet.allOf(TelemetryKind.class));
    Collected decoded =
        Collected.from(
            EventDecoder.cef(written),
            "<134>Jan  2 04:04:05 "
                + event
                + "<134>Dec 31 23:00:00 "
                + event
                + "<134>Jan 2 2024 04:04:05 "
                + event
                + "Feb 30 00:00:00 "
                + event);

    assertThat(decoded.flows())
        .extracting(flow -> Instant.ofEpochSecond(flow.eventTimeMicros() / 1_000_000).toString())
        .containsExactly("2026-01-02T03:04:05Z", "2025-12-31T22:00:00Z", "2024-01-02T03:04:05Z");
    assertThat(decoded.flows()).allMatch(flow -> "fw3".equals(flow.observer().exporter()));
    assertThat(decoded.reasons()).containsExactly(RejectReason.BAD_TIME);
    assertThat(decode("cef", "<134>Jan  2 04:04:05 " + event).rejections)
        .singleElement()
        .satisfies(r -> assertThat(r.detail()).contains("has no year"));
  }

  @Test
  void skipsEventsThatAreNoTrafficAndRejectsWhatLacksParts() {
    Collected decoded =
        Collected.from(
            EventDecoder.cef(DecodeOptions.named("x")),
            "CEF:0|V|P|1|1|login|3|suser=anna\n"
                + "CEF:0|V|P|1|1|no time|3|src=192.0.2.1 dst=192.0.2.2 proto=TCP\n"
                + "CEF:0|V|P|1|1|no protocol|3|rt=1767323045000 src=192.0.2.1 dst=192.0.2.2\n"
                + "CEF:0|V|P|1|1\n"
                + "other\n"
                + "CEF:0|V|P|1|1|bad|3|rt=1767323045000 src=host dst=192.0.2.2 proto=TCP\n"
                + "CEF:0|V|P|1|1|bad|3|rt=yesterday src=192.0.2.1 dst=192.0.2.2 proto=TCP\n");

    assertThat(decoded.skipped).containsEntry(SkipReason.OTHER_PROTOCOL, 1L);
    assertThat(decoded.reasons())
        .containsExactly(
            RejectReason.MISSING_FIELD,
            RejectReason.MISSING_FIELD,
            RejectReason.FIELD_COUNT,
            RejectReason.MALFORMED,
            RejectReason.BAD_ADDRESS,
            RejectReason.BAD_TIME);
  }

  @Test
  void survivesEveryTruncationAndAnyMutation() {
    Random random = new Random(514);
    Map<String, String> logs =
        Map.of(
            "cef",
            CEF_WEB + CEF_FLOW,
            "leef",
            LEEF + LEEF_2,
            "fortigate",
            FORTIGATE,
            "checkpoint",
            CHECK_POINT + CHECK_POINT_FIELDS + CHECK_POINT_BARS);
    logs.forEach((format, log) -> {
      for (int length = 0; length < log.length(); length += 3) {
        everyLineIsAccountedFor(format, log.substring(0, length));
      }
      for (int i = 0; i < 150; i++) {
        StringBuilder bad = new StringBuilder(log);
        for (int flips = 1 + random.nextInt(5); flips > 0; flips--) {
          bad.setCharAt(random.nextInt(bad.length()), (char) (random.nextInt(95) + 32));
        }
        everyLineIsAccountedFor(format, bad.toString());
      }
    });
  }

  private static void everyLineIsAccountedFor(String format, String log) {
    Collected decoded = decode(format, log);
    long skipped = decoded.skipped.values().stream().mapToLong(Long::longValue).sum();
    assertThat(decoded.records.size() + decoded.rejections.size() + skipped)
        .isEqualTo(
            log.chars().filter(c -> c == '\n').count()
                + (log.isEmpty() || log.endsWith("\n") ? 0 : 1));
  }

  private static Collected detected(String format, String log) {
    byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
    assertThat(Formats.detect(bytes, "x").map(Format::name)).contains(format);
    Collected decoded = decode(format, log);
    assertThat(decoded.rejections).isEmpty();
    return decoded;
  }

  private static Collected decode(String format, String log) {
    return Collected.from(Formats.named(format).newDecoder().create(DecodeOptions.named("x")), log);
  }
}
