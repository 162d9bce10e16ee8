// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.app.option.ExitCode;
import winnow.casebook.Casebook;
import winnow.casebook.Scope;
import winnow.casebook.ShownCase;
import winnow.casebook.ShownCases;
import winnow.casebook.Suppression;
import winnow.casebook.Suppressions;
import winnow.schema.Case;

/** Commands that keep what people decide, on a real lake. */
class CasebookCommandsTest {
  @TempDir Path folder;

  @BeforeEach
  void makeLake() {
    ListedLake.make(folder);
  }

  @Test
  void whatIfPrintsWhatWouldBeLostAndAddsNothing() {
    Ran ran = run("suppress", "--what-if", "--family", "beacon");
    assertThat(ran.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(ran.lines())
        .containsExactly(
            "day,run,rank,effect,host,peer,verdict,sentence",
            "2026-03-05,cases-2026-03-05,1,drops,10.0.0.1,,,Case of 10.0.0.1",
            "2026-03-05,cases-2026-03-05,3,vanishes,10.0.0.3,,,Case of 10.0.0.3",
            "2026-03-04,cases-2026-03-04,1,drops,10.0.0.1,,,Case of 10.0.0.1",
            "2026-03-04,cases-2026-03-04,3,vanishes,10.0.0.3,,,Case of 10.0.0.3");
    assertThat(ran.err())
        .isEqualToNormalizingNewlines(
            "4 of 16 rows of the lists of the last 14 days would be lost; 2 cases would stay with less"
                + " evidence\n");
    assertThat(folder.resolve(Casebook.FILE)).doesNotExist();
  }

  @Test
  void whatIfFailsWhenSomethingImportantWouldBeLost() {
    assertThat(run("verdict", "set", "high", "spot-2026-03-04", "2", "--note", "it is").exitCode())
        .isEqualTo(ExitCode.OK);
    Ran ran = run("suppress", "add", "--what-if", "--network", "192.0.2.2/31", "--days", "2");
    assertThat(ran.exitCode()).isEqualTo(ExitCode.NOTHING_USABLE);
    assertThat(ran.lines())
        .contains(
            "2026-03-04,spot-2026-03-04,2,vanishes,10.0.0.2,192.0.2.2,high,10.0.0.2 dealt with"
                + " 192.0.2.2")
        .hasSize(5);
    assertThat(ran.err()).contains("winnow: warning: somebody called 1 of them high or medium");
    assertThat(run("suppress", "list").lines()).hasSize(1);
  }

  @Test
  void whatIsAddedIsListedUntilItIsRemovedAndKeptAfterwards() {
    Ran added =
        run(
            "suppress",
            "add",
            "--domain",
            "*.T.example",
            "--port",
            "443",
            "--expires",
            "30d",
            "--reason",
            "known",
            "--author",
            "ann");
    assertThat(added.lines()).containsExactly("1");
    assertThat(added.err()).contains("(domain *.t.example, port 443) hides 0 rows");
    assertThat(run("suppress", "list").lines().getLast())
        .startsWith("1,active,\"domain *.t.example, port 443\",2")
        .contains(",ann,known,");
    assertThat(run("suppress", "remove", "1", "--author", "bob").exitCode()).isZero();
    assertThat(run("suppress", "list").lines()).hasSize(1);
    assertThat(run("suppress", "list", "--all").lines().getLast()).contains("removed", ",bob,");
    assertThat(run("suppress", "remove", "1"))
        .extracting(Ran::exitCode, Ran::err)
        .containsExactly(
            ExitCode.USAGE,
            "winnow: suppression 1 was removed before, by bob" + System.lineSeparator());
    assertThat(run("audit").lines())
        .hasSize(3)
        .element(2)
        .asString()
        .contains(",bob,remove suppression,", "1: domain *.t.example, port 443, until ");
  }

  @Test
  void callsThatMakeNoSenseSayWhy() {
    Map<List<String>, String> calls = new HashMap<>();
    calls.put(List.of("suppress"), "say add, list or remove, or --what-if");
    calls.put(List.of("suppress", "--what-if"), "a suppression needs a host, network");
    calls.put(List.of("suppress", "add", "--host", "10.0.0.1"), "--reason is missing");
    calls.put(List.of("suppress", "add", "--domain", "*"), "not a domain: \"*\"");
    calls.put(
        List.of("suppress", "add", "--host", "x", "--reason", "y", "--expires", "soon"),
        "--expires soon: write 30d, 12h, 2026-04-01 or 2026-04-01T12:00:00Z");
    calls.put(
        List.of("suppress", "add", "--host", "x", "--reason", "y", "--expires", "2020-01-01"),
        "2020-01-01T00:00:00Z is over already");
    calls.put(List.of("suppress", "remove", "7"), "there is no suppression 7");
    calls.put(List.of("verdict", "set", "bad", "spot-2026-03-04", "1"), "unknown importance");
    calls.put(List.of("verdict", "set", "low", "nothing", "1"), "no run \"nothing\"");
    calls.put(List.of("verdict", "set", "low", "spot-2026-03-04", "6"), "has ranks 1 to 5, not 6");
    calls.put(
        List.of("verdict", "set", "low", "cases-2026-03-04", "1", "--family", "edges"),
        "has no such evidence; it has beacon of 10.0.0.1 and 203.0.113.7 443/6; tunnel of");
    calls.forEach((call, message) -> {
      Ran ran = run(call.toArray(String[]::new));
      assertThat(ran.exitCode()).as(call.toString()).isEqualTo(ExitCode.USAGE);
      assertThat(ran.out()).as(call.toString()).isEmpty();
      assertThat(ran.err()).as(call.toString()).contains(message);
    });
  }

  @Test
  void aVerdictOnACaseIsOneOnEachPieceOfItsEvidence() {
    Ran set = run("verdict", "set", "benign", "cases-2026-03-04", "1", "--author", "ann");
    assertThat(set.err().lines())
        .containsExactly(
            "benign: beacon of 10.0.0.1 and 203.0.113.7 443/6",
            "benign: tunnel of 10.0.0.1 and t.example");
    run("verdict", "withdraw", "cases-2026-03-04", "1", "--family", "tunnel");
    assertThat(run("verdict", "list").lines())
        .hasSize(2)
        .element(1)
        .asString()
        .startsWith("2026-03-04,10.0.0.1,beacon,203.0.113.7 443/6,benign,ann,");
  }

  @Test
  void analyzeLeavesSuppressedRowsOutAndSaysSo() throws IOException {
    Path flows =
        Files.writeString(
            folder.resolve("flows.csv"),
            """
            event_time,src_addr,src_port,dst_addr,dst_port,protocol,packets,octets
            2026-04-02T10:00:00Z,10.0.0.1,40000,192.0.2.1,443,6,5,700
            2026-04-02T10:00:01Z,10.0.0.2,40001,192.0.2.1,443,6,6,800
            2026-04-02T10:00:02Z,10.0.0.3,40002,192.0.2.2,80,6,7,900
            """);
    run("ingest", flows.toString());
    Ran before = run("analyze", "flow");
    run("suppress", "add", "--port", "443", "--reason", "known");
    Ran hidden = run("analyze", "flow");
    assertThat(hidden.lines()).hasSize(1).isSubsetOf(before.lines());
    assertThat(hidden.err())
        .contains(
            "2 rows suppressed, by 1 of 'winnow suppress list'; --suppressed show prints everything");
    Ran shown = run("analyze", "flow", "--suppressed", "show");
    assertThat(shown.out()).isEqualTo(before.out());
    assertThat(shown.err()).contains("2 rows suppressed, by 1", "printed all the same");
  }

  @Test
  void importOfSpotsRatingsMakesVerdictsOnce() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("ml_feedback.csv"),
            """
            sev,tstart,sip,dip,sport,dport,ipkt,ibyt
            1,2026-03-04 10:11:12,192.0.2.3,10.0.0.3,4000,443,3,222
            3,2026-03-04 10:11:12,10.0.0.4,192.0.2.4,4000,443,3,222
            9,2026-03-04 10:11:12,10.0.0.4,192.0.2.4,4000,443,3,222
            """);
    Ran first = run("feedback", "import", file.toString());
    assertThat(first.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(first.err())
        .contains("flow: 2 new verdicts, 0 known already, 0 not rated, 1 not understood", "line 4");
    assertThat(run("feedback", "import", file.toString()).err())
        .contains("0 new verdicts, 2 known");
    assertThat(run("suppress", "--what-if", "--network", "192.0.2.3").lines())
        .contains(
            "2026-03-04,spot-2026-03-04,3,vanishes,10.0.0.3,192.0.2.3,high,10.0.0.3 dealt with"
                + " 192.0.2.3");
  }

  @Test
  void reportTellsWhatBecameOfWhatWasJudged() {
    assertThat(run("feedback", "report").exitCode()).isEqualTo(ExitCode.NOTHING_USABLE);
    run("verdict", "set", "benign", "cases-2026-03-04", "2", "--family", "beacon", "--author", "a");
    run("verdict", "set", "high", "spot-2026-03-04", "5", "--author", "a");
    Ran report = run("feedback", "report");
    assertThat(report.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(report.lines()).hasSize(3);
    assertThat(report.lines().get(1))
        .startsWith("2026-03-04,10.0.0.2,beacon,203.0.113.8 443/6,benign,a,2,")
        .contains(",2026-03-05,2,");
    assertThat(report.lines().get(2))
        .isEqualTo("2026-03-04,10.0.0.5,spot,192.0.2.5,high,a,5,5.0E-6,2026-03-05,5,5.0E-6");
    assertThat(report.err().lines())
        .containsExactly(
            "high: 1 verdict; in 1 of 1 later lists, higher in 0, lower in 0",
            "benign: 1 verdict; in 1 of 1 later lists, higher in 0, lower in 0");
  }

  @Test
  void aLakeThatIsNotThereIsNotMade() {
    Path nowhere = folder.resolve("nowhere");
    assertThat(Ran.of("suppress", "list", "--lake", nowhere.toString()).exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(Files.exists(nowhere)).isFalse();
  }

  @Test
  void whatIsLeftOfACaseIsWhatTheAnalysisWouldHaveSaidOfIt() {
    Random random = new Random(1);
    Suppression suppression =
        new Suppression(
            1,
            new Suppression.Terms(
                Scope.parse(Map.of("network", "203.0.113.0/24")), null, "ann", "known"),
            Instant.EPOCH,
            null);
    int compared = 0;
    for (int i = 0; i < 300; i++) {
      Map<String, Double> all = new HashMap<>();
      Map<String, Double> rest = new HashMap<>();
      List<String> families = new ArrayList<>(List.of("a", "b", "c", "d", "e"));
      while (families.size() > 1) {
        String family = families.removeLast();
        double p = Math.pow(10, -1 - 11 * random.nextDouble());
        boolean isHidden = random.nextBoolean();
        all.put(family + (isHidden ? " 203.0.113.7 443/6" : " 198.51.100.7 443/6"), p);
        if (!isHidden) {
          rest.put(family + " 198.51.100.7 443/6", p);
        }
      }
      Case stored = ListedLake.of(ListedLake.DAY, 1, true, all);
      ShownCase shown =
          ShownCases.of(List.of(stored), new Suppressions(List.of(suppression))).list().getFirst();
      Case left = shown.shown();
      assertThat(left == null).isEqualTo(rest.isEmpty());
      if (left != null) {
        Case expected = ListedLake.of(ListedLake.DAY, 1, true, rest);
        assertThat(left.p()).isCloseTo(expected.p(), Percentage.withPercentage(1e-6));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(200);
  }

  private Ran run(String... words) {
    List<String> call = new ArrayList<>(List.of(words));
    boolean hasVerb = words.length > 1 && !words[1].startsWith("-");
    boolean isGroup = List.of("suppress", "verdict", "feedback").contains(words[0]);
    call.addAll(isGroup && hasVerb ? 2 : 1, List.of("--lake", folder.toString()));
    return Ran.of(call.toArray(String[]::new));
  }
}
