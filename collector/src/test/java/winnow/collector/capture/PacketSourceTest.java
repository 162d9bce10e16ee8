// SPDX-License-Identifier: Apache-2.0
package winnow.collector.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.collector.Quarantine;
import winnow.collector.live.Collector;
import winnow.collector.live.SourceStatus;
import winnow.collector.spool.SourceSpool;
import winnow.collector.spool.Spool;
import winnow.collector.spool.SpoolSettings;
import winnow.lake.Lake;
import winnow.lake.ScanRequest;
import winnow.schema.TelemetryKind;
import winnow.schema.column.FlowColumns;
import winnow.schema.column.HttpColumns;

/** Skipped, saying why, where there is no libpcap or no permission. */
class PacketSourceTest {
  private static final int REQUESTS = 20;
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

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
  void bringsWhatPassesTheInterfaceIntoTheLake() throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(204, -1);
          }
        });
    server.start();
    int port = server.getAddress().getPort();
    CaptureSettings settings = new CaptureSettings("lo", "tcp and port " + port, 2048);
    try (Spool spool = spool();
        Collector collector = collector(spool)) {
      PacketSource source = add(collector, spool, settings);
      start(collector);
      assertThat(source.endpoint()).isEqualTo("interface lo: tcp and port " + port);
      request(port);
      SourceStatus status = collector.statuses().getFirst();
      assertThat(status.lostMessages()).isZero();
      assertThat(status.trouble()).isNull();
    } finally {
      server.stop(0);
    }
    assertThat(lake.scan(ScanRequest.of(HttpColumns.TABLE)).rows()).isEqualTo(REQUESTS);
    assertThat(lake.scan(ScanRequest.of(FlowColumns.TABLE)).rows()).isPositive();
    assertThat(lake.inputs())
        .allSatisfy(entry -> assertThat(entry.input().format()).isEqualTo("packets"))
        .allSatisfy(entry -> assertThat(entry.input().source()).isEqualTo("lan"))
        .allSatisfy(entry -> assertThat(entry.counts().rejected()).isEmpty());
  }

  @Test
  void saysThatThereIsNoSuchInterface() throws Exception {
    try (Spool spool = spool();
        Collector collector = collector(spool)) {
      add(collector, spool, CaptureSettings.of("none77"));
      assertThatThrownBy(collector::start)
          .isInstanceOf(CaptureUnavailableException.class)
          .hasMessageStartingWith("cannot capture packets");
    }
  }

  private static void request(int port) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/page"))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < REQUESTS; i++) {
        client.send(request, HttpResponse.BodyHandlers.discarding());
      }
    }
  }

  private static void start(Collector collector) throws IOException {
    try {
      collector.start();
    } catch (CaptureUnavailableException e) {
      abort(String.valueOf(e.getMessage()));
    }
  }

  private static PacketSource add(Collector collector, Spool spool, CaptureSettings settings)
      throws IOException {
    SourceSpool kept = spool.source("lan", PacketMessages.NAME);
    PacketSource source = new PacketSource(collector.tally(kept), kept, settings);
    collector.add(source);
    return source;
  }

  private Collector collector(Spool spool) {
    return new Collector(
        lake,
        spool,
        new Quarantine(folder.resolve("quarantine")),
        List.of(PacketMessages.kind(EnumSet.allOf(TelemetryKind.class))),
        InstantSource.system());
  }

  /** Segments end in the middle of the traffic. */
  private Spool spool() throws IOException {
    SpoolSettings settings = SpoolSettings.in(folder.resolve("spool"));
    return Spool.open(settings.withSegments(8192, Duration.ofMillis(50)), InstantSource.system());
  }
}
