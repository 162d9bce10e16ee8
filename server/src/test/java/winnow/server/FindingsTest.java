// SPDX-License-Identifier: Apache-2.0
package winnow.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import winnow.schema.TelemetryKind;

@ExtendWith(SampleServerExtension.class)
class FindingsTest {
  private static final String FLOWS = "/findings?day=2026-03-02&kind=flow";
  private static final String DNS = "/findings?day=2026-03-02&kind=dns";

  private final Client client;

  FindingsTest(Client client) {
    this.client = client;
  }

  @Test
  void listsTheDaysTheLatestFirstWithTheirKinds() {
    JsonNode days = client.json("/days").path("days");
    assertThat(days.findValuesAsString("day")).containsExactly("2026-03-02", "2026-03-01");
    assertThat(days.get(0).path("lists").findValuesAsString("kind"))
        .containsExactly("flow", "dns", "http");
    assertThat(days.get(0).path("lists").get(0).path("findings").asInt())
        .isEqualTo(SampleLake.FLOW_FINDINGS);
    assertThat(days.get(0).path("lists").get(0).path("rows").asInt()).isEqualTo(SampleLake.RECORDS);
  }

  @Test
  void pagesCoverTheListOnceAndInOrder() {
    List<Integer> ranks = new ArrayList<>();
    for (int offset = 0; offset < SampleLake.FLOW_FINDINGS; offset += 70) {
      JsonNode page = client.json(FLOWS + "&limit=70&offset=" + offset);
      assertThat(page.path("total").asInt()).isEqualTo(SampleLake.FLOW_FINDINGS);
      page.path("findings").forEach(finding -> ranks.add(finding.path("rank").asInt()));
    }
    assertThat(ranks).hasSize(SampleLake.FLOW_FINDINGS).isSorted().doesNotHaveDuplicates();
    assertThat(ranks.getFirst()).isEqualTo(1);
  }

  @Test
  void aPagePastTheEndIsEmpty() {
    JsonNode page = client.json(FLOWS + "&offset=2147483647&limit=1000");
    assertThat(page.path("findings").size()).isZero();
    assertThat(page.path("matched").asInt()).isEqualTo(SampleLake.FLOW_FINDINGS);
  }

  @Test
  void hoursCountEveryMatchOnce() {
    int sum = 0;
    for (JsonNode hour : client.json(FLOWS + "&limit=1").path("hours")) {
      sum += hour.asInt();
    }
    assertThat(sum).isEqualTo(SampleLake.FLOW_FINDINGS);
  }

  @Test
  void entitiesWithTheMostFindingsComeFirst() {
    JsonNode entities = client.json(FLOWS + "&limit=1").path("entities");
    assertThat(entities.size()).isEqualTo(8);
    for (JsonNode entity : entities) {
      String only = FLOWS + "&limit=1&entity=" + entity.path("entity").asString();
      assertThat(client.json(only).path("matched").asLong())
          .isEqualTo(entity.path("findings").asLong())
          .isLessThanOrEqualTo(entities.get(0).path("findings").asLong());
    }
  }

  @Test
  void everyWordOfASearchHasToOccurInWhateverCase() {
    assertThat(client.json(DNS + "&q=EVIL").path("matched").asInt()).isEqualTo(1);
    assertThat(client.json(DNS + "&q=onerror+evil+10.0.0.2").path("matched").asInt()).isEqualTo(1);
    assertThat(client.json(DNS + "&q=onerror+nowhere").path("matched").asInt()).isZero();
  }

  @Test
  void aSearchLooksAtValuesAndNotAtTheNamesOfColumns() {
    assertThat(client.json(FLOWS + "&q=src_addr").path("matched").asInt()).isZero();
  }

  @Test
  void aSearchIsTextAndNothingElse() {
    for (String text : List.of("'; DROP TABLE flow; --", "%", "_", ".*", "\\", "\"")) {
      String q = URLEncoder.encode(text, StandardCharsets.UTF_8);
      assertThat(client.api(FLOWS + "&q=" + q).statusCode()).as(text).isEqualTo(200);
    }
    assertThat(client.json(FLOWS + "&q=%25").path("matched").asInt()).isZero();
  }

  @Test
  void anEntityIsFoundOnEitherSide() {
    JsonNode one = client.json(FLOWS + "&entity=10.0.0.2");
    assertThat(one.path("matched").asInt()).isPositive();
    one.path("findings")
        .forEach(f -> assertThat(f.path("entity").asString()).isEqualTo("10.0.0.2"));
    JsonNode peer = client.json(FLOWS + "&entity=203.0.113.1");
    assertThat(peer.path("matched").asInt()).isPositive();
    peer.path("findings")
        .forEach(f -> assertThat(f.path("peer").asString()).isEqualTo("203.0.113.1"));
  }

  @Test
  void numbersGetTheirRegisteredNames() {
    JsonNode flow = client.json("/findings/sample-flow-1/2").path("labels");
    assertThat(flow.path("protocol").asString()).isEqualTo("TCP");
    assertThat(flow.path("dst_port").asString()).isEqualTo("ssh");
    JsonNode dns = client.json("/findings/sample-dns-1/1").path("labels");
    assertThat(dns.path("qtype").asString()).isEqualTo("TXT");
    assertThat(dns.path("rcode").asString()).isEqualTo("NXDOMAIN");
  }

  @Test
  void addressesSayWhatIsKnownAboutThem() {
    JsonNode hosts = client.json("/findings/sample-flow-1/2").path("hosts");
    assertThat(hosts.path("10.0.0.3").path("name").asString()).isEqualTo("ws-finance-3");
    assertThat(hosts.path("203.0.113.1").path("country").asString()).isEqualTo("NL");
    assertThat(hosts.path("203.0.113.1").path("organisation").asString())
        .isEqualTo("Example Hosting");
    assertThat(hosts.path("10.0.0.3").path("internal").asBoolean()).isTrue();
    assertThat(hosts.path("203.0.113.1").path("internal").asBoolean()).isFalse();
  }

  @Test
  void namesOfStrangersArriveAsTheyWere() {
    for (int i = 0; i < SampleLake.NASTY_NAMES.size(); i++) {
      JsonNode finding = client.json("/findings/sample-dns-1/" + (i + 1));
      assertThat(finding.path("row").path("query").asString())
          .isEqualTo(SampleLake.NASTY_NAMES.get(i));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/findings?kind=flow|parameter day is missing",
        "/findings?day=2026-03-02|parameter kind is missing",
        "/findings?day=yesterday&kind=flow|parameter day is \"yesterday\": expected a day such as"
            + " 2026-03-01",
        "/findings?day=2026-03-02&kind=smtp|unknown kind \"smtp\": expected flow, dns or http",
        "/findings?day=2026-03-02&kind=flow&limit=1001|limit is \"1001\": expected a whole number"
            + " from 1 to 1000",
        "/findings?day=2026-03-02&kind=flow&offset=99999999999|offset is \"99999999999\": expected"
            + " a whole number from 0 to 2147483647",
        "/findings?day=2026-03-02&kind=flow&ofset=1|unknown parameter \"ofset\": expected day,"
            + " entity, kind, limit, offset, q, run, suppressed",
        "/findings?day=2026-03-02&kind=flow&kind=dns|parameter kind is given more than once",
        "/findings/sample-flow-1/0|rank is \"0\": expected a whole number from 1 to 2147483647",
        "/days?x=1|unknown parameter \"x\": expected none"
      })
  void saysWhatIsWrongWithARequest(String request, String detail) {
    HttpResponse<String> answer = client.api(request);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = Client.parse(answer);
    assertThat(problem.path("detail").asString()).isEqualTo(detail);
    assertThat(problem.path("status").asInt()).isEqualTo(400);
    assertThat(problem.path("title").asString()).isEqualTo("Bad Request");
  }

  @Test
  void saysWhatIsNotThere() {
    assertThat(detail(DNS.replace("2026-03-02", "2026-03-01")))
        .isEqualTo("no run has analysed dns of 2026-03-01");
    assertThat(detail("/findings/sample-flow-1/231"))
        .isEqualTo("run sample-flow-1 has no finding 231");
    assertThat(detail("/runs/x")).isEqualTo("there is no run x");
    assertThat(detail("/nowhere")).isEqualTo("there is no /api/v1/nowhere in the API");
  }

  @Test
  void aRunOfAnotherDayIsNotAnswered() {
    String run = SampleLake.run(TelemetryKind.DNS);
    assertThat(detail(FLOWS + "&run=" + run))
        .isEqualTo("there is no run " + run + " of flow of 2026-03-02");
  }

  private String detail(String request) {
    HttpResponse<String> answer = client.api(request);
    assertThat(answer.statusCode()).isEqualTo(404);
    return Client.parse(answer).path("detail").asString();
  }
}
