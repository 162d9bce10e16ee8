// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.decode.Collected;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.schema.DnsRecord;
import winnow.schema.Endpoint;
import winnow.schema.FlowRecord;
import winnow.schema.HttpRecord;
import winnow.schema.IpAddress;
import winnow.schema.Observer;
import winnow.schema.ResourceRecord;
import winnow.schema.Session;
import winnow.schema.TelemetryKind;
import winnow.schema.Traffic;

class ZeekDecoderTest {
  private static final String CONN_FIELDS =
      "ts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\torig_bytes"
          + "\tresp_bytes\tconn_state\tmissed_bytes\thistory\torig_pkts\torig_ip_bytes\tresp_pkts"
          + "\tresp_ip_bytes";
  private static final String CONN_ROW =
      "1672843056.913119\tCX1\t10.0.0.1\t55548\t10.0.0.2\t80\ttcp\thttp\t0.084044\t1030\t20275\tSF"
          + "\t7\tShADadFf\t18\t1974\t14\t21011";
  private static final String HTTP_FIELDS =
      "ts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\ttrans_depth\tmethod\thost\turi"
          + "\treferrer\tversion\tuser_agent\trequest_body_len\tresponse_body_len\tstatus_code"
          + "\tusername\tproxied\tresp_filenames\torig_mime_types\tresp_mime_types";
  private static final String DNS_FIELDS =
      "ts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\ttrans_id\trtt\tquery\tqclass"
          + "\tqclass_name\tqtype\tqtype_name\trcode\trcode_name\tAA\tTC\tRD\tRA\tZ\tanswers\tTTLs"
          + "\trejected";

  @Test
  void readsAConnection() {
    FlowRecord flow = decode(log("conn", CONN_FIELDS, CONN_ROW)).flows().getFirst();

    assertThat(flow.eventTimeMicros()).isEqualTo(1_672_843_056_913_119L);
    assertThat(flow.durationMicros()).isEqualTo(84_044);
    assertThat(flow.source()).isEqualTo(new Endpoint(IpAddress.parse("10.0.0.1"), 55_548));
    assertThat(flow.destination()).isEqualTo(new Endpoint(IpAddress.parse("10.0.0.2"), 80));
    assertThat(flow.protocol()).isEqualTo(6);
    assertThat(flow.forward()).isEqualTo(new Traffic(1974, 18, 0, 0));
    assertThat(flow.reverse()).isEqualTo(new Traffic(21_011, 14, 0, 0));
    assertThat(flow.session())
        .isEqualTo(
            new Session("CX1", "SF", "ShADadFf", null, "http", null, null, 1030L, 20_275L, 7L));
  }

  @Test
  void countsPayloadWhereIpBytesAreNotLogged() {
    FlowRecord flow =
        decode(
                log(
                    "conn",
                    "ts\tid.orig_h\tid.resp_h\tproto\torig_bytes\tresp_bytes",
                    "0.000000\t::1\tfe80::1%eth0\tudp\t5\t6"))
            .flows()
            .getFirst();

    assertThat(flow.eventTimeMicros()).isZero();
    assertThat(flow.forward().octets()).isEqualTo(5);
    assertThat(flow.reverse()).isEqualTo(new Traffic(6, 0, 0, 0));
    assertThat(flow.destination().address()).isEqualTo(IpAddress.parse("fe80::1"));
  }

  @Test
  void readsLinesInsideTheNameOfTheirLog() {
    String http =
        "{\"ts\":1.5,\"id.orig_h\":\"::1\",\"id.resp_h\":\"::2\",\"method\":\"GET\",\"uri\":\"/\"}";
    String weird = "{\"weird\":{\"ts\":1.5,\"name\":\"odd\"}}\n";
    String lines = "{\"http\":" + http + "}\n" + weird;
    Collected decoded = decode(lines);

    assertThat(decoded.records).hasSize(1).isEqualTo(decode(http + "\n").records);
    assertThat(decoded.skipped).isEqualTo(Map.of(SkipReason.OTHER_PROTOCOL, 1L));
    assertThat(ZeekSigns.of(lines.getBytes(StandardCharsets.UTF_8)).kinds())
        .containsExactly(TelemetryKind.HTTP);
    assertThat(decode("{\"http\":{\"method\":\"GET\"}}\n").reasons())
        .containsExactly(RejectReason.UNSUPPORTED);
  }

  @Test
  void readsTimesAtTheEpoch() {
    String row = CONN_ROW.replace("1672843056.913119", "0.000000");
    String json = "{\"_path\":\"conn\",\"ts\":0,\"id.orig_h\":\"::1\",\"id.resp_h\":\"::2\"}\n";

    assertThat(decode(log("conn", CONN_FIELDS, row)).flows().getFirst().eventTimeMicros()).isZero();
    assertThat(decode(json).flows().getFirst().eventTimeMicros()).isZero();
  }

  @Test
  void keepsLabelsThatAreNotUtf8() {
    String row = "1.0\tCq\t::1\t5\t::2\t53\tudp\t7\t-\ta\u00ff\u00c3.example\t1\tC\t1\tA";
    String rest = "\t-\t-\tF\tF\tF\tF\t0\t-\t-\tF";
    byte[] bytes = log("dns", DNS_FIELDS, row + rest).getBytes(StandardCharsets.ISO_8859_1);
    Collected decoded = Collected.from(new ZeekDecoder(), bytes);

    assertThat(decoded.rejections).isEmpty();
    assertThat(decoded.dns().getFirst().question().name()).isEqualTo("a\\255\\195.example");
  }

  @Test
  void takesIcmpTypeAndCodeFromThePorts() {
    String fields = "ts\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tconn_state";
    List<FlowRecord> flows =
        decode(
                log(
                    "conn",
                    fields,
                    "1.0\t10.0.0.1\t8\t10.0.0.2\t0\ticmp\tOTH",
                    "1.0\tfe80::1\t135\tff02::1\t4\ticmp\tOTH"))
            .flows();

    assertThat(flows).extracting(FlowRecord::protocol).containsExactly(1, 58);
    assertThat(flows).extracting(FlowRecord::icmpType).containsExactly(8, 135);
    assertThat(flows).extracting(FlowRecord::icmpCode).containsExactly(0, 4);
    assertThat(flows).allMatch(f -> f.source().port() == 0 && f.destination().port() == 0);
  }

  @Test
  void readsTheSameFromJsonWhateverTheNamesAndTimesLookLike() {
    FlowRecord expected = decode(log("conn", CONN_FIELDS, CONN_ROW)).flows().getFirst();
    String numbers =
        """
        {"ts":1672843056.913119,"uid":"CX1","id.orig_h":"10.0.0.1","id.orig_p":55548,\
        "id.resp_h":"10.0.0.2","id.resp_p":80,"proto":"tcp","service":"http","duration":0.084044,\
        "orig_bytes":1030,"resp_bytes":20275,"conn_state":"SF","missed_bytes":7,\
        "history":"ShADadFf","orig_pkts":18,"orig_ip_bytes":1974,"resp_pkts":14,\
        "resp_ip_bytes":21011,"who":["knows",{"what":1}],"else":null}
        """;
    String flat = numbers.replace("id.", "id_").replace("1672843056.913119", ISO_TIME);
    String nested =
        numbers
            .replace("\"id.orig_h\"", "\"id\":{\"orig_h\"")
            .replace("\"id.", "\"")
            .replace("80,\"proto\"", "80},\"proto\"");

    assertThat(decode(numbers + flat + nested).records)
        .containsExactly(expected, expected, expected);
  }

  private static final String ISO_TIME = "\"2023-01-04T14:37:36.913119Z\"";

  @Test
  void readsAnAnsweredAndAnUnansweredQuery() {
    String answered =
        "1521911720.865716\tCq\t10.47.1.100\t41772\t10.0.0.100\t53\tudp\t36329\t0.000870"
            + "\tise.example.org\t1\tC_INTERNET\t1\tA\t0\tNOERROR\tF\tF\tT\tT\t2"
            + "\tise.example.edu,TXT 3 a\\x2cb\t2230.000000,60.000000\tF";
    String unanswered =
        "1521911720.865716\tCq\t10.47.1.100\t41772\t10.0.0.100\t53\tudp\t36329\t-"
            + "\tb\\xffd \\\\name\t1\tC_INTERNET\t255\t*\t-\t-\tF\tF\tF\tF\t0\t-\t-\tF";

    List<DnsRecord> dns = decode(log("dns", DNS_FIELDS, answered, unanswered)).dns();

    DnsRecord first = dns.getFirst();
    assertThat(first.client().port()).isEqualTo(41_772);
    assertThat(first.querySeen()).isTrue();
    assertThat(first.question())
        .isEqualTo(new DnsRecord.Question("ise.example.org", 1, 1, null, true, null, null));
    assertThat(first.response())
        .isEqualTo(
            new DnsRecord.Response(
                0,
                0x8000 | 0x0100 | 0x0080 | 2 << 4,
                870L,
                null,
                List.of(
                    new ResourceRecord("ise.example.edu", -1, 2230),
                    new ResourceRecord("TXT 3 a,b", -1, 60)),
                null,
                null));
    assertThat(dns.getLast().response()).isNull();
    assertThat(dns.getLast().question().name()).isEqualTo("b\\255d\\032\\\\name");
    assertThat(dns.getLast().question().recursionDesired()).isFalse();
  }

  @Test
  void readsARequest() {
    String row =
        "1.5\tCh\t10.0.0.1\t5\t10.0.0.2\t80\t1\tGET\texample.com:8080\t/a/b.php?c=d&e=?f"
            + "\thttp://ref/\t1.1\tua\\x09x\t3\t178\t301\tanna"
            + "\tVIA -> proxy,X-FORWARDED-FOR -> 192.0.2.7\\x2c 10.9.9.9"
            + "\tx.txt\ttext/plain\ttext/html,text/css";

    HttpRecord http = decode(log("http", HTTP_FIELDS, row)).https().getFirst();

    assertThat(http.request())
        .isEqualTo(
            new HttpRecord.Request(
                "GET",
                null,
                "example.com",
                8080,
                "/a/b.php",
                "?c=d&e=?f",
                null,
                "1.1",
                "text/plain",
                "ua\tx",
                "http://ref/",
                "anna",
                null,
                null,
                3L));
    assertThat(http.response())
        .isEqualTo(new HttpRecord.Response(301, "text/html", "x.txt", null, 178L));
    assertThat(http.realClient()).isEqualTo(IpAddress.parse("192.0.2.7"));
    assertThat(http.server()).isEqualTo(new Endpoint(IpAddress.parse("10.0.0.2"), 80));
  }

  @Test
  void knowsTheHostOfTunnelsAndOfAbsoluteTargets() {
    String tunnel =
        "1.5\tCh\t10.0.0.1\t5\t10.0.0.2\t3128\t1\tCONNECT\t-\twww.example.com:443\t-\t1.1\t-\t0\t0"
            + "\t-\t-\t-\t-\t-\t-";
    String absolute =
        "1.5\tCh\t10.0.0.1\t5\t10.0.0.2\t3128\t1\tGET\t-\thttp://u@[2001:db8::1]:81?q\t-\t1.1\t-"
            + "\t0\t0\t-\t-\t-\t-\t-\t-";

    List<HttpRecord> https = decode(log("http", HTTP_FIELDS, tunnel, absolute)).https();

    assertThat(https)
        .extracting(h -> h.request().host())
        .containsExactly("www.example.com", "[2001:db8::1]");
    assertThat(https).extracting(h -> h.request().port()).containsExactly(443, 81);
    assertThat(https).extracting(h -> h.request().path()).containsOnlyNulls();
    assertThat(https.getLast().request().query()).isEqualTo("?q");
    assertThat(https)
        .as("no status and no body is no response")
        .allMatch(h -> h.response() == null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"#separator \\x09", "#separator \t", "#separator \\t", "\t#separator \\x09"})
  void understandsEverySpellingOfTheSeparator(String separator) {
    String log = log("conn", CONN_FIELDS, CONN_ROW).replace("#separator \\x09", separator);

    assertThat(decode(log).flows()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"|", "{", "*", "\\x7c"})
  void takesAnyByteAsSeparator(String separator) {
    char actual = separator.length() == 1 ? separator.charAt(0) : '|';
    String log =
        log("conn", CONN_FIELDS, CONN_ROW)
            .replace("#separator \\x09", "#separator " + separator)
            .replace('\t', actual);

    assertThat(decode(log).flows()).isEqualTo(decode(log("conn", CONN_FIELDS, CONN_ROW)).flows());
    assertThat(ZeekSigns.of(log.getBytes(StandardCharsets.UTF_8)).kinds())
        .containsExactly(TelemetryKind.FLOW);
  }

  @Test
  void takesTheNodeNameColumnAsExporter() {
    String log =
        log("conn", "_node_name\t" + CONN_FIELDS.replace("id.", "id_"), "worker-1\t" + CONN_ROW);

    assertThat(decode(log).flows().getFirst().observer()).isEqualTo(new Observer("worker-1", 0));
  }

  @Test
  void readsThroughByteOrderMarkCarriageReturnsAndEmptyCells() {
    String row = CONN_ROW.replace("\t1030\t", "\t\t");
    String log = "\ufeff" + log("conn", CONN_FIELDS, row).replace("\n", "\r\n");

    FlowRecord flow = decode(log).flows().getFirst();

    assertThat(flow.session().payloadOctets()).isNull();
    assertThat(flow.reverse()).isEqualTo(new Traffic(21_011, 14, 0, 0));
  }

  @Test
  void rejectsRowsThatAreTooLongOrTooShortAndKeepsThoseAround() {
    String log = log("conn", CONN_FIELDS, CONN_ROW, CONN_ROW + "\tmore", "1.0\tCX2", CONN_ROW);

    Collected decoded = decode(log);

    assertThat(decoded.records).hasSize(2);
    assertThat(decoded.reasons())
        .containsExactly(RejectReason.FIELD_COUNT, RejectReason.FIELD_COUNT);
    assertThat(decoded.rejections.getFirst().detail())
        .isEqualTo("line 8: 19 fields where the header has 18");
    assertThat(decoded.rejections.getFirst().offset()).isEqualTo(log.indexOf(CONN_ROW + "\tmore"));
  }

  @Test
  void namesFieldAndValueThatAreWrong() {
    String log =
        log(
            "conn",
            CONN_FIELDS,
            CONN_ROW.replace("55548", "70000"),
            CONN_ROW.replace("10.0.0.1", "00:11:22"),
            CONN_ROW.replace("1672843056.913119", "-5"),
            CONN_ROW.replace("1672843056.913119", "-"));

    Collected decoded = decode(log);

    assertThat(decoded.rejections)
        .extracting(r -> r.reason() + " " + r.detail())
        .containsExactly(
            "BAD_NUMBER line 7: field id.orig_p: \"70000\" is not from 0 to 65535",
            "BAD_ADDRESS line 8: field id.orig_h: \"00:11:22\" is not an IP address",
            "BAD_TIME line 9: field ts: \"-5\" is not a time",
            "MISSING_FIELD line 10: ts, id.orig_h or id.resp_h is not set");
  }

  @Test
  void callsALastLineCutInHalfTruncated() {
    String json = "{\"_path\":\"conn\",\"ts\":1.0,\"id.orig_h\":\"10.0.0.";

    assertThat(decode(log("conn", CONN_FIELDS, CONN_ROW) + "1.0\tCX2").reasons())
        .containsExactly(RejectReason.TRUNCATED);
    assertThat(decode(json).rejections.getFirst().toString())
        .contains("TRUNCATED", "line 1: the JSON object is cut off");
  }

  @Test
  void refusesOtherLogsOnceAndRowsWithoutHeader() {
    Collected weird = decode(log("weird", "ts\tuid\tname", "1.0\tC\todd", "1.0\tC\todd"));
    Collected headerless = decode(CONN_ROW + "\n" + CONN_ROW + "\n");

    assertThat(weird.rejections)
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).isEqualTo(RejectReason.UNSUPPORTED))
        .satisfies(r ->
            assertThat(r.detail())
                .isEqualTo("line 6: Zeek weird log: not read (conn, dns and http are)"));
    assertThat(weird.skipped)
        .isEqualTo(Map.of(SkipReason.COMMENT, 6L, SkipReason.OTHER_PROTOCOL, 2L));
    assertThat(headerless.reasons())
        .containsExactly(RejectReason.MALFORMED, RejectReason.MALFORMED);
  }

  @Test
  void readsStreamsThatMixLogsAndSkipsTheOthers() {
    String lines =
        """
        {"_path":"dns","ts":1.0,"id.orig_h":"10.0.0.1","id.resp_h":"10.0.0.2","proto":"udp"}
        {"_path":"weird","ts":1.0}
        {"_path":"open_conn","ts":1.0,"id.orig_h":"10.0.0.1","id.resp_h":"10.0.0.2","proto":"udp"}
        """;

    Collected decoded = decode(lines);

    assertThat(decoded.records).hasSize(2);
    assertThat(decoded.skipped).isEqualTo(Map.of(SkipReason.OTHER_PROTOCOL, 1L));
  }

  @Test
  void keepsMicrosecondsExactlyAndRoundsWhatIsFiner() {
    String row = CONN_ROW.replace("0.084044", "0.09628199999999865");
    String exponent = CONN_ROW.replace("0.084044", "9.5367431640625e-07");

    assertThat(decode(log("conn", CONN_FIELDS, row, exponent)).flows())
        .extracting(FlowRecord::durationMicros)
        .containsExactly(96_282L, 1L);
  }

  @Test
  void survivesAnyMutation() {
    Random random = new Random(7);
    String json =
        "{\"_path\":\"dns\",\"ts\":1.0,\"id.orig_h\":\"10.0.0.1\",\"id.resp_h\":\"10.0.0.2\","
            + "\"proto\":\"udp\",\"answers\":[\"a\",\"\\\\xff\"],\"TTLs\":[1.0,2.5]}\n";
    byte[] good =
        (log("conn", CONN_FIELDS, CONN_ROW, CONN_ROW) + json.repeat(3))
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 3_000; i++) {
      byte[] bad = good.clone();
      for (int flips = 1 + random.nextInt(5); flips > 0; flips--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      Collected decoded = Collected.from(new ZeekDecoder(), bad);
      assertThat(decoded.records.size() + decoded.rejections.size() + decoded.skipped.size())
          .isPositive();
    }
    assertThat(Collected.from(new ZeekDecoder(), good).records).hasSize(5);
  }

  private static Collected decode(String log) {
    return Collected.from(new ZeekDecoder(), Objects.requireNonNull(log));
  }

  private static String log(String path, String fields, String... rows) {
    return "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\t"
        + path
        + "\n#fields\t"
        + fields
        + "\n"
        + String.join("\n", rows)
        + "\n";
  }
}
