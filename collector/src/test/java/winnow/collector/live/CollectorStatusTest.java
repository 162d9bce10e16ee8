// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import winnow.collector.spool.Sender;
import winnow.collector.spool.SourceSpool;
import winnow.collector.spool.Spool;
import winnow.collector.spool.SpoolSettings;
import winnow.collector.status.Metrics;
import winnow.collector.status.SourceRow;
import winnow.collector.status.SourceTable;
import winnow.collector.status.StatusServer;
import winnow.schema.IpAddress;

/** What a collector tells of itself, its sources and its exporters. */
class CollectorStatusTest extends CollectorOnLoopback {
  @Test
  void tellsProgramsHowItIsDoing() throws Exception {
    try (Spool spool = spool(Duration.ofMillis(50));
        Collector collector = collector(spool)) {
      UdpSource source = collector.addFlows("edge", loopback());
      collector.start();
      send(source, FlowDatagrams.version5(0, 30));
      await(() -> source.tally().counts().totalRows() == 30);
      assertThat(collector.troubles()).isEmpty();
      try (StatusServer server = StatusServer.start(loopback().address(), collector);
          HttpClient client = HttpClient.newHttpClient()) {
        String place = "http://127.0.0.1:" + server.port();
        assertThat(get(client, place + "/metrics").body())
            .contains("winnow_received_messages_total{source=\"edge\"} 1\n")
            .contains("winnow_published_rows_total{source=\"edge\",table=\"flow\"} 30\n")
            .contains("# TYPE winnow_spool_bytes gauge\nwinnow_spool_bytes 0\n");
        assertThat(get(client, place + "/health/live").statusCode()).isEqualTo(200);
        assertThat(get(client, place + "/health/ready").body()).isEqualTo("ready\n");
      }
      SourceTable table = new SourceTable(folder.resolve("sources.csv"), "spool");
      table.write(collector.statuses(), Instant.parse("2026-03-02T10:15:00Z"));
      List<String> lines = Files.readAllLines(folder.resolve("sources.csv"));
      assertThat(lines).hasSize(3);
      assertThat(lines)
          .allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(SourceRow.COLUMNS.size()));
      assertThat(lines.get(1)).startsWith("edge,,udp 127.0.0.1:").contains(",1,,1464,0,0,30,0,");
      assertThat(lines.get(2)).startsWith("edge,127.0.0.1,,NetFlow v5,2026-03-02T10:15:00Z,");
    }
  }

  @Test
  void isReadyAgainOnceAllIsPublishedThoughNothingMoreComes() throws Exception {
    SpoolSettings tight = SpoolSettings.in(folder.resolve("spool")).withQuota(2_000);
    InstantSource clock = InstantSource.system();
    try (Spool spool = Spool.open(tight.withSegments(1 << 20, Duration.ofMillis(50)), clock);
        Collector collector = collector(spool)) {
      SourceSpool kept = spool.source("edge", "flow-datagrams");
      assertThat(kept.append(null, 1, FlowDatagrams.version5(0, 30))).isTrue();
      assertThat(kept.append(null, 1, FlowDatagrams.version5(30, 30))).isFalse();
      collector.tally(kept);
      assertThat(collector.troubles()).anyMatch(trouble -> trouble.contains("are dropped"));
      collector.start();
      await(() -> collector.troubles().isEmpty());
      assertThat(rows()).isEqualTo(30);
      assertThat(collector.statuses().getFirst().counts().droppedMessages()).isEqualTo(1);
    }
  }

  @Test
  void tellsWhichExportersReportTheSameFlowsAndWhoseTemplatesDoNotCome() throws Exception {
    Sender edge = new Sender(IpAddress.parse("192.0.2.1"), 2055);
    Sender core = new Sender(IpAddress.parse("192.0.2.2"), 2055);
    Sender mute = new Sender(IpAddress.parse("192.0.2.3"), 2055);
    long eleven = Instant.parse("2026-03-02T11:11:11Z").getEpochSecond() * 1_000_000;
    try (Spool spool = spool(LONG)) {
      Collector collector = collector(spool);
      SourceSpool one = spool.source("one", "flow-datagrams");
      SourceSpool two = spool.source("two", "flow-datagrams");
      for (int i = 0; i < 200; i++) {
        one.append(edge, eleven, FlowDatagrams.version5(30 * i, 30));
        two.append(core, eleven, FlowDatagrams.version5(30 * i, 30));
      }
      two.append(mute, eleven, FlowDatagrams.ipfixData(1));
      collector.start();
      collector.close();
      SourceTable table = new SourceTable(folder.resolve("sources.csv"), "spool");
      table.write(collector.statuses(), Instant.parse("2026-03-02T11:30:00Z"));
      assertThat(Metrics.of(collector))
          .contains("winnow_exporter_same_flows_ratio{source=\"two\",exporter=\"192.0.2.2\"} 1.0\n")
          .contains(
              "winnow_exporter_clock_skew_seconds{source=\"one\",exporter=\"192.0.2.1\"} 129.0\n")
          .contains("winnow_lag_seconds{source=\"two\"} 0.0\n");
    }
    List<SourceRow> rows = SourceRow.read(folder.resolve("sources.csv"));
    assertThat(rows)
        .extracting(row -> row.get("exporter"), row -> row.get("same_flows_as"))
        .contains(tuple("192.0.2.2", "192.0.2.1"), tuple("192.0.2.3", ""));
    SourceRow last = rows.getLast();
    assertThat(last.get("template_missing_since")).isEqualTo("2026-03-02T11:11:11Z");
    assertThat(last.number("sets_without_template")).isEqualTo(1);
    assertThat(last.number("sampling_interval")).isEqualTo(1);
  }

  @Test
  void tellsInItsTableWhatWasMissedBeforeItWasStarted() throws Exception {
    Path file = folder.resolve("sources.csv");
    Files.writeString(
        file,
        "source,exporter,updated_at,last_received,missed_records,missed_datagrams,"
            + "missed_percent\r\n"
            + "edge,192.0.2.5,2026-03-02T11:00:01Z,2026-03-02T11:00:00Z,40,0,22.500\r\n"
            + "gone,192.0.2.6,2026-03-02T11:00:01Z,2026-03-02T11:00:00Z,7,0,1.000\r\n");
    try (Spool spool = spool(LONG);
        Collector collector = collector(spool)) {
      collector.addFlows("edge", loopback());
      SourceTable table = new SourceTable(file, "spool");
      table.recall(collector.sources());
      table.write(collector.statuses(), Instant.parse("2026-03-02T11:30:00Z"));
      table.write(collector.statuses(), Instant.parse("2026-03-02T11:30:02Z"));
    }
    SourceRow row = SourceRow.read(file).getLast();
    assertThat(row.get("missed_percent")).isEqualTo("22.500");
    assertThat(row.get("exporter")).isEqualTo("192.0.2.5");
    assertThat(row.get("missed_records")).isEqualTo("40");
    assertThat(row.get("last_received")).isEqualTo("2026-03-02T11:00:00Z");
    assertThat(Files.readString(file)).doesNotContain("gone");
  }

  @Test
  void tellsWhatPartWasMissedOfThatOfWhichItKnowsHowMuchCame() throws Exception {
    Path file = folder.resolve("sources.csv");
    Files.writeString(
        file,
        "source,exporter,updated_at,missed_records,missed_percent\r\n"
            + "edge,192.0.2.5,2026-03-02T12:00:00Z,40,0.010\r\n");
    try (Spool spool = spool(LONG)) {
      Collector collector = collector(spool);
      collector.addFlows("edge", loopback());
      SourceTable table = new SourceTable(file, folder.resolve("spool").toString());
      table.recall(collector.sources());
      SourceSpool kept = collector.flowSpool("edge");
      Sender exporter = new Sender(IpAddress.parse("192.0.2.5"), 2055);
      kept.append(exporter, 1, FlowDatagrams.version5(0, 30));
      kept.append(exporter, 2, FlowDatagrams.version5(31, 29));
      collector.start();
      collector.close();
      table.write(collector.statuses(), Instant.parse("2026-03-02T11:30:00Z"));
    }
    SourceRow row = SourceRow.read(file).getLast();
    assertThat(row.get("missed_records")).isEqualTo("41");
    assertThat(row.get("missed_percent")).as("1 of 60").isEqualTo("1.667");
  }

  @Test
  void saysThatATableIsNone() throws Exception {
    Path file = folder.resolve("sources.csv");
    Files.writeString(file, "source,exporter,missed_records\r\nedge,nobody,many\r\n");
    try (Spool spool = spool(LONG);
        Collector collector = collector(spool)) {
      collector.addFlows("edge", loopback());
      assertThatThrownBy(() -> new SourceTable(file, "spool").recall(collector.sources()))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(file + " is no table of sources: ");
    }
  }

  @Test
  void writesTheSameNumbersInEveryLanguage() throws Exception {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try (Spool spool = spool(LONG)) {
      Collector collector = collector(spool);
      SourceSpool kept = spool.source("edge", "flow-datagrams");
      kept.append(new Sender(IpAddress.parse("192.0.2.1"), 2055), 1, FlowDatagrams.version5(0, 3));
      collector.start();
      collector.close();
      new SourceTable(folder.resolve("sources.csv"), "spool")
          .write(collector.statuses(), Instant.EPOCH);
    } finally {
      Locale.setDefault(before);
    }
    SourceRow row = SourceRow.read(folder.resolve("sources.csv")).getLast();
    assertThat(row.get("missed_percent")).isEqualTo("0.000");
    assertThat(row.number("missed_percent")).isZero();
  }

  @Test
  void readsTheDropsOfASocketFromTheTableOfTheSystem() {
    List<String> table =
        List.of(
            "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid "
                + " timeout inode ref pointer drops",
            "  123: 00000000:0807 00000000:0000 07 00000000:00000000 00:00000000 00000000  1000   "
                + "     0 31337 2 0000000000000000 41",
            "  124: 0100007F:0807 00000000:0000 07 00000000:00000000 00:00000000 00000000  1000   "
                + "     0 31338 2 0000000000000000 1",
            "  125: 00000000:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000  1000   "
                + "     0 31339 2 0000000000000000 7");
    assertThat(SocketDrops.of(2055, table)).isEqualTo(42);
  }

  private static HttpResponse<String> get(HttpClient client, String place) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(place)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
