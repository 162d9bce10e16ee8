// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import winnow.lake.Ingest;
import winnow.lake.Lake;
import winnow.lake.catalog.InputCounts;
import winnow.lake.catalog.InputIdentity;
import winnow.lake.search.Search;
import winnow.lake.search.SearchRows;
import winnow.schema.Case;
import winnow.schema.CaseBuilder;
import winnow.schema.DnsBuilder;
import winnow.schema.FlowBuilder;
import winnow.schema.HttpBuilder;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryRecord;

/** The statements that people are told to run find the rows that the evidence is about. */
class EvidenceRowsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String HOST = "10.0.0.2";
  private static final long NOON = 1_772_452_800_000_000L;
  private static final String NASTY = "it's\u001b[31m\u202e?.example";

  @TempDir static Path folder;
  private static Lake lake;

  @BeforeAll
  static void fill() {
    lake = Lake.open(folder);
    List<TelemetryRecord> records =
        List.of(
            flow(1, HOST, 50_001, "203.0.113.7", 443),
            flow(2, "203.0.113.7", 443, HOST, 50_002),
            flow(3, HOST, 50_003, "203.0.113.7", 8443),
            flow(4, HOST, 50_004, "203.0.113.8", 443),
            flow(5, "10.0.0.3", 50_005, "203.0.113.7", 443),
            flow(6, "10.0.0.3", 50_006, HOST, 3389),
            flow(4000, HOST, 50_007, "203.0.113.7", 443),
            dns(11, HOST, "a.Tunnel.example", 16),
            dns(12, HOST, "nottunnel.example", 1),
            dns(13, HOST, "b." + NASTY, 1),
            dns(14, "10.0.0.3", "c.tunnel.example", 16),
            dns(15, HOST, "untyped.example", -1),
            http(21, HOST, "WWW.site.example"),
            http(22, HOST, "other.example"),
            http(23, HOST, "silent.example"));
    InputIdentity input = new InputIdentity("%064x".formatted(1), "it", "tap", "pcap", 9);
    try (Ingest ingest = lake.beginIngest(input)) {
      records.forEach(ingest::append);
      ingest.commit(InputCounts.accepted(records.size()));
    }
  }

  @AfterAll
  static void close() {
    lake.close();
  }

  private static TelemetryRecord flow(int second, String from, int port, String to, int toPort) {
    FlowBuilder flow = new FlowBuilder();
    flow.eventTimeMicros = NOON + second * 1_000_000L;
    flow.sourceAddress = IpAddress.parse(from);
    flow.sourcePort = port;
    flow.destinationAddress = IpAddress.parse(to);
    flow.destinationPort = toPort;
    flow.protocol = 6;
    return flow.build();
  }

  private static TelemetryRecord dns(int second, String client, String query, int type) {
    DnsBuilder dns = new DnsBuilder();
    dns.eventTimeMicros = NOON + second * 1_000_000L;
    dns.clientAddress = IpAddress.parse(client);
    dns.query = query;
    dns.qtype = type < 0 ? null : type;
    return dns.build();
  }

  private static TelemetryRecord http(int second, String client, String host) {
    HttpBuilder http = new HttpBuilder();
    http.eventTimeMicros = NOON + second * 1_000_000L;
    http.clientAddress = IpAddress.parse(client);
    http.host = host;
    http.method = "GET";
    http.status = second == 21 ? Integer.valueOf(200) : second == 22 ? 404 : null;
    http.mimeType = second == 21 ? "text/html" : null;
    return http.build();
  }

  private static EvidenceRows evidence(String family, String peer, String... facts) {
    CaseBuilder found = new CaseBuilder();
    found.day = LocalDate.of(2026, 3, 2);
    found.host = HOST;
    Case built = found.build();
    List<Map<String, String>> parts = Stream.of(facts).map(fact -> Map.of("fact", fact)).toList();
    Map<String, Object> evidence =
        Map.of(
            "parts",
            parts,
            "family",
            family,
            "peer",
            peer,
            "first",
            "2026-03-02T12:00:01Z",
            "last",
            "2026-03-02T12:00:30.5Z");
    return EvidenceRows.of(built, JSON.valueToTree(evidence));
  }

  /** Seconds after noon of the rows that the statement finds. */
  private static List<Long> found(String statement) {
    List<Long> seconds = new ArrayList<>();
    try (Search search = lake.search();
        SearchRows rows =
            search.query("SELECT epoch_us(event_time) FROM (" + statement + ") ORDER BY 1", null)) {
      for (Object[] row = rows.next(); row != null; row = rows.next()) {
        seconds.add(((long) Objects.requireNonNull(row[0]) - NOON) / 1_000_000);
      }
    }
    return seconds;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "beacon | 203.0.113.7 443/6 | 1 2",
        "edges | 203.0.113.8 443/6 | 4",
        "edges | 203.0.113.8 443/17 | ''",
        "anything | 203.0.113.7 | 1 2 3",
        "behaviour | to outside 443/6, sent 1 to 3 bytes | 1 2 4",
        "behaviour | from inside 3389/6, failed | 6",
        "behaviour | to outside a high port/6, sent 1 to 3 bytes | 1 2 3 4 6",
        "uploads | '' | 1 2 3 4 6",
        "dns-tunnel | tunnel.example | 11",
        "domains | Tunnel.Example | 11",
        "queries | type 16, no answer | 11",
        "queries | type 0, no answer | 15",
        "names | '' | 11 12 13 15",
        "beacon | www.site.example | 21",
        "sites | site.example | 21",
        "requests | something else | 21 22 23",
        "requests | GET 2xx text, sent 1 to 3 bytes | 21",
        "requests | GET 2xx tex, sent 1 to 3 bytes | ''",
        "requests | GET 2xx , sent 1 to 3 bytes | ''",
        "requests | GET 4xx , sent 1 to 3 bytes | 22",
        "requests | GET 0xx , sent 1 to 3 bytes | 23"
      })
  void theStatementFindsTheRowsThatTheEvidenceIsAbout(String family, String peer, String expected) {
    List<Long> seconds =
        expected.isEmpty()
            ? List.of()
            : List.of(expected.split(" ")).stream().map(Long::valueOf).toList();
    assertThat(found(evidence(family, peer).statement())).isEqualTo(seconds);
  }

  @Test
  void factsThatNameRowsAddTheirs() {
    EvidenceRows both =
        evidence("edges", "203.0.113.7 443/6", "203.0.113.8 443/6", "203.0.113.7 443/6");
    assertThat(found(both.statement())).containsExactly(1L, 2L, 4L);
    assertThat(both.rows().about())
        .isEqualTo("flows between 10.0.0.2 and 203.0.113.7 port 443, and 1 more like it");
    EvidenceRows amounts =
        evidence("beacon", "203.0.113.8 443/6", "median interval, s", "contacts");
    assertThat(found(amounts.statement())).containsExactly(4L);
  }

  /**
   * The host was at 10.0.0.3 until five seconds after noon, and at its address from the sixth on.
   */
  @Test
  void aHostThatMovedHasTheRowsOfEachAddressInItsTime() {
    CaseBuilder found = new CaseBuilder();
    found.day = LocalDate.of(2026, 3, 2);
    found.host = HOST;
    found.explanation =
        """
        {"host": {"name": "laptop-17", "addresses": [
          {"address": "10.0.0.3", "first": "2026-03-02T12:00:02Z", "last": "2026-03-02T12:00:05Z"},
          {"address": "10.0.0.2", "first": "2026-03-02T12:00:06Z", "last": "2026-03-02T18:00:00Z"}]}}
        """;
    Case built = found.build();
    EvidenceRows flows =
        EvidenceRows.of(built, JSON.valueToTree(Map.of("peer", "203.0.113.7 443/6")));
    assertThat(found(flows.statement())).containsExactly(5L, 4000L);
    EvidenceRows names =
        EvidenceRows.of(built, JSON.valueToTree(Map.of("peer", "", "family", "names")));
    assertThat(found(names.statement())).containsExactly(11L, 12L, 13L, 15L);
  }

  @Test
  void namesThatWouldActOnATerminalAreSpelledOutAndStillFound() {
    String statement = evidence("dns-tunnel", NASTY).statement();
    assertThat(found(statement)).containsExactly(13L);
    assertThat(statement).contains("it''s' || chr(27) || '[31m").doesNotContain("\u001b", "\u202e");
    assertThat(found(evidence("dns-tunnel", "' OR true OR '").statement())).hasSize(4);
  }

  @Test
  void evidenceWithoutTimesIsOfItsDay() {
    CaseBuilder found = new CaseBuilder();
    found.day = LocalDate.of(2026, 3, 2);
    found.host = HOST;
    EvidenceRows rows = EvidenceRows.of(found.build(), JSON.valueToTree(Map.of("peer", "")));
    assertThat(rows.from()).hasToString("2026-03-02T00:00:00Z");
    assertThat(rows.to()).hasToString("2026-03-03T00:00:00Z");
    assertThat(found(rows.statement())).containsExactly(1L, 2L, 3L, 4L, 6L, 4000L);
  }
}
