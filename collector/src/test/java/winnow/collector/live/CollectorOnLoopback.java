// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.io.TempDir;
import winnow.collector.Quarantine;
import winnow.collector.spool.Spool;
import winnow.collector.spool.SpoolSettings;
import winnow.decode.exporter.ExporterSettings;
import winnow.lake.Lake;
import winnow.lake.ScanRequest;
import winnow.schema.column.FlowColumns;

/** A lake, and collectors that run for it and listen on loopback. */
abstract class CollectorOnLoopback {
  static final Duration LONG = Duration.ofMinutes(10);

  @TempDir Path folder;
  Lake lake;

  @BeforeEach
  void openLake() {
    lake = Lake.open(folder.resolve("lake"));
  }

  @AfterEach
  void closeLake() {
    lake.close();
  }

  /** What a test does with a source. */
  interface Use {
    void with(UdpSource source) throws Exception;
  }

  /** Runs a collector from start to end. */
  void run(Use use) throws Exception {
    try (Spool spool = spool(LONG);
        Collector collector = collector(spool)) {
      UdpSource source = collector.addFlows("edge", loopback());
      collector.start();
      use.with(source);
    }
  }

  Collector collector(Spool spool) {
    return new Collector(
        lake,
        spool,
        new Quarantine(folder.resolve("quarantine")),
        List.of(Collector.flowDatagrams(ExporterSettings.DEFAULT)),
        InstantSource.system());
  }

  Spool spool(Duration age) throws IOException {
    SpoolSettings settings = SpoolSettings.in(folder.resolve("spool"));
    return Spool.open(settings.withSegments(1 << 20, age), InstantSource.system());
  }

  static UdpSettings loopback() {
    return UdpSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  static void send(UdpSource source, ByteBuffer datagram) throws IOException {
    try (DatagramChannel exporter = DatagramChannel.open()) {
      send(exporter, source, datagram);
    }
  }

  static void send(DatagramChannel exporter, UdpSource source, ByteBuffer datagram)
      throws IOException {
    exporter.send(datagram, new InetSocketAddress(InetAddress.getLoopbackAddress(), source.port()));
  }

  long rows() {
    return lake.scan(ScanRequest.of(FlowColumns.TABLE)).rows();
  }

  List<Path> segments() throws IOException {
    return files(".segment");
  }

  List<Path> files(String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("spool"))) {
      return files.filter(file -> file.toString().endsWith(suffix)).toList();
    }
  }

  static void await(BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("gave up waiting").isLessThan(until);
      Thread.sleep(10);
    }
  }
}
