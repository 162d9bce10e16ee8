// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RankingTest {
  private static final LocalDate DAY = LocalDate.parse("2026-03-02");

  @Test
  void theFirstOfOthersTakeThePlacesOfTheLastOfTheFirst() {
    Ranking all = ranking("abcdefgh");
    assertThat(placed(all.reserving(List.of(ranking("gb"), ranking("hg")), 1, 4)))
        .isEqualTo("abghcdef");
    assertThat(placed(all.reserving(List.of(ranking("gb"), ranking("hg")), 2, 4)))
        .isEqualTo("abghcdef");
    assertThat(placed(all.reserving(List.of(ranking("gf")), 2, 4))).isEqualTo("abfgcdeh");
  }

  @Test
  void thoseThatAreAmongTheFirstAnywayChangeNothing() {
    Ranking all = ranking("abcdefgh");
    assertThat(placed(all.reserving(List.of(ranking("ca"), ranking("db")), 2, 4)))
        .isEqualTo("abcdefgh");
    assertThat(placed(all.reserving(List.of(), 2, 4))).isEqualTo("abcdefgh");
  }

  @Test
  void noMoreAreReservedThanThereArePlaces() {
    Ranking all = ranking("abcdefgh");
    assertThat(placed(all.reserving(List.of(ranking("hgf"), ranking("edc")), 3, 4)))
        .isEqualTo("deghabcf");
  }

  private static Ranking ranking(String hosts) {
    Map<String, Double> scores = new HashMap<>();
    for (int i = 0; i < hosts.length(); i++) {
      scores.put(hosts.substring(i, i + 1), (double) -i);
    }
    return Ranking.of("method", Map.of(DAY, scores));
  }

  private static String placed(Ranking ranking) {
    return String.join("", ranking.days().get(DAY));
  }
}
