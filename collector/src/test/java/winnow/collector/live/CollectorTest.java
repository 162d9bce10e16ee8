// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.collector.IngestOutcome;
import winnow.collector.Quarantine;
import winnow.collector.QuarantineEntry;
import winnow.collector.QuarantineRetry;
import winnow.collector.spool.Sender;
import winnow.collector.spool.SourceSpool;
import winnow.collector.spool.Spool;
import winnow.collector.spool.SpoolSettings;
import winnow.collector.spool.SpooledMessage;
import winnow.collector.status.Metrics;
import winnow.collector.status.SourceRow;
import winnow.collector.status.SourceTable;
import winnow.collector.status.StatusServer;
import winnow.decode.exporter.ExporterSettings;
import winnow.lake.DataFileInfo;
import winnow.lake.Lake;
import winnow.lake.ScanRequest;
import winnow.lake.catalog.LedgerEntry;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryRecord;
import winnow.schema.column.FlowColumns;

class CollectorTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir Path folder;
  private Lake lake;

  @BeforeEach
  void openLake() {
    lake = Lake.open(folder.resolve("lake"));
  }

  @AfterEach
  void closeLake() {
    lake.close();
  }

  @Test
  void publishesWhatCameToAPortOnceItIsOldEnough() throws Exception {
    try (Spool spool = spool(Duration.ofMillis(50));
        Collector collector = collector(spool)) {
      UdpSource source = collector.addFlows("edge", loopback());
      collector.start();
      for (int i = 0; i < 100; i++) {
        send(source, FlowDatagrams.version5(30 * i, 30));
      }
      await(() -> rows() == 3000);

      SourceCounts counts = source.tally().counts();
      assertThat(counts.messages()).isEqualTo(100);
      assertThat(counts.droppedMessages()).isZero();
      await(() -> source.tally().counts().rows().getOrDefault(TelemetryKind.FLOW, 0L) == 3000);
      assertThat(source.tally().counts().exporters())
          .hasEntrySatisfying(
              IpAddress.parse("127.0.0.1"),
              exporter -> assertThat(exporter.messages()).isEqualTo(100));
    }
    assertThat(lake.inputs())
        .allSatisfy(entry -> assertThat(entry.input().source()).isEqualTo("edge"));
    assertThat(segments()).isEmpty();
  }

  @Test
  void publishesEverythingWhenItIsClosed() throws Exception {
    try (Spool spool = spool(LONG);
        Collector collector = collector(spool)) {
      UdpSource source = collector.addFlows("edge", loopback());
      collector.start();
      send(source, FlowDatagrams.version5(0, 30));
      send(source, ByteBuffer.wrap(new byte[] {0, 77, 1, 2}));
      send(source, FlowDatagrams.version5(30, 1));
    }
    assertThat(rows()).isEqualTo(31);
    LedgerEntry entry = lake.inputs().getFirst();
    assertThat(entry.counts().rejected()).containsEntry("unsupported", 1L);
    assertThat(entry.input().name()).matches("edge-\\d{8}T\\d{6}\\.\\d{6}");
    assertThat(segments()).isEmpty();
  }

  @Test
  void countsMessagesAtWhichTheDecoderFailsAndGoesOnWithTheNext() throws Exception {
    MessageKind flows = Collector.flowDatagrams(ExporterSettings.DEFAULT);
    MessageKind faulty =
        new MessageKind(
            flows.name(),
            state -> {
              MessageDecoder sound = flows.newDecoder().create(state);
              return (message, sink) -> {
                sound.decode(message, sink);
                if (message.length() == 4) {
                  throw new ArrayIndexOutOfBoundsException("Index 4 out of bounds for length 4");
                }
              };
            });
    try (Spool spool = spool(LONG);
        Collector collector =
            new Collector(
                lake,
                spool,
                new Quarantine(folder.resolve("quarantine")),
                List.of(faulty),
                InstantSource.system())) {
      UdpSource source = collector.addFlows("edge", loopback());
      collector.start();
      send(source, ByteBuffer.wrap(new byte[] {0, 77, 1, 2}));
      send(source, FlowDatagrams.version5(0, 30));
    }
    assertThat(rows()).isEqualTo(30);
    assertThat(lake.inputs().getFirst().counts().rejected())
        .containsEntry("decoder failed", 1L)
        .containsEntry("unsupported", 1L);
  }

  @Test
  void listensToThePortThatItIsTold() throws Exception {
    int port;
    try (DatagramChannel free = DatagramChannel.open().bind(loopback().address())) {
      port = ((InetSocketAddress) free.getLocalAddress()).getPort();
    }
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (Spool spool = spool(LONG);
        Collector collector = collector(spool)) {
      UdpSource source = collector.addFlows("edge", UdpSettings.at(address));
      collector.start();
      assertThat(source.port()).isEqualTo(port);
    }
  }

  @Test
  void putsLateDataIntoItsOwnHour() throws Exception {
    run(source -> {
      send(source, FlowDatagrams.version5(0, 2));
      send(source, FlowDatagrams.version5(2, 3).putInt(8, 1_772_450_000 - 7200));
    });
    assertThat(lake.scan(ScanRequest.of(FlowColumns.TABLE)).files())
        .extracting(DataFileInfo::path)
        .satisfiesExactlyInAnyOrder(
            path -> assertThat(path).contains("event_time_hour=2026-03-02-11"),
            path -> assertThat(path).contains("event_time_hour=2026-03-02-09"));
  }

  @Test
  void saysThatAPortIsTaken() throws Exception {
    try (DatagramChannel taken = DatagramChannel.open().bind(loopback().address());
        Spool spool = spool(LONG);
        Collector collector = collector(spool)) {
      InetSocketAddress address = (InetSocketAddress) taken.getLocalAddress();
      collector.addFlows("edge", UdpSettings.at(address));
      assertThatThrownBy(collector::start)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(
              "source edge: cannot listen on udp 127.0.0.1:" + address.getPort());
    }
  }

  @Test
  void knowsTemplatesOfAnEarlierProcess() throws Exception {
    try (DatagramChannel exporter = DatagramChannel.open()) {
      run(source -> send(exporter, source, FlowDatagrams.ipfixTemplate()));
      run(source -> send(exporter, source, FlowDatagrams.ipfixData(1)));
    }
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void keepsApartTheTemplatesOfTwoConnectionsOfAnExporter() throws Exception {
    try (Spool spool = spool(LONG);
        Collector collector = collector(spool)) {
      SourceSpool kept = collector.flowSpool("edge");
      Sender first = new Sender(IpAddress.parse("192.0.2.1"), 4739, true);
      Sender second = new Sender(IpAddress.parse("192.0.2.1"), 4740, true);
      kept.boundary(first, 1);
      kept.append(first, 1, FlowDatagrams.ipfixTemplate());
      kept.append(second, 2, FlowDatagrams.ipfixData(1));
      kept.append(first, 3, FlowDatagrams.ipfixData(2));
      kept.boundary(first, 4);
      kept.append(first, 5, FlowDatagrams.ipfixData(3));
      collector.tally(kept);
      collector.start();
    }
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void keepsDataForATemplateThatComesToALaterProcess() throws Exception {
    try (DatagramChannel exporter = DatagramChannel.open()) {
      run(source -> send(exporter, source, FlowDatagrams.ipfixData(1)));
      assertThat(rows()).isZero();
      assertThat(lake.inputs().getFirst().counts().rejected()).isEmpty();
      run(source -> send(exporter, source, FlowDatagrams.ipfixTemplate()));
    }
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void publishesASegmentOnceThoughItIsStillThereAfterAKill() throws Exception {
    try (Spool spool = spool(LONG)) {
      SourceSpool left = spool.source("edge", "flow-datagrams");
      left.append(null, 1, FlowDatagrams.ipfixTemplate());
      left.append(null, 2, FlowDatagrams.ipfixData(1));
    }
    Path open = files(".open").getFirst();
    byte[] content = Files.readAllBytes(open);
    run(source -> {});
    assertThat(rows()).isEqualTo(1);

    // As if the process had been killed after the commit and before the segment was deleted.
    Files.write(open, content);
    run(source -> send(source, FlowDatagrams.ipfixData(2)));
    assertThat(rows()).as("without a sender the later one has no template").isEqualTo(1);
    assertThat(segments()).isEmpty();
    assertThat(lake.inputs()).hasSize(2);
  }

  @Test
  void publishesWhatWasLeftOfASourceThatIsNoLongerListenedTo() throws Exception {
    try (Spool spool = spool(LONG)) {
      spool.source("gone", "flow-datagrams").append(null, 1, FlowDatagrams.version5(0, 7));
    }
    run(source -> {});
    assertThat(rows()).isEqualTo(7);
    assertThat(lake.inputs().getFirst().input().source()).isEqualTo("gone");
  }

  @Test
  void setsAsideWhatNobodyDecodes() throws Exception {
    try (Spool spool = spool(LONG)) {
      spool.source("edge", "smoke-signals").append(null, 1, ByteBuffer.wrap(new byte[9]));
    }
    run(source -> send(source, FlowDatagrams.version5(0, 7)));
    assertThat(rows()).isEqualTo(7);
    assertThat(folder.resolve("quarantine/segments")).isNotEmptyDirectory();
  }

  @Test
  void countsSegmentsThatAreSetAside() throws Exception {
    try (Spool spool = spool(LONG)) {
      spool.source("edge", "smoke-signals").append(null, 1, ByteBuffer.wrap(new byte[9]));
      spool.sources().getFirst().closeOlderThan(Duration.ZERO);
      try (Collector collector = collector(spool)) {
        SourceTally tally = collector.tally(spool.sources().getFirst());
        collector.start();
        await(() -> tally.counts().failedFiles() == 1);
      }
    }
  }

  @Test
  void rejectsTheWildTimesOfAnExporterAndNoOthers() throws Exception {
    Sender wild = new Sender(IpAddress.parse("192.0.2.66"), 4739);
    List<TelemetryRecord> records = new ArrayList<>();
    try (Spool spool = spool(LONG)) {
      SourceSpool kept = spool.source("edge", "flow-datagrams");
      kept.append(wild, 1, FlowDatagrams.ipfixTemplate());
      for (int hour = 0; hour < HourLimit.MOST_OF_EXPORTER + 200; hour++) {
        kept.append(wild, 2, FlowDatagrams.ipfixData(hour, hour));
      }
      long now = (FlowDatagrams.BEGIN_SECONDS - 10_000 * 3600L) * 1_000_000;
      kept.append(wild, now, FlowDatagrams.ipfixData(1, 10_000));
      kept.append(null, 3, FlowDatagrams.version5(0, 30));
      kept.closeOlderThan(Duration.ZERO);
      MessageDecoder decoder =
          Collector.flowDatagrams(ExporterSettings.DEFAULT).newDecoder().create(null);
      SegmentDecoding decoding =
          new SegmentDecoding(
              Objects.requireNonNull(kept.oldest()), decoder, new SharedFlows(), records::add);
      decoding.run();
      assertThat(decoding.counter().rejectedByReason()).isEqualTo(Map.of("bad time", 200L));
    }
    assertThat(records).hasSize(HourLimit.MOST_OF_EXPORTER + 1 + 30);
  }

  @Test
  void countsWhatIsTornOffAtTheEndOfASegment() throws Exception {
    try (Spool spool = spool(LONG)) {
      SourceSpool left = spool.source("edge", "flow-datagrams");
      left.append(null, 1, FlowDatagrams.version5(0, 7));
      left.append(null, 2, FlowDatagrams.version5(7, 7));
    }
    Path open = files(".open").getFirst();
    byte[] content = Files.readAllBytes(open);
    Files.write(open, Arrays.copyOf(content, content.length - 3));
    run(source -> {});
    assertThat(rows()).isEqualTo(7);
    assertThat(lake.inputs().getFirst().counts().rejected()).containsEntry("truncated", 1L);
  }

  @Test
  void keepsRejectedMessagesUntilAProgramUnderstandsThem() throws Exception {
    run(source -> {
      send(source, FlowDatagrams.version5(0, 30));
      send(source, FlowDatagrams.version5(30, 3).putShort(0, (short) 77));
    });
    assertThat(rows()).isEqualTo(30);
    Quarantine quarantine = new Quarantine(folder.resolve("quarantine"));
    QuarantineEntry entry = quarantine.entries().getFirst();
    assertThat(entry.form()).isEqualTo(QuarantineEntry.Form.PIECES);
    assertThat(entry.pieces()).isEqualTo(1);

    MessageKind today = Collector.flowDatagrams(ExporterSettings.DEFAULT);
    assertThat(retry(quarantine, entry, today)).isInstanceOf(IngestOutcome.NothingUsable.class);
    assertThat(quarantine.entries()).extracting(QuarantineEntry::sha256).hasSize(1);

    MessageKind tomorrow =
        new MessageKind(
            today.name(),
            state -> {
              MessageDecoder decoder = today.newDecoder().create(state);
              return (message, sink) -> decoder.decode(asVersion5(message), sink);
            });
    assertThat(retry(quarantine, entry, tomorrow)).isInstanceOf(IngestOutcome.Ingested.class);
    assertThat(rows()).isEqualTo(33);
    assertThat(quarantine.entries()).isEmpty();
    assertThat(lake.inputs())
        .allSatisfy(input -> assertThat(input.input().source()).isEqualTo("edge"));
  }

  private IngestOutcome retry(Quarantine quarantine, QuarantineEntry entry, MessageKind kind)
      throws IOException {
    return new QuarantineRetry(
            lake, quarantine, QuarantineRetry.Corrections.NONE, List.of(SegmentFormat.of(kind)))
        .retry(entry);
  }

  private static SpooledMessage asVersion5(SpooledMessage message) {
    byte[] bytes =
        Arrays.copyOfRange(message.bytes(), message.offset(), message.offset() + message.length());
    bytes[1] = 5;
    return new SpooledMessage(
        message.sender(),
        message.receivedMicros(),
        bytes,
        0,
        bytes.length,
        message.segmentOffset(),
        false);
  }

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
      SourceTable table = new SourceTable(folder.resolve("sources.csv"));
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
      SourceTable table = new SourceTable(folder.resolve("sources.csv"));
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

  /** What a test does with a source. */
  private interface Use {
    void with(UdpSource source) throws Exception;
  }

  /** Runs a collector from start to end. */
  private void run(Use use) throws Exception {
    try (Spool spool = spool(LONG);
        Collector collector = collector(spool)) {
      UdpSource source = collector.addFlows("edge", loopback());
      collector.start();
      use.with(source);
    }
  }

  private Collector collector(Spool spool) {
    return new Collector(
        lake,
        spool,
        new Quarantine(folder.resolve("quarantine")),
        List.of(Collector.flowDatagrams(ExporterSettings.DEFAULT)),
        InstantSource.system());
  }

  private Spool spool(Duration age) throws IOException {
    SpoolSettings settings = SpoolSettings.in(folder.resolve("spool"));
    return Spool.open(settings.withSegments(1 << 20, age), InstantSource.system());
  }

  private static UdpSettings loopback() {
    return UdpSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  private static void send(UdpSource source, ByteBuffer datagram) throws IOException {
    try (DatagramChannel exporter = DatagramChannel.open()) {
      send(exporter, source, datagram);
    }
  }

  private static void send(DatagramChannel exporter, UdpSource source, ByteBuffer datagram)
      throws IOException {
    exporter.send(datagram, new InetSocketAddress(InetAddress.getLoopbackAddress(), source.port()));
  }

  private long rows() {
    return lake.scan(ScanRequest.of(FlowColumns.TABLE)).rows();
  }

  private List<Path> segments() throws IOException {
    return files(".segment");
  }

  private List<Path> files(String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("spool"))) {
      return files.filter(file -> file.toString().endsWith(suffix)).toList();
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("gave up waiting").isLessThan(until);
      Thread.sleep(10);
    }
  }
}
