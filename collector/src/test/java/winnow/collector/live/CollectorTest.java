// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.collector.Quarantine;
import winnow.collector.spool.Spool;
import winnow.collector.spool.SpoolSettings;
import winnow.decode.exporter.ExporterSettings;
import winnow.lake.Lake;
import winnow.lake.ScanRequest;
import winnow.lake.catalog.LedgerEntry;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryKind;
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
    try (DatagramChannel channel = DatagramChannel.open()) {
      channel.send(
          datagram, new InetSocketAddress(InetAddress.getLoopbackAddress(), source.port()));
    }
  }

  private long rows() {
    return lake.scan(ScanRequest.of(FlowColumns.TABLE)).rows();
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("spool"))) {
      return files.filter(file -> file.toString().endsWith(".segment")).toList();
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
