// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.shortlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import winnow.analysis.count.Progress;
import winnow.analysis.count.RowSource;
import winnow.analysis.feedback.Feedback;
import winnow.analysis.score.SpotAnalysis;
import winnow.analysis.score.SpotResult;
import winnow.analysis.score.SpotSettings;
import winnow.analysis.score.TestRows;
import winnow.analysis.word.DomainClasses;
import winnow.schema.DnsBuilder;
import winnow.schema.Finding;
import winnow.schema.FlowBuilder;
import winnow.schema.FlowRecord;
import winnow.schema.HttpBuilder;
import winnow.schema.IpAddress;

class ShortlistTest {
  private static final LocalDate DAY = LocalDate.parse("2016-07-08");

  @Test
  void flowsHaveTheEighteenColumnsOfSpot() throws IOException {
    FlowBuilder flow = TestRows.flow(3);
    flow.eventTimeMicros = TestRows.micros(3, 62_000_001);
    flow.durationMicros = 1_234_000;
    flow.reverseOctets = 7L;
    flow.reversePackets = 1L;
    String line = tabs(analyze(TestRows.flows(List.of(flow.build()), 1)));
    assertThat(line)
        .isEqualTo(
            "2016-07-08 03:01:02\t2016\t7\t8\t3\t1\t2\t1.234\t172.16.0.129\t10.0.2.202\t1024\t80"
                + "\tTCP\t39\t12522\t1\t7\tSCORE\n");
    flow.receivedTimeMicros = TestRows.micros(4, 0);
    assertThat(tabs(analyze(TestRows.flows(List.of(flow.build()), 1))))
        .startsWith("2016-07-08 04:00:00\t2016\t7\t8\t4\t0\t0\t");
  }

  @Test
  void queriesHaveTheNineColumnsOfSpot() throws IOException {
    DnsBuilder dns = TestRows.dns(4);
    dns.eventTimeMicros = TestRows.micros(4, 692_123_456L);
    assertThat(tabs(analyze(TestRows.dns(List.of(dns.build()), 1))))
        .isEqualTo(
            "Jul  8 2016 04:11:32.123456000 UTC\t1467951092\t168\t172.16.9.132\tturner.com"
                + "\t0x00000001\t1\t0\tSCORE\n");
    dns.qclass = null;
    dns.rcode = null;
    dns.answered = false;
    assertThat(tabs(analyze(TestRows.dns(List.of(dns.build()), 1))))
        .endsWith("\tunknown\t1\t-1\tSCORE\n");
  }

  @Test
  void requestsHaveTheTwentyOneColumnsOfSpot() throws IOException {
    HttpBuilder http = TestRows.http(14);
    http.durationMicros = 1_500_000L;
    http.userAgent = "tab\there, \"quoted\"";
    http.responseOctets = 5L;
    SpotResult result = analyze(TestRows.http(List.of(http.build()), 1));
    assertThat(tabs(result))
        .isEqualTo(
            "2016-07-08\t14:00:00\t10.1.1.1\twww.example.com\tGET\ttab here, \"quoted\"\ttext/html"
                + "\t1500\t-\t-\t-\t200\t\t/index.html\t-\t-\t5\t\twww.example.com/index.html"
                + "\t0_14_GET_13_text_0_4_200\tSCORE\n");
    StringBuilder csv = new StringBuilder();
    SpotFile.writeCsv(result, csv);
    assertThat(csv.toString())
        .startsWith("p_date,p_time,clientip,host,")
        .contains(",GET,\"tab\there, \"\"quoted\"\"\",text/html,")
        .endsWith("_200," + result.rows().getFirst().score() + "\r\n");
  }

  @Test
  void aFindingSaysWhatIsRareWithExactCounts() {
    List<FlowRecord> flows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      FlowBuilder flow = TestRows.flow(13);
      flow.sourcePort = 40_000 + i;
      flows.add(flow.build());
    }
    FlowBuilder odd = TestRows.flow(3);
    odd.sourcePort = 50_000;
    odd.destinationPort = 666;
    odd.icmpType = null;
    flows.add(odd.build());
    Finding finding = Findings.of(analyze(TestRows.flows(flows, 10)), "run", DAY).getFirst();
    assertThat(finding.sentence())
        .isEqualTo(
            "172.16.0.129 sent TCP from port 50000 to 10.0.2.202 port 666, 12,522 bytes in 39"
                + " packets, at 03:00 UTC. Rare: port 666 (1 of its 41 flows, 1 of all 41); 03:00 to"
                + " 03:59 UTC (1 of its 41 flows, 1 of all 41).");
    assertThat(finding.entity()).isEqualTo("172.16.0.129");
    assertThat(finding.peer()).isEqualTo("10.0.2.202");
    JsonNode explanation = new JsonMapper().readTree(finding.explanation());
    assertThat(explanation.at("/sides/1/word").asString()).isEqualTo("-1_666_TCP_3_14_6");
    assertThat(explanation.at("/sides/0/facts/0/document_rows").asInt()).isEqualTo(1);
    assertThat(explanation.at("/sides/0/facts/3/meaning").asString())
        .isEqualTo("8,192 to 16,383 bytes");
    JsonNode row = new JsonMapper().readTree(finding.row());
    assertThat(row.get("event_time").asString()).isEqualTo("2016-07-08T03:00:00Z");
    assertThat(row.get("src_addr").asString()).isEqualTo("172.16.0.129");
    assertThat(row.get("dst_port").asInt()).isEqualTo(666);
    assertThat(row.has("icmp_type")).isFalse();
  }

  @Test
  void onlyWhatIsRareTogetherIsSaidToBe() throws IOException {
    List<FlowRecord> flows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      FlowBuilder flow = TestRows.flow(i % 4 == 0 ? 3 : 13);
      flow.octets = i % 5 == 0 ? 1_000_000 : 12_522;
      flows.add(flow.build());
    }
    List<Finding> findings = Findings.of(analyze(TestRows.flows(flows, 400)), "run", DAY);
    assertThat(findings.getFirst().score()).isLessThan(0.1);
    assertThat(findings.getFirst().sentence())
        .endsWith(" No part of this is rare, but all of it together is.");
    assertThat(findings.getLast().score()).isGreaterThan(0.1);
    assertThat(findings.getLast().sentence()).endsWith(" Nothing about this is rare.");
  }

  @Test
  void aFindingAboutTheReceiverOfAFlowWithoutPortsSaysSo() {
    List<FlowRecord> flows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      FlowBuilder flow = TestRows.flow(13);
      flow.sourceAddress = IpAddress.ofIpv4(0x0a000000 + i);
      flows.add(flow.build());
    }
    FlowBuilder odd = TestRows.flow(3);
    odd.sourcePort = 0;
    odd.destinationPort = 0;
    odd.protocol = 1;
    odd.packets = 1;
    flows.add(odd.build());
    Finding finding = Findings.of(analyze(TestRows.flows(flows, 10)), "run", DAY).getFirst();
    assertThat(finding.sentence())
        .startsWith(
            "10.0.2.202 received ICMP from 172.16.0.129, 12,522 bytes in 1 packet, at 03:00 UTC. ");
    assertThat(finding.peer()).isEqualTo("172.16.0.129");
  }

  @Test
  void findingsOfOtherKindsAreSentencesToo() {
    DnsBuilder dns = TestRows.dns(4);
    Finding query =
        Findings.of(analyze(TestRows.dns(List.of(dns.build()), 1)), "run", DAY).getFirst();
    assertThat(query.sentence())
        .isEqualTo(
            "172.16.9.132 asked for turner.com A and got NOERROR, at 04:00 UTC. Nothing about this"
                + " is rare.");
    assertThat(query.peer()).isEqualTo("turner.com");
    assertThat(query.explanation()).contains("\"a frame of 128 to 255 bytes\"");
    dns.query = "a".repeat(200) + ".com";
    dns.frameOctets = null;
    query = Findings.of(analyze(TestRows.dns(List.of(dns.build()), 1)), "run", DAY).getFirst();
    assertThat(query.sentence()).contains(" asked for " + "a".repeat(80) + "… A and got ");
    assertThat(query.explanation()).contains("\"a frame of unknown length\"");
    HttpBuilder http = TestRows.http(4);
    http.status = null;
    http.mimeType = null;
    Finding request =
        Findings.of(analyze(TestRows.http(List.of(http.build()), 1)), "run", DAY).getFirst();
    assertThat(request.sentence())
        .startsWith("10.1.1.1 asked www.example.com with GET and got no status, at 04:00 UTC. ");
  }

  private static SpotResult analyze(RowSource rows) {
    return new SpotAnalysis(
            SpotSettings.defaults(),
            DomainClasses.NONE,
            Feedback.NONE,
            new SpotAnalysis.Execution(1, "test", Progress.NONE))
        .run(rows);
  }

  private static String tabs(SpotResult result) throws IOException {
    StringBuilder text = new StringBuilder();
    SpotFile.writeTabs(result, text);
    return text.toString().replace(result.rows().getFirst().score() + "\n", "SCORE\n");
  }
}
