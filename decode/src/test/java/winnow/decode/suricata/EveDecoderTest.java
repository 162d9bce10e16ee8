// SPDX-License-Identifier: Apache-2.0
package winnow.decode.suricata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import winnow.decode.Collected;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.schema.DnsRecord;
import winnow.schema.Endpoint;
import winnow.schema.FlowRecord;
import winnow.schema.HttpRecord;
import winnow.schema.IpAddress;
import winnow.schema.ResourceRecord;
import winnow.schema.Tls;
import winnow.schema.Traffic;

class EveDecoderTest {
  private static final String FLOW =
      event(
          "flow",
          "\"app_proto\":\"tls\",\"flow\":{\"pkts_toserver\":12,\"pkts_toclient\":9,"
              + "\"bytes_toserver\":4056,\"bytes_toclient\":5000000000,"
              + "\"start\":\"2026-03-04T06:06:07.000001+0100\","
              + "\"end\":\"2026-03-04T06:06:09.500001+0100\",\"state\":\"closed\","
              + "\"reason\":\"timeout\",\"alerted\":false},"
              + "\"tcp\":{\"tcp_flags\":\"1b\",\"tcp_flags_ts\":\"1a\",\"tcp_flags_tc\":\"1b\"},"
              + "\"host\":\"sensor-1\",\"vlan\":[100]");
  private static final String TLS =
      event(
          "tls",
          "\"tls\":{\"subject\":\"CN=www.example.com\",\"sni\":\"www.example.com\","
              + "\"version\":\"TLS 1.2\",\"ja3\":{\"hash\":\"b7202231ff2db28363c109cedc6d1642\","
              + "\"string\":\"770,51,0,,\"},\"ja3s\":{\"hash\":\"ad90cab724fafab2660fbf61673c91a9\"},"
              + "\"ja4\":\"t12d1516h2_8daaf6152771_e5627efa2ab1\","
              + "\"client_alpns\":[\"h2\",\"http/1.1\"]}");

  @Test
  void readsAFlow() {
    FlowRecord flow = decode(FLOW).flows().getFirst();

    assertThat(flow.eventTimeMicros()).isEqualTo(1_772_600_767_000_001L);
    assertThat(flow.durationMicros()).isEqualTo(2_500_000);
    assertThat(flow.source()).isEqualTo(new Endpoint(IpAddress.parse("192.0.2.10"), 51_000));
    assertThat(flow.destination()).isEqualTo(new Endpoint(IpAddress.parse("198.51.100.7"), 443));
    assertThat(flow.protocol()).isEqualTo(6);
    assertThat(flow.forward()).isEqualTo(new Traffic(4056, 12, 0x1a, 0));
    assertThat(flow.reverse()).isEqualTo(new Traffic(5_000_000_000L, 9, 0x1b, 0));
    assertThat(flow.session().uid()).isEqualTo("1374195536821504");
    assertThat(flow.session().state()).isEqualTo("closed");
    assertThat(flow.session().endReason()).isEqualTo(1);
    assertThat(flow.session().service()).isEqualTo("ssl");
    assertThat(flow.routing().vlan()).isEqualTo(100);
    assertThat(flow.observer().exporter()).isEqualTo("sensor-1");
    assertThat(flow.tls()).isNull();
  }

  @Test
  void handshakesGoToTheirFlows() {
    String other = TLS.replace("1374195536821504", "77");
    Collected decoded = decode(TLS + other + FLOW);

    assertThat(decoded.flows().getFirst().tls())
        .isEqualTo(
            new Tls(
                "www.example.com",
                "h2",
                "TLSv12",
                "b7202231ff2db28363c109cedc6d1642",
                "ad90cab724fafab2660fbf61673c91a9",
                "t12d1516h2_8daaf6152771_e5627efa2ab1",
                null));
    assertThat(decoded.skipped).isEqualTo(Map.of(SkipReason.JOINED, 1L, SkipReason.OTHER_LINE, 1L));
  }

  @Test
  void readsOneDirectionOfNetflowEventsAndIcmp() {
    String netflow =
        event(
                "netflow",
                "\"icmp_type\":3,\"icmp_code\":1,\"netflow\":{\"pkts\":2,\"bytes\":120,"
                    + "\"start\":\"2026-03-04T05:06:07.0+0000\",\"end\":\"2026-03-04T05:06:07.5+0000\"}")
            .replace("\"src_port\":51000,", "")
            .replace("\"dest_port\":443,", "")
            .replace("\"TCP\"", "\"IPv6-ICMP\"");
    FlowRecord flow = decode(netflow).flows().getFirst();

    assertThat(flow.protocol()).isEqualTo(58);
    assertThat(flow.icmpType()).isEqualTo(3);
    assertThat(flow.icmpCode()).isEqualTo(1);
    assertThat(flow.forward()).isEqualTo(new Traffic(120, 2, 0, 0));
    assertThat(flow.reverse()).isNull();
  }

  @Test
  void queriesMeetTheirAnswersInEveryLayout() {
    String query =
        dns("\"type\":\"query\",\"id\":2,\"rrname\":\"www.Example.com\",\"rrtype\":\"A\"");
    String first =
        dns("\"type\":\"answer\",\"id\":2,\"rcode\":\"NOERROR\",\"rrname\":\"www.example.com\","
                + "\"rrtype\":\"A\",\"ttl\":91,\"rdata\":\"203.0.113.5\"")
            .replace(":07.0", ":07.2");
    String second = first.replace("203.0.113.5", "203.0.113.6");
    String both =
        dns("\"version\":2,\"type\":\"answer\",\"id\":2,\"flags\":\"8180\",\"qr\":true,"
                + "\"rd\":true,\"ra\":true,\"rrname\":\"www.example.com\",\"rrtype\":\"A\","
                + "\"rcode\":\"NOERROR\",\"answers\":[{\"rrname\":\"www.example.com\","
                + "\"rrtype\":\"A\",\"ttl\":91,\"rdata\":\"203.0.113.5\"},{\"rrname\":\"x\","
                + "\"rrtype\":\"A\",\"ttl\":91,\"rdata\":\"203.0.113.6\"}],"
                + "\"grouped\":{\"A\":[\"203.0.113.5\"]}")
            .replace(":07.0", ":07.2");
    String request =
        dns(
            "\"version\":3,\"type\":\"request\",\"id\":2,\"flags\":\"100\",\"rd\":true,"
                + "\"queries\":[{\"rrname\":\"www.Example.com\",\"rrtype\":\"A\"}]");
    String response =
        both.replace("\"version\":2", "\"version\":3")
            .replace("\"answer\",", "\"response\",")
            .replace(
                "\"rrname\":\"www.example.com\",\"rrtype\":\"A\",\"rcode\"",
                "\"queries\":[{\"rrname\":\"www.example.com\",\"rrtype\":\"A\"}],\"rcode\"");

    for (String log : List.of(query + first + second, query + both, request + response)) {
      Collected decoded = decode(log);
      assertThat(decoded.records).hasSize(1);
      DnsRecord dns = decoded.dns().getFirst();
      assertThat(dns.question().name()).isEqualTo("www.Example.com");
      assertThat(dns.question().qtype()).isEqualTo(1);
      assertThat(dns.querySeen()).isTrue();
      assertThat(dns.transactionId()).isEqualTo(2);
      assertThat(dns.response())
          .isNotNull()
          .satisfies(r -> assertThat(r.rcode()).isEqualTo(0))
          .satisfies(r -> assertThat(r.roundTripMicros()).isEqualTo(200_000))
          .satisfies(r ->
              assertThat(r.answers())
                  .containsExactly(
                      new ResourceRecord("203.0.113.5", 1, 91),
                      new ResourceRecord("203.0.113.6", 1, 91)));
      assertThat(decoded.skipped).containsOnlyKeys(SkipReason.JOINED);
    }
  }

  @Test
  void queriesWithoutAnswerAndAnswersWithoutQueryAreRows() {
    String query = dns("\"type\":\"query\",\"id\":2,\"rrname\":\"a.example\",\"rrtype\":\"TXT\"");
    String late =
        dns("\"version\":2,\"type\":\"answer\",\"id\":2,\"rrname\":\"a.example\",\"rcode\":\"NXDOMAIN\",\"answers\":[{}]")
            .replace("05:06:07", "05:06:27")
            .replace(
                "\"src_ip\":\"192.0.2.10\",\"src_port\":51000,\"dest_ip\":\"198.51.100.7\",\"dest_port\":443",
                "\"src_ip\":\"198.51.100.7\",\"src_port\":53,\"dest_ip\":\"192.0.2.10\",\"dest_port\":51000");
    List<DnsRecord> dns = decode(query + late).dns();

    assertThat(dns).hasSize(2);
    assertThat(dns.getFirst().response()).isNull();
    assertThat(dns.getFirst().question().qtype()).isEqualTo(16);
    assertThat(dns.getLast().querySeen()).isFalse();
    assertThat(dns.getLast().client().port()).isEqualTo(51_000);
    assertThat(dns.getLast().response())
        .isNotNull()
        .satisfies(r -> assertThat(r.rcode()).isEqualTo(3));
  }

  @Test
  void readsRequests() {
    String line =
        event(
            "http",
            "\"http\":{\"hostname\":\"www.example.com\",\"http_port\":8080,\"url\":\"/a?b=c\","
                + "\"http_user_agent\":\"curl/8\",\"http_content_type\":\"text/html\","
                + "\"http_refer\":\"http://example.org/\",\"http_method\":\"GET\","
                + "\"xff\":\"203.0.113.77\",\"protocol\":\"HTTP/1.1\",\"status\":404,\"length\":47}");
    HttpRecord http = decode(line).https().getFirst();
    String noType = line.replace("\"http_content_type\":\"text/html\",", "");
    HttpRecord unanswered =
        decode(noType.replace("\"status\":404,\"length\":47", "\"length\":0")).https().getFirst();

    assertThat(http.request().host()).isEqualTo("www.example.com");
    assertThat(http.request().port()).isEqualTo(8080);
    assertThat(http.request().path()).isEqualTo("/a");
    assertThat(http.request().query()).isEqualTo("?b=c");
    assertThat(http.request().version()).isEqualTo("1.1");
    assertThat(http.realClient()).isEqualTo(IpAddress.parse("203.0.113.77"));
    assertThat(http.response())
        .isNotNull()
        .satisfies(r -> assertThat(r.status()).isEqualTo(404))
        .satisfies(r -> assertThat(r.bodyOctets()).isEqualTo(47));
    assertThat(unanswered.response()).isNull();
  }

  @Test
  void countsEveryLine() {
    String alert = event("alert", "\"alert\":{\"signature\":\"x\",\"metadata\":{\"a\":[\"b\"]}}");
    Collected decoded =
        decode(
            alert
                + FLOW.replace("192.0.2.10", "host")
                + FLOW.replace("\"event_type\":\"flow\",", "")
                + "{\"timestamp\":\"2026\n"
                + "\n"
                + FLOW
                + FLOW.substring(0, 200));

    assertThat(decoded.records).hasSize(1);
    assertThat(decoded.skipped).isEqualTo(Map.of(SkipReason.OTHER_LINE, 1L, SkipReason.EMPTY, 1L));
    assertThat(decoded.reasons())
        .containsExactly(
            RejectReason.BAD_ADDRESS,
            RejectReason.MISSING_FIELD,
            RejectReason.TRUNCATED,
            RejectReason.TRUNCATED);
    assertThat(decoded.rejections.getFirst().detail())
        .isEqualTo("line 2: field /src_ip: \"host\" is not an IP address");
  }

  @Test
  void whatWaitsIsBounded() {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < FlowEvents.MAX_HANDSHAKES + 10; i++) {
      log.append("{\"timestamp\":\"2026-03-04T05:06:07.0Z\",\"flow_id\":")
          .append(i)
          .append(",\"event_type\":\"")
          .append(i % 2 == 0 ? "tls" : "dns")
          .append("\",\"src_ip\":\"::1\",\"dest_ip\":\"::2\"}\n");
    }
    Collected decoded = decode(log.toString());

    assertThat(decoded.rejections).isEmpty();
    assertThat(decoded.records).hasSize((FlowEvents.MAX_HANDSHAKES + 10) / 2);
    assertThat(decoded.skipped)
        .isEqualTo(Map.of(SkipReason.OTHER_LINE, (FlowEvents.MAX_HANDSHAKES + 10) / 2L));
  }

  @Test
  void aCutAnywhereIsNoTrouble() {
    String all = TLS + FLOW;
    for (int length = 0; length < all.length(); length++) {
      assertThat(decode(all.substring(0, length)).rejections.size()).isLessThanOrEqualTo(1);
    }
    assertThat(EveDecoder.recognizes(FLOW)).isTrue();
  }

  private static String dns(String members) {
    return event("dns", "\"dns\":{" + members + "}");
  }

  private static String event(String type, String members) {
    return "{\"timestamp\":\"2026-03-04T05:06:07.0+0000\",\"flow_id\":1374195536821504,"
        + "\"event_type\":\""
        + type
        + "\",\"src_ip\":\"192.0.2.10\",\"src_port\":51000,\"dest_ip\":\"198.51.100.7\","
        + "\"dest_port\":443,\"proto\":\"TCP\","
        + members
        + "}\n";
  }

  private static Collected decode(String text) {
    return Collected.from(new EveDecoder(), text);
  }
}
