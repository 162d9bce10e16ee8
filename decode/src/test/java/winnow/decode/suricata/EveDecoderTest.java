// SPDX-License-Identifier: Apache-2.0
package winnow.decode.suricata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import winnow.schema.inspection.Alert;
import winnow.schema.inspection.Certificate;
import winnow.schema.inspection.Inspection;
import winnow.schema.inspection.Lease;
import winnow.schema.inspection.Ssh;
import winnow.schema.inspection.Transfer;

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
  void certificatesSshFilesAndLeasesGoToTheirFlows() {
    String certificate =
        event(
            "tls",
            "\"tls\":{\"subject\":\"CN=www.example.com\",\"issuerdn\":\"CN=Example CA\","
                + "\"fingerprint\":\"0A:1b:2c\",\"notbefore\":\"2026-01-02T03:04:05\","
                + "\"notafter\":\"9999-12-31T23:59:59\"}");
    String ssh =
        event(
            "ssh",
            "\"ssh\":{\"client\":{\"proto_version\":\"2.0\",\"software_version\":\"Go\","
                + "\"hassh\":{\"hash\":\"aa\",\"string\":\"x\"}},\"server\":{\"proto_version\":"
                + "\"1.99\",\"software_version\":\"OpenSSH_9.6\",\"hassh\":{\"hash\":\"bb\"}}}");
    String file =
        event(
            "fileinfo",
            "\"fileinfo\":{\"filename\":\"/a.exe\",\"magic\":\"PE32 executable\","
                + "\"md5\":\"01\",\"sha256\":\"02\",\"size\":77}");
    String request =
        event(
            "dhcp",
            "\"dhcp\":{\"type\":\"request\",\"dhcp_type\":\"request\","
                + "\"client_mac\":\"00:00:5e:00:53:01\",\"hostname\":\"desk-7\"}");
    String lease =
        event(
            "dhcp",
            "\"dhcp\":{\"type\":\"reply\",\"dhcp_type\":\"ack\",\"client_mac\":"
                + "\"00:00:5e:00:53:01\",\"client_ip\":\"0.0.0.0\",\"assigned_ip\":\"192.0.2.10\"}");
    Collected decoded = decode(certificate + ssh + file + request + lease + lease + FLOW);

    assertThat(decoded.rejections).isEmpty();
    assertThat(decoded.flows().getFirst().inspection())
        .isEqualTo(
            new Inspection(
                new Certificate(
                    "CN=www.example.com",
                    "CN=Example CA",
                    1_767_323_045_000_000L,
                    253_402_300_799_000_000L,
                    "0a1b2c",
                    null),
                new Ssh("SSH-2.0-Go", "SSH-1.99-OpenSSH_9.6", "aa", "bb", null, null),
                List.of(new Transfer("/a.exe", "PE32 executable", "02", 77)),
                List.of(new Lease("192.0.2.10", "00:00:5e:00:53:01", "desk-7")),
                List.of(),
                null));
    assertThat(decoded.skipped).isEqualTo(Map.of(SkipReason.JOINED, 5L, SkipReason.OTHER_LINE, 1L));
  }

  @Test
  void alertsGoToTheirFlowEachSignatureOnce() {
    Collected decoded = decode(alert(2_403_388, "") + alert(2_403_388, "") + alert(7, "") + FLOW);

    FlowRecord flow = decoded.flows().getFirst();
    assertThat(decoded.records).hasSize(1);
    assertThat(flow.forward().packets()).isEqualTo(12);
    Inspection found = Objects.requireNonNull(flow.inspection());
    assertThat(found.alertCount()).isEqualTo(3);
    assertThat(found.alerts())
        .containsExactly(
            new Alert(2_403_388, "ET CINS Poor Reputation", "Misc Attack", 2, "allowed"),
            new Alert(7, "ET CINS Poor Reputation", "Misc Attack", 2, "allowed"));
    assertThat(decoded.skipped).isEqualTo(Map.of(SkipReason.JOINED, 3L));
  }

  @Test
  void anAlertWhoseFlowDoesNotComeIsARowOfItsOwn() {
    String toClient =
        alert(1, "\"direction\":\"to_client\",")
            .replace("192.0.2.10", "ADDRESS")
            .replace("198.51.100.7", "192.0.2.10")
            .replace("ADDRESS", "198.51.100.7")
            .replace("\"src_port\":51000", "\"src_port\":443")
            .replace("\"dest_port\":443", "\"dest_port\":51000");
    String withEnds =
        alert(1, "")
            .replace(
                "\"flow\":{",
                "\"flow\":{\"src_ip\":\"192.0.2.99\",\"dest_ip\":\"198.51.100.99\","
                    + "\"src_port\":1,\"dest_port\":2,");
    String withoutId = alert(1, "").replace("\"flow_id\":1374195536821504,", "");
    for (String log : List.of(toClient + toClient, withoutId)) {
      Collected decoded = decode(log);
      FlowRecord flow = decoded.flows().getFirst();
      assertThat(decoded.records).hasSize(1);
      assertThat(flow.source()).isEqualTo(new Endpoint(IpAddress.parse("192.0.2.10"), 51_000));
      assertThat(flow.forward()).isEqualTo(new Traffic(60, 1, 0, 0));
      assertThat(flow.reverse()).isNull();
      assertThat(Objects.requireNonNull(flow.inspection()).alerts()).hasSize(1);
    }
    assertThat(decode(toClient + toClient).skipped).isEqualTo(Map.of(SkipReason.JOINED, 1L));
    assertThat(decode(withEnds).flows().getFirst().destination())
        .isEqualTo(new Endpoint(IpAddress.parse("198.51.100.99"), 2));
  }

  @Test
  void whatWaitsForFlowsIsBoundedInBytes() {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      log.append(TLS.replace("1374195536821504", "" + i));
      log.append(alert(i, "").replace("1374195536821504", "5000" + i));
    }
    Collected decoded = Collected.from(new EveDecoder(64_000), log.toString());

    assertThat(decoded.records).hasSize(1000);
    assertThat(decoded.skipped.getOrDefault(SkipReason.NO_ROOM, 0L)).isBetween(900L, 999L);
    assertThat(
            decoded.skipped.getOrDefault(SkipReason.NO_ROOM, 0L)
                + decoded.skipped.getOrDefault(SkipReason.OTHER_LINE, 0L))
        .isEqualTo(1000);
  }

  @Test
  void ofManyFilesAndSignaturesTheFirstAreKept() {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 70; i++) {
      log.append(event("fileinfo", "\"fileinfo\":{\"filename\":\"" + i + "\",\"size\":1}"));
      log.append(alert(i, ""));
    }
    Collected decoded = decode(log + FLOW);

    Inspection found = Objects.requireNonNull(decoded.flows().getFirst().inspection());
    assertThat(found.files()).hasSize(64).first().isEqualTo(new Transfer("0", "", "", 1));
    assertThat(found.alerts()).hasSize(16);
    assertThat(found.alertCount()).isEqualTo(70);
    assertThat(decoded.skipped).isEqualTo(Map.of(SkipReason.JOINED, 80L, SkipReason.NO_ROOM, 60L));
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
    assertThat(decoded.skipped).isEqualTo(Map.of(SkipReason.JOINED, 1L, SkipReason.EMPTY, 1L));
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
  void queriesThatWaitAreBounded() {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < DnsEvents.MAX_TRANSACTIONS + 10; i++) {
      log.append("{\"timestamp\":\"2026-03-04T05:06:07.0Z\",\"flow_id\":")
          .append(i)
          .append(",\"event_type\":\"dns\",\"src_ip\":\"::1\",\"dest_ip\":\"::2\"}\n");
    }
    log.append(dns("\"type\":\"answer\"").replace("1374195536821504", "0"));
    Collected decoded = decode(log.toString());

    assertThat(decoded.rejections).isEmpty();
    assertThat(decoded.skipped).isEmpty();
    assertThat(decoded.records).hasSize(DnsEvents.MAX_TRANSACTIONS + 11);
  }

  @Test
  void aCutAnywhereIsNoTrouble() {
    String all = TLS + alert(1, "") + FLOW;
    for (int length = 0; length < all.length(); length++) {
      assertThat(decode(all.substring(0, length)).rejections.size()).isLessThanOrEqualTo(1);
    }
    assertThat(EveDecoder.recognizes(FLOW)).isTrue();
  }

  private static String dns(String members) {
    return event("dns", "\"dns\":{" + members + "}");
  }

  private static String alert(long signatureId, String more) {
    return event(
        "alert",
        more
            + "\"alert\":{\"action\":\"allowed\",\"gid\":1,\"signature_id\":"
            + signatureId
            + ",\"rev\":66418,\"signature\":\"ET CINS Poor Reputation\","
            + "\"category\":\"Misc Attack\",\"severity\":2,\"metadata\":{\"tag\":[\"CINS\"]}},"
            + "\"flow\":{\"pkts_toserver\":1,\"pkts_toclient\":0,\"bytes_toserver\":60,"
            + "\"bytes_toclient\":0,\"start\":\"2026-03-04T06:06:07.000001+0100\"}");
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
