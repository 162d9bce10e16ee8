// SPDX-License-Identifier: Apache-2.0
package winnow.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import winnow.lake.Lake;
import winnow.server.api.HostContext;

@ExtendWith(SampleServerExtension.class)
class StatusRoutesTest {
  private final Client client;

  StatusRoutesTest(Client client) {
    this.client = client;
  }

  @Test
  void countsWhatTheLakeHasAndWhatWasAnswered() {
    client.get("/nowhere");
    Map<String, Long> metrics = metrics(client);

    assertThat(metrics.get("winnow_lake_rows{table=\"flow\"}"))
        .isEqualTo(client.json("/ingest-summary?kind=flow").at("/series/0/total").asLong())
        .isPositive();
    assertThat(metrics.get("winnow_lake_inputs"))
        .isEqualTo(client.json("/inputs").path("total").asLong());
    assertThat(metrics.get("winnow_lake_runs"))
        .isEqualTo(client.json("/runs").path("total").asLong())
        .isPositive();
    assertThat(metrics).containsKey("winnow_last_ingest_timestamp_seconds");
    assertThat(metrics.get("winnow_http_requests_total{status=\"4xx\"}")).isPositive();
  }

  @Test
  void countsEveryAnswerRefusedOnesToo() {
    String refused = "winnow_http_requests_total{status=\"4xx\"}";
    long before = metrics(client).getOrDefault(refused, 0L);
    assertThat(client.get("/api/v1/days", "Origin", "http://evil.example").statusCode())
        .isEqualTo(403);
    assertThat(metrics(client).get(refused)).isGreaterThan(before);
  }

  @Test
  void saysThatItLivesAndIsReady() {
    HttpResponse<String> live = client.get("/health/live");
    assertThat(live.statusCode()).isEqualTo(200);
    assertThat(live.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    assertThat(client.get("/health/ready").body()).isEqualTo("ready\n");
  }

  @Test
  void answersForAnEmptyLakeAndSaysWhenItCannotBeRead(@TempDir Path folder) {
    Lake lake = Lake.open(folder);
    ServerSettings settings = ServerSettings.of("127.0.0.1", 0);
    try (Server server = new Server(settings, lake, HostContext.none(), "test")) {
      URI place = server.start();
      Client other = new Client(place);
      assertThat(metrics(other))
          .containsEntry("winnow_lake_rows{table=\"dns\"}", 0L)
          .containsEntry("winnow_lake_inputs", 0L)
          .doesNotContainKey("winnow_last_ingest_timestamp_seconds");
      lake.close();
      HttpResponse<String> ready = other.get("/health/ready");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body()).startsWith("the lake cannot be read: ");
      assertThat(other.get("/health/live").body()).isEqualTo("live\n");
    }
  }

  @Test
  void tellsHowItsCompanionIsDoing(@TempDir Path folder) {
    List<String> troubles = new CopyOnWriteArrayList<>();
    Companion companion = new Companion(() -> "winnow_spool_bytes 7\n", () -> troubles);
    ServerSettings settings = ServerSettings.of("127.0.0.1", 0);
    try (Lake lake = Lake.open(folder);
        Server server = new Server(settings, lake, HostContext.none(), "test", companion)) {
      Client other = new Client(server.start());
      assertThat(metrics(other)).containsEntry("winnow_spool_bytes", 7L);
      assertThat(other.get("/health/ready").body()).isEqualTo("ready\n");
      troubles.add("source edge: the spool is full");
      HttpResponse<String> ready = other.get("/health/ready");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body()).isEqualTo("source edge: the spool is full\n");
    }
  }

  private static Map<String, Long> metrics(Client client) {
    HttpResponse<String> response = client.get("/metrics");
    assertThat(response.statusCode()).isEqualTo(200);
    Function<String, String> name = line -> line.substring(0, line.lastIndexOf(' '));
    return Arrays.stream(response.body().split("\n"))
        .filter(line -> !line.startsWith("#"))
        .collect(
            Collectors.toMap(
                name, line -> Long.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
  }
}
