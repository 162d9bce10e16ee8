// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import winnow.collector.IngestOutcome;
import winnow.collector.Quarantine;
import winnow.collector.QuarantineEntry;
import winnow.collector.QuarantineRetry;
import winnow.collector.spool.Sender;
import winnow.collector.spool.SourceSpool;
import winnow.collector.spool.Spool;
import winnow.collector.spool.SpoolSettings;
import winnow.collector.spool.SpooledMessage;
import winnow.collector.status.StatusServer;
import winnow.decode.exporter.ExporterSettings;
import winnow.lake.DataFileInfo;
import winnow.lake.ScanRequest;
import winnow.lake.catalog.LedgerEntry;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryRecord;
import winnow.schema.column.FlowColumns;

class CollectorTest extends CollectorOnLoopback {
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
              "source edge: cannot listen on udp 127.0.0.1:" + address.getPort())
          .hasMessageEndingWith("'winnow doctor --port " + address.getPort() + "' tells why");
    }
  }

  @Test
  void blamesNoOtherProcessForAnAddressThatIsOfAnotherMachine() throws Exception {
    int port;
    try (DatagramChannel free = DatagramChannel.open().bind(loopback().address())) {
      port = ((InetSocketAddress) free.getLocalAddress()).getPort();
    }
    InetSocketAddress elsewhere = new InetSocketAddress("192.0.2.1", port);
    try (Spool spool = spool(LONG);
        Collector collector = collector(spool)) {
      collector.addFlows("edge", UdpSettings.at(elsewhere));
      assertThatThrownBy(collector::start)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("source edge: cannot listen on udp 192.0.2.1:" + port + ": ")
          .hasMessageNotContaining("doctor");
      assertThatThrownBy(() -> StatusServer.start(elsewhere, collector))
          .hasMessageStartingWith("metrics: cannot listen on tcp 192.0.2.1:" + port + ": ")
          .hasMessageNotContaining("doctor");
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
  void holdsLittleForManySenders() throws Exception {
    int senders = 200_000;
    try (Spool spool =
        Spool.open(
            SpoolSettings.in(folder.resolve("spool")).withSegments(64 << 20, LONG),
            InstantSource.system())) {
      SourceSpool kept = spool.source("edge", "flow-datagrams");
      for (int i = 0; i < senders; i++) {
        kept.append(new Sender(IpAddress.ofIpv4(i), 2055), i, ByteBuffer.allocate(0));
      }
      kept.closeOlderThan(Duration.ZERO);
      MessageDecoder decoder =
          Collector.flowDatagrams(ExporterSettings.DEFAULT).newDecoder().create(null);
      SegmentDecoding decoding =
          new SegmentDecoding(
              Objects.requireNonNull(kept.oldest()), decoder, new SharedFlows(), record -> {});
      long before = liveBytes();
      decoding.run();
      long after = liveBytes();
      assertThat(after - before).isLessThan(10_000_000);
      assertThat(decoding.counter().rejected()).isEqualTo(senders);
    }
  }

  private static long liveBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
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
    assertThat(Files.readString(quarantine.samples(entry)))
        .as("the piece is the message, without what the spool puts around it")
        .contains(",\"\\x00M\\x00\\x03");

    MessageKind today = Collector.flowDatagrams(ExporterSettings.DEFAULT);
    assertThat(retry(quarantine, entry, today)).isInstanceOf(IngestOutcome.NothingUsable.class);
    assertThat(quarantine.entries()).extracting(QuarantineEntry::sha256).hasSize(1);

    assertThat(retry(quarantine, entry, tomorrow())).isInstanceOf(IngestOutcome.Ingested.class);
    assertThat(rows()).isEqualTo(33);
    assertThat(quarantine.entries()).isEmpty();
    assertThat(lake.inputs())
        .allSatisfy(input -> assertThat(input.input().source()).isEqualTo("edge"));
  }

  @Test
  void keepsAllMessagesOfASegmentUntilAProgramUnderstandsThem() throws Exception {
    run(source -> send(source, FlowDatagrams.version5(30, 3).putShort(0, (short) 77)));
    Quarantine quarantine = new Quarantine(folder.resolve("quarantine"));
    QuarantineEntry entry = quarantine.entries().getFirst();
    MessageKind today = Collector.flowDatagrams(ExporterSettings.DEFAULT);

    assertThat(retry(quarantine, entry, today)).isInstanceOf(IngestOutcome.NothingUsable.class);
    assertThat(quarantine.entries()).containsExactly(entry);

    assertThat(retry(quarantine, entry, tomorrow())).isInstanceOf(IngestOutcome.Ingested.class);
    assertThat(rows()).isEqualTo(3);
    assertThat(quarantine.entries()).isEmpty();
  }

  private static MessageKind tomorrow() {
    MessageKind today = Collector.flowDatagrams(ExporterSettings.DEFAULT);
    return new MessageKind(
        today.name(),
        state -> {
          MessageDecoder decoder = today.newDecoder().create(state);
          return (message, sink) -> decoder.decode(asVersion5(message), sink);
        });
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
}
