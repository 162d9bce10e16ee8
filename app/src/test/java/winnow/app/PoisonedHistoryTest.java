// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on what is learnt, from traffic to ranks: a day shows twenty of some 150 hosts. */
@Tag("long")
class PoisonedHistoryTest {
  private static final int BUDGET = 20;

  @TempDir static Path folder;
  private static final Map<String, Integer> RANKS = new HashMap<>();

  @BeforeAll
  static void judge() throws IOException {
    Path data = folder.resolve("data");
    run("synth --scenario poisoned --seed 201 --hosts 150 --days 18 --out " + data);
    String ingest = "ingest --lake " + folder.resolve("lake") + " ";
    run(ingest + data.resolve("flow") + " " + data.resolve("proxy"));
    run(ingest + "--kinds dns " + data.resolve("dns"));
    Files.copy(data.resolve("labels.csv"), folder.resolve("labels.csv"));
    List<String> lines = run("evaluate --methods cases --campaigns " + folder).lines();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      String rank = cells[cells.length - 1];
      RANKS.put(cells[1], rank.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(rank));
    }
  }

  @Test
  void anActIsNoMoreOrdinaryTheMoreOftenItIsRepeated() {
    for (String act : List.of("logon", "upload", "call")) {
      for (int times = 10; times <= 10_000; times *= 10) {
        assertThat(rank(act + "-times-" + times))
            .as("%s, %d times", act, times)
            .isLessThanOrEqualTo(Math.min(BUDGET, rank(act + "-times-1")));
      }
    }
  }

  @Test
  void whatGrowsOutOfATrickleInTheHistoryIsFoundOnSomeDayOfIt() {
    Map<String, Integer> best = new TreeMap<>();
    RANKS.forEach((name, rank) -> {
      if (name.contains("-grown.")) {
        best.merge(name.substring(0, name.indexOf('.')), rank, Math::min);
      }
    });
    assertThat(best).hasSize(8);
    assertThat(best.values()).allMatch(rank -> rank <= BUDGET);
  }

  @Test
  void whatGrewIsFoundAtItsHeightAsWhatIsFresh() {
    for (String kind : List.of("dns-tunnel", "lateral-movement", "scan", "dga", "exfiltration")) {
      String last =
          RANKS.keySet().stream()
              .filter(name -> name.startsWith(kind + "-grown."))
              .max(Comparator.naturalOrder())
              .orElseThrow();
      assertThat(rank(kind + "-fresh")).as(kind + "-fresh").isLessThanOrEqualTo(BUDGET);
      assertThat(rank(last)).as(last).isLessThanOrEqualTo(BUDGET);
    }
  }

  private static int rank(String campaign) {
    return requireNonNull(RANKS.get(campaign), campaign);
  }

  private static Ran run(String command) {
    Ran ran = Ran.of(command.split(" "));
    assertThat(ran.exitCode()).as(command + ": " + ran.err()).isZero();
    return ran;
  }
}
