// SPDX-License-Identifier: Apache-2.0
package winnow.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import winnow.casebook.Casebook;
import winnow.lake.Lake;

/** Suppressions and verdicts over HTTP, in a lake of their own; each test begins with none. */
class CasebookRoutesTest {
  private static final String FLOWS = "/findings?day=2026-03-02&kind=flow";
  private static final String CASES = "/cases?day=2026-03-02";

  @TempDir private static Path folder;
  private static Lake lake;
  private static Server server;
  private static Client client;

  @BeforeAll
  static void start() {
    lake = Lake.open(folder);
    SampleLake.fill(lake);
    server = new Server(ServerSettings.of("127.0.0.1", 0), lake, SampleLake.context(), "test");
    client = new Client(server.start());
  }

  @AfterAll
  static void stop() {
    server.close();
    lake.close();
  }

  @AfterEach
  void forget() throws IOException {
    Files.deleteIfExists(folder.resolve(Casebook.FILE));
  }

  @Test
  void aSuppressionHidesFindingsAtOnceAndTheListSaysSo() {
    JsonNode before = client.json(FLOWS + "&limit=1");
    String host = before.path("findings").get(0).path("entity").asString();
    assertThat(before.path("suppressed").path("rows").asInt()).isZero();
    JsonNode added = post("/suppressions", suppression("host", host));
    assertThat(added.path("state").asString()).isEqualTo("active");
    assertThat(added.path("scope").path("host").asString()).isEqualTo(host);

    JsonNode after = client.json(FLOWS + "&limit=1000");
    int hidden = after.path("suppressed").path("rows").asInt();
    assertThat(hidden).isPositive();
    assertThat(after.path("total")).isEqualTo(before.path("total"));
    assertThat(after.path("matched").asInt()).isEqualTo(before.path("matched").asInt() - hidden);
    assertThat(after.path("findings").findValuesAsString("entity")).doesNotContain(host);
    JsonNode by = after.path("suppressed").path("by").get(0);
    assertThat(by.path("rows").asInt()).isEqualTo(hidden);
    assertThat(by.path("scope").asString()).isEqualTo("host " + host);
    assertThat(by.path("reason").asString()).isEqualTo("known");

    JsonNode shown = client.json(FLOWS + "&limit=1&suppressed=show");
    assertThat(shown.path("matched")).isEqualTo(before.path("matched"));
    assertThat(shown.path("findings").get(0).path("suppressedBy").asInt()).isEqualTo(1);

    post("/suppressions/1/remove", "{\"reason\":\"too wide\"}");
    assertThat(client.json(FLOWS + "&limit=1")).isEqualTo(before);
    assertThat(client.json("/suppressions").path("suppressions").get(0).path("removed"))
        .isNotEmpty();
    assertThat(client.json("/audit").path("entries").findValuesAsString("action"))
        .containsExactly("add suppression", "remove suppression");
  }

  @Test
  void aSuppressionTakesEvidenceFromCases() {
    JsonNode before = client.json(CASES + "&limit=1000");
    String family = before.path("cases").get(0).path("families").get(0).asString();
    post("/suppressions", suppression("family", family));
    JsonNode after = client.json(CASES + "&limit=1000");
    assertThat(after.path("suppressed").path("lessened").asInt()).isPositive();
    List<Double> scores = new ArrayList<>();
    for (JsonNode one : after.path("cases")) {
      scores.add(-one.path("score").asDouble());
      for (JsonNode left : one.path("families")) {
        assertThat(left.asString()).isNotEqualTo(family);
      }
      double sum = 0;
      for (JsonNode part : one.path("parts")) {
        sum += part.path("bits").asDouble();
        assertThat(part.path("family").asString()).isNotEqualTo(family);
      }
      assertThat(sum).isEqualTo(one.path("score").asDouble());
    }
    assertThat(scores).isSorted();
    JsonNode detail = client.json("/cases/" + SampleCases.RUN + "/1");
    assertThat(detail.path("suppressedBy").get(0).asInt()).isEqualTo(1);
    boolean isMarked = false;
    for (JsonNode evidence : detail.path("explanation").path("evidence")) {
      isMarked |= evidence.path("suppressedBy").asInt(0) == 1;
    }
    assertThat(isMarked).isTrue();
    JsonNode all = client.json(CASES + "&limit=1000&suppressed=show");
    assertThat(all.path("cases").size()).isEqualTo(SampleCases.CASES);
    assertThat(all.path("cases").get(0).path("score"))
        .isEqualTo(before.path("cases").get(0).path("score"));
  }

  @Test
  void whatIfSaysWhatWouldBeLostAndAddsNothing() {
    String host = client.json(FLOWS).path("findings").get(2).path("entity").asString();
    post("/verdicts", "{\"run\":\"sample-flow-1\",\"rank\":3,\"verdict\":\"high\"}");
    JsonNode answer =
        post("/suppressions/what-if", "{\"scope\":{\"host\":\"" + host + "\"},\"days\":1}");
    assertThat(answer.path("alarming").asInt()).isPositive();
    assertThat(answer.path("lost").asInt()).isEqualTo(answer.path("losses").size()).isPositive();
    assertThat(faults("/suppressions/what-if", answer)).isEmpty();
    assertThat(client.json("/suppressions").path("suppressions")).isEmpty();
  }

  @Test
  void aVerdictIsShownWithItsRowUntilItIsWithdrawn() {
    String body = "{\"run\":\"%s\",\"rank\":2,\"author\":\"ann\"%s}";
    JsonNode set =
        post(
            "/verdicts", body.formatted(SampleCases.RUN, ",\"verdict\":\"medium\",\"note\":\"x\""));
    assertThat(set.path("verdicts").size()).isPositive();
    assertThat(faults("/verdicts", set)).isEmpty();
    assertThat(client.json(CASES).path("cases").get(1).path("verdict").asString())
        .isEqualTo("medium");
    JsonNode evidence =
        client.json("/cases/" + SampleCases.RUN + "/2").path("explanation").path("evidence").get(0);
    assertThat(evidence.path("verdict").asString()).isEqualTo("medium");
    post("/verdicts/withdraw", body.formatted(SampleCases.RUN, ""));
    assertThat(client.json(CASES).path("cases").get(1).path("verdict").isNull()).isTrue();
    assertThat(client.json("/verdicts").path("verdicts")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "400|/suppressions|{}|a suppression needs a host",
        "400|/suppressions|{\"scope\":{\"host\":\"x\"}}|reason is missing",
        "400|/suppressions|{\"scope\":{\"host\":\"x\"},\"reason\":\"y\",\"expires\":\"2020-01-01T00:00:00Z\"}|expected a time to come",
        "400|/suppressions|{\"scope\":{\"peer\":\"x\"},\"reason\":\"y\"}|unknown condition",
        "400|/suppressions|{\"hosts\":\"x\"}|the body cannot be read",
        "400|/suppressions|[|the body cannot be read",
        "400|/suppressions|{} {}|the body cannot be read",
        "400|/suppressions?x=1|{}|unknown parameter",
        "404|/suppressions/9/remove|{}|there is no suppression 9",
        "400|/suppressions/what-if|{\"scope\":{\"host\":\"x\"},\"days\":0}|days is 0",
        "404|/verdicts|{\"run\":\"nothing\",\"rank\":1,\"verdict\":\"low\"}|there is no run nothing",
        "404|/verdicts|{\"run\":\"sample-flow-1\",\"rank\":0,\"verdict\":\"low\"}|has no rank 0",
        "400|/verdicts|{\"run\":\"sample-flow-1\",\"rank\":1,\"verdict\":\"bad\"}|unknown importance",
        "400|/verdicts|{\"run\":\"sample-flow-1\",\"rank\":1}|verdict is missing",
        "400|/verdicts|null|expected a JSON object",
        "400|/verdicts|{\"run\":\"sample-flow-1\",\"rank\":1.7,\"verdict\":\"low\"}|the body cannot be read",
        "400|/verdicts|{\"run\":\"sample-flow-1\",\"rank\":\"1\",\"verdict\":\"low\"}|the body cannot be read",
        "400|/verdicts|{\"run\":\"sample-flow-1\",\"rank\":1,\"rank\":2,\"verdict\":\"low\"}|the body cannot be read",
      })
  void requestsThatMakeNoSenseSayWhy(int status, String path, String body, String why) {
    HttpResponse<String> answer = send(path, body, "application/json");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(Client.parse(answer).path("detail").asString()).contains(why);
  }

  @Test
  void noteOfAVerdictHasALimit() {
    String verdict = "{\"run\":\"sample-flow-1\",\"rank\":1,\"verdict\":\"low\",\"note\":\"%s\"}";
    HttpResponse<String> answer =
        send("/verdicts", verdict.formatted("x".repeat(2001)), "application/json");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("note is longer than 2000 characters");
    post("/verdicts", verdict.formatted("x".repeat(2000)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
  void whatAFormOfAnotherSiteCanSendIsRefused(String type) {
    HttpResponse<String> answer = send("/suppressions", suppression("host", "x"), type);
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(client.json("/suppressions").path("suppressions")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, https://evil.example",
    "Origin, null",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site"
  })
  void otherSitesCannotDecide(String header, String value) {
    HttpRequest request =
        request("/suppressions", suppression("host", "x"), "application/json")
            .header(header, value)
            .build();
    assertThat(client.send(request).statusCode()).isEqualTo(403);
    assertThat(client.json("/suppressions").path("suppressions")).isEmpty();
  }

  @Test
  void largeBodiesAreRefused() {
    String body = suppression("host", "x".repeat(100_000));
    assertThat(send("/suppressions", body, "application/json").statusCode()).isEqualTo(413);
  }

  private static List<String> faults(String path, JsonNode answer) {
    JsonNode document = client.json("/openapi.json");
    JsonNode response =
        document.path("paths").path(path).path("post").path("responses").path("200");
    JsonNode content = JsonShape.resolve(document, response).path("content");
    return new JsonShape(document).faults(content.path("application/json").path("schema"), answer);
  }

  private static String suppression(String name, String value) {
    return "{\"scope\":{\"" + name + "\":\"" + value + "\"},\"reason\":\"known\"}";
  }

  private static JsonNode post(String path, String body) {
    HttpResponse<String> answer = send(path, body, "application/json; charset=utf-8");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Client.parse(answer);
  }

  private static HttpResponse<String> send(String path, String body, String type) {
    return client.send(request(path, body, type).build());
  }

  private static HttpRequest.Builder request(String path, String body, String type) {
    return HttpRequest.newBuilder(client.base().resolve("/api/v1" + path))
        .header("Content-Type", type)
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }
}
