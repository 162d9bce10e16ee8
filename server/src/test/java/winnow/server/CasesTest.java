// SPDX-License-Identifier: Apache-2.0
package winnow.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(SampleServerExtension.class)
class CasesTest {
  private static final String DAY = "/cases?day=2026-03-02";

  private final Client client;

  CasesTest(Client client) {
    this.client = client;
  }

  @Test
  void listsTheDaysThatHaveCasesTheLatestFirst() {
    JsonNode days = client.json("/case-days").path("days");
    assertThat(days.findValuesAsString("day")).containsExactly("2026-03-02", "2026-03-01");
    assertThat(days.findValuesAsString("run")).containsExactly("sample-cases-1", "sample-cases-0");
    assertThat(days.get(0).path("cases").asInt()).isEqualTo(SampleCases.CASES);
  }

  @Test
  void daysOfListsNameNoRunThatMakesCases() {
    assertThat(client.json("/days").findValuesAsString("method")).containsOnly("spot");
  }

  @Test
  void pagesCoverTheCasesOnceAndInOrder() {
    List<Integer> ranks = new ArrayList<>();
    for (int offset = 0; offset < SampleCases.CASES; offset += 30) {
      JsonNode page = client.json(DAY + "&limit=30&offset=" + offset);
      assertThat(page.path("total").asInt()).isEqualTo(SampleCases.CASES);
      assertThat(page.path("notable").asInt()).isEqualTo(SampleCases.NOTABLE);
      page.path("cases").forEach(found -> ranks.add(found.path("rank").asInt()));
    }
    assertThat(ranks).hasSize(SampleCases.CASES).isSorted().doesNotHaveDuplicates();
    assertThat(client.json(DAY + "&offset=2147483647&limit=1000").path("cases").size()).isZero();
  }

  @Test
  void aCaseIsShownWithItsPartsAndWhatIsKnownAboutItsAddresses() {
    JsonNode found = client.json("/cases/sample-cases-1/2");
    double sum = 0;
    for (JsonNode part : found.path("parts")) {
      sum += part.path("bits").asDouble();
    }
    assertThat(sum).isPositive().isEqualTo(found.path("score").asDouble());
    assertThat(found.path("host").asString()).isEqualTo("10.0.0.3");
    assertThat(found.path("hosts").path("10.0.0.3").path("name").asString())
        .isEqualTo("ws-finance-3");
    assertThat(found.path("explanation").path("evidence").size())
        .isPositive()
        .isEqualTo(found.path("rows").size());
    JsonNode peers = client.json("/cases/sample-cases-1/1").path("hosts");
    assertThat(peers.path("203.0.113.0").path("country").asString()).isEqualTo("NL");
  }

  @Test
  void everyWordOfASearchHasToOccurInWhateverCase() {
    JsonNode all = client.json(DAY + "&q=CALLED+sixty");
    assertThat(all.path("matched").asInt()).isZero();
    JsonNode some = client.json(DAY + "&q=CALLED+60");
    assertThat(some.path("matched").asInt()).isPositive().isLessThan(SampleCases.CASES);
    some.path("cases")
        .forEach(found ->
            assertThat(found.path("families").toString()).as("%s", found).contains("beacon"));
    assertThat(client.json(DAY + "&q=bits").path("matched").asInt()).as("names of keys").isZero();
    assertThat(client.json(DAY + "&q=10.0.0.71").path("matched").asInt()).isEqualTo(1);
  }

  @Test
  void familiesCountTheCasesThatTheirFilterFinds() {
    JsonNode families = client.json(DAY + "&limit=1").path("families");
    assertThat(families.size()).isGreaterThan(10);
    for (JsonNode family : families) {
      String only = DAY + "&limit=1&family=" + family.path("family").asString();
      assertThat(client.json(only).path("matched").asInt()).isEqualTo(family.path("cases").asInt());
    }
  }

  @Test
  void theRowsOfEvidenceAreThoseItNames() {
    JsonNode found = client.json("/cases/sample-cases-1/1");
    assertThat(found.path("rows").get(0).path("sql").asString())
        .startsWith("SELECT event_time, src_addr, ")
        .contains("dst_addr = '203.0.113.0'")
        .endsWith(" ORDER BY event_time");
    JsonNode rows = client.json("/cases/sample-cases-1/10/rows?evidence=1");
    assertThat(rows.path("kind").asString()).isEqualTo("http");
    for (int rank = 1; rank <= 13; rank++) {
      JsonNode one = client.json("/cases/sample-cases-1/" + rank);
      for (int i = 1; i <= one.path("rows").size(); i++) {
        JsonNode answer = client.json("/cases/sample-cases-1/" + rank + "/rows?evidence=" + i);
        assertThat(answer.path("about").asString())
            .isEqualTo(one.path("rows").get(i - 1).path("about").asString())
            .contains(one.path("host").asString());
      }
    }
  }

  @Test
  void aSearchIsTextAndNothingElse() {
    for (String text : List.of("'; DROP TABLE cases; --", "%", "_", ".*", "\\", "\"")) {
      String q = URLEncoder.encode(text, StandardCharsets.UTF_8);
      assertThat(client.api(DAY + "&q=" + q).statusCode()).as(text).isEqualTo(200);
    }
  }

  @Test
  void aHostIsFollowedOverTheDays() {
    JsonNode days = client.json("/cases/sample-cases-1/3/days").path("days");
    assertThat(days.findValuesAsString("day")).containsExactly("2026-03-01", "2026-03-02");
    assertThat(days.findValuesAsString("rank")).containsExactly("3", "3");
    assertThat(days.get(0).path("notable").asBoolean()).isFalse();
    assertThat(days.get(1).path("notable").asBoolean()).isTrue();
    JsonNode newcomer = client.json("/cases/sample-cases-1/9/days").path("days");
    assertThat(newcomer.get(0).path("rank").isNull()).isTrue();
    assertThat(newcomer.get(1).path("score").asDouble())
        .isEqualTo(client.json("/cases/sample-cases-1/9").path("score").asDouble());
  }
}
