// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.analysis.count.Progress;
import winnow.analysis.feedback.BenignRow;
import winnow.analysis.feedback.Feedback;
import winnow.analysis.score.SpotSettings;
import winnow.analysis.score.TestRows;
import winnow.analysis.shortlist.SpotFile;
import winnow.lake.Ingest;
import winnow.lake.Lake;
import winnow.lake.catalog.InputCounts;
import winnow.lake.catalog.InputIdentity;
import winnow.schema.Finding;
import winnow.schema.FlowRecord;
import winnow.schema.TelemetryKind;

class LocalEngineTest {
  private static final LocalDate DAY = LocalDate.parse("2016-07-08");
  private static final Instant NOW = Instant.parse("2016-07-09T01:00:00Z");

  @TempDir Path folder;

  @Test
  void aRunIsPublishedWithItsFindingsAndAgreesWithItself() {
    try (Lake lake = lake()) {
      RunOutcome outcome = engine(2).run(request(), lake, Progress.NONE);
      assertThat(outcome.isNew()).isTrue();
      assertThat(outcome.entry().id()).startsWith("spot-flow-2016-07-08-");
      assertThat(outcome.entry().finishedAt()).isEqualTo(NOW);
      assertThat(RunManifest.parse(outcome.entry().manifest())).isEqualTo(outcome.manifest());
      assertThat(outcome.manifest().files()).isNotEmpty();
      assertThat(outcome.manifest().stages()).hasSize(5);
      List<Finding> findings = lake.runs().findings(outcome.entry().id(), 0, 1000);
      assertThat(findings).hasSize(100);
      assertThat(findings.getFirst().rank()).isEqualTo(1);
      assertThat(findings.getFirst().sentence()).contains(" of all ");
      assertThat(engine(1).verify(outcome.entry().id(), DomainList.NONE, lake, Progress.NONE))
          .isEqualTo(new Verification.Agrees(outcome.manifest().files().size(), 100));
    }
  }

  @Test
  void theSameAnalysisIsNotPublishedTwiceAndAnotherIs() {
    try (Lake lake = lake()) {
      RunOutcome first = engine(2).run(request(), lake, Progress.NONE);
      RunOutcome again = engine(1).run(request(), lake, Progress.NONE);
      assertThat(again.isNew()).isFalse();
      assertThat(again.manifest()).isEqualTo(first.manifest());
      assertThat(SpotFile.digest(again.result())).isEqualTo(first.manifest().list().digest());
      assertThat(lake.runs().list()).hasSize(1);
      Feedback feedback =
          new Feedback(
              List.of(new BenignRow.Flow(9, "10.1.0.5", "10.2.0.5", 40_000, 53, 17, 1, 60)),
              0,
              List.of());
      RunOutcome other =
          engine(1)
              .run(
                  new AnalysisRequest(
                      TelemetryKind.FLOW,
                      DAY,
                      request().settings(),
                      DomainList.NONE,
                      null,
                      feedback),
                  lake,
                  Progress.NONE);
      assertThat(other.isNew()).isTrue();
      assertThat(other.entry().id()).isNotEqualTo(first.entry().id());
      assertThat(engine(1).verify(other.entry().id(), DomainList.NONE, lake, Progress.NONE))
          .isInstanceOf(Verification.Agrees.class);
    }
  }

  @Test
  void aChangedByteIsFoundInTheFileThatHasIt() throws IOException {
    try (Lake lake = lake()) {
      RunOutcome outcome = engine(2).run(request(), lake, Progress.NONE);
      String path = outcome.manifest().files().getLast().path();
      byte[] bytes = Files.readAllBytes(folder.resolve(path));
      bytes[bytes.length / 2] ^= 1;
      Files.write(folder.resolve(path), bytes);
      Verification changed =
          engine(1).verify(outcome.entry().id(), DomainList.NONE, lake, Progress.NONE);
      assertThat(changed).isInstanceOf(Verification.InputChanged.class);
      assertThat(((Verification.InputChanged) changed).inputs())
          .singleElement()
          .asString()
          .startsWith("data file " + path + " had ");
      Files.delete(folder.resolve(path));
      assertThat(engine(1).verify(outcome.entry().id(), DomainList.NONE, lake, Progress.NONE))
          .isEqualTo(new Verification.InputDeleted(List.of("data file " + path + " is gone")));
    }
  }

  @Test
  void anotherListOfPopularDomainsIsAChangedInput() {
    try (Lake lake = lake()) {
      RunOutcome outcome = engine(2).run(request(), lake, Progress.NONE);
      DomainList other = new DomainList("top.csv", "ab", Set.of("example"));
      assertThat(engine(1).verify(outcome.entry().id(), other, lake, Progress.NONE))
          .isEqualTo(
              new Verification.InputChanged(
                  List.of("no list of popular domains was used, and top.csv is given")));
    }
  }

  @Test
  void aDayWithoutRowsIsAnError() {
    try (Lake lake = lake()) {
      assertThatThrownBy(
              () -> engine(1).run(AnalysisRequest.of(TelemetryKind.DNS, DAY), lake, Progress.NONE))
          .isInstanceOf(NothingToAnalyzeException.class)
          .hasMessage("no dns row of 2016-07-08 can be scored: there is none");
    }
  }

  @Test
  void anUnknownRunIsAnError() {
    try (Lake lake = lake()) {
      assertThatThrownBy(() -> engine(1).verify("none", DomainList.NONE, lake, Progress.NONE))
          .hasMessage("no run \"none\"");
    }
  }

  private static AnalysisRequest request() {
    return new AnalysisRequest(
        TelemetryKind.FLOW,
        DAY,
        SpotSettings.defaults().withMaxResults(100),
        DomainList.NONE,
        null,
        Feedback.NONE);
  }

  private static LocalEngine engine(int threads) {
    return new LocalEngine(threads, "test", InstantSource.fixed(NOW));
  }

  private Lake lake() {
    Lake lake = Lake.open(folder);
    InputIdentity input = new InputIdentity("0".repeat(64), "day", "office", "test", 1);
    try (Ingest ingest = lake.beginIngest(input)) {
      List<FlowRecord> flows = TestRows.office(5_000, 3);
      flows.forEach(ingest::append);
      ingest.commit(new InputCounts(flows.size(), Map.of(), Map.of()));
    }
    return lake;
  }
}
