// SPDX-License-Identifier: Apache-2.0
package winnow.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(SampleServerExtension.class)
class TelemetryRoutesTest {
  private static final String WHOLE_DAY = "/neighbours?limit=1000&minutes=1440";

  private final Client client;

  TelemetryRoutesTest(Client client) {
    this.client = client;
  }

  @Test
  void neighboursOfAFlowAreBetweenItsTwoAddresses() {
    JsonNode finding = client.json("/findings/sample-flow-1/2");
    JsonNode around = client.json("/findings/sample-flow-1/2" + WHOLE_DAY);
    int source = column(around, "src_addr");
    int destination = column(around, "dst_addr");
    List<String> sides =
        List.of(finding.path("entity").asString(), finding.path("peer").asString());
    assertThat(around.path("rows").size()).isGreaterThan(3);
    for (JsonNode row : around.path("rows")) {
      assertThat(List.of(row.get(source).asString(), row.get(destination).asString()))
          .containsExactlyInAnyOrderElementsOf(sides);
    }
    assertThat(times(around)).isSorted();
  }

  @ParameterizedTest
  @CsvSource({"sample-flow-1,2", "sample-dns-1,1", "sample-dns-1,3", "sample-http-1,5"})
  void theRowItselfIsAmongItsNeighbours(String run, int rank) {
    String path = "/findings/" + run + "/" + rank;
    JsonNode around = client.json(path + "/neighbours?minutes=1");
    assertThat(times(around)).contains(client.json(path).path("time").asString());
  }

  @Test
  void neighboursOfADnsQueryHaveItsClientAndItsDomain() {
    JsonNode around = client.json("/findings/sample-dns-1/12" + WHOLE_DAY);
    assertThat(around.path("about").asString())
        .isEqualTo("queries of 10.0.0.13 for example.org and names below it");
    assertThat(around.path("rows").size()).isGreaterThan(10);
    for (JsonNode row : around.path("rows")) {
      assertThat(row.get(column(around, "client_addr")).asString()).isEqualTo("10.0.0.13");
      assertThat(row.get(column(around, "query")).asString()).endsWith(".example.org");
    }
  }

  @Test
  void neighboursSayWhenThereAreMore() {
    JsonNode some = client.json("/findings/sample-dns-1/12/neighbours?minutes=1440&limit=2");
    assertThat(some.path("rows").size()).isEqualTo(2);
    assertThat(some.path("truncated").asBoolean()).isTrue();
    assertThat(client.json("/findings/sample-dns-1/12" + WHOLE_DAY).path("truncated").asBoolean())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({"sample-dns-1,12", "sample-flow-1,40", "sample-http-1,10"})
  void ofManyNeighboursThoseNearestInTimeAreShown(String run, int rank) {
    String path = "/findings/" + run + "/" + rank;
    String time = client.json(path).path("time").asString();
    Instant at = Instant.parse(time);
    List<String> nearest =
        times(client.json(path + WHOLE_DAY)).stream()
            .sorted(Comparator.comparing(other -> Duration.between(at, Instant.parse(other)).abs()))
            .limit(4)
            .sorted()
            .toList();
    List<String> shown = times(client.json(path + "/neighbours?minutes=1440&limit=4"));
    assertThat(shown).isEqualTo(nearest).contains(time).hasSize(4);
  }

  @Test
  void theSummaryCountsEveryRowOnce() {
    JsonNode summary = client.json("/ingest-summary");
    assertThat(summary.path("series").findValuesAsString("kind"))
        .containsExactly("flow", "dns", "http");
    List<Integer> expected =
        List.of(2 * SampleLake.RECORDS, SampleLake.RECORDS, SampleLake.RECORDS);
    for (int i = 0; i < 3; i++) {
      JsonNode series = summary.path("series").get(i);
      assertThat(series.path("total").asInt()).isEqualTo(expected.get(i));
      int sum = 0;
      for (JsonNode rows : series.path("rows")) {
        sum += rows.asInt();
      }
      assertThat(sum).isEqualTo(expected.get(i));
      assertThat(series.path("rows").size()).isEqualTo(summary.path("times").size());
    }
  }

  @Test
  void theSummaryOfAPartAddsUpToTheWhole() {
    String part = "/ingest-summary?kind=flow&step=3600";
    long morning = total(part + "&from=2026-03-02T00:00:00Z&to=2026-03-02T12:00:00Z");
    long evening = total(part + "&from=2026-03-02T12:00:00Z&to=2026-03-03T00:00:00Z");
    assertThat(morning).isPositive();
    assertThat(evening).isPositive();
    assertThat(morning + evening).isEqualTo(SampleLake.RECORDS);
  }

  @Test
  void theSummaryStartsItsBucketsAtMultiplesOfTheStep() {
    JsonNode summary =
        client.json("/ingest-summary?from=2026-03-02T08:10:01Z&to=2026-03-02T09:59:00Z&step=3600");
    assertThat(summary.path("from").asString()).isEqualTo("2026-03-02T08:00:00Z");
    assertThat(summary.path("to").asString()).isEqualTo("2026-03-02T10:00:00Z");
    assertThat(summary.path("times").size()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "step=1|step 1 makes",
        "step=1&from=0001-01-01T00:00:00Z&to=9999-12-31T00:00:00Z|more than 5000",
        "from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z|from is after parameter to",
        "from=noon|parameter from is \"noon\"",
        "from=-0001-01-01T00:00:00Z|from is \"-0001-01-01T00:00:00Z\"",
        "step=0|step is \"0\""
      })
  void theSummaryHasLimits(String query, String detail) {
    HttpResponse<String> answer = client.api("/ingest-summary?" + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(Client.parse(answer).path("detail").asString()).contains(detail);
  }

  @Test
  void inputsSayWhatBecameOfTheirRecords() {
    JsonNode input = client.json("/inputs?limit=1").path("inputs").get(0);
    assertThat(input.path("name").asString()).isEqualTo("capture\u202e<b>gnp.pcap");
    assertThat(input.path("read").asLong()).isEqualTo(3L * SampleLake.RECORDS + 12 + 1185);
    assertThat(input.path("accepted").path("dns").asInt()).isEqualTo(SampleLake.RECORDS);
    assertThat(input.path("rejected").path("TRUNCATED").asInt()).isEqualTo(12);
    assertThat(input.path("skipped").path("NOT_IP").asInt()).isEqualTo(1185);
  }

  @Test
  void aRunShowsItsManifest() {
    JsonNode run = client.json("/runs/sample-flow-1");
    assertThat(run.path("manifest").path("settings").path("seed").asInt()).isEqualTo(42);
    assertThat(run.path("digest").asString()).hasSize(64);
    assertThat(client.json("/runs").path("total").asInt()).isEqualTo(6);
  }

  private long total(String request) {
    return client.json(request).path("series").get(0).path("total").asLong();
  }

  private static List<String> times(JsonNode around) {
    int time = column(around, "event_time");
    return around.path("rows").valueStream().map(row -> row.get(time).asString()).toList();
  }

  private static int column(JsonNode around, String name) {
    return around.path("columns").findValuesAsString("name").indexOf(name);
  }
}
