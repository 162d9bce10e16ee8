// SPDX-License-Identifier: Apache-2.0
package winnow.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.analysis.count.Progress;
import winnow.analysis.feedback.Feedback;
import winnow.analysis.run.AnalysisEngine;
import winnow.analysis.run.AnalysisEngineProvider;
import winnow.analysis.run.AnalysisRequest;
import winnow.analysis.run.CaseAnalysis;
import winnow.analysis.run.CaseOutcome;
import winnow.analysis.run.DayReader;
import winnow.analysis.run.DomainList;
import winnow.analysis.run.LocalEngine;
import winnow.analysis.run.RunManifest;
import winnow.analysis.run.RunOutcome;
import winnow.analysis.run.Verification;
import winnow.analysis.score.SpotResult;
import winnow.analysis.score.SpotSettings;
import winnow.context.Leases;
import winnow.lake.Lake;
import winnow.schema.Case;
import winnow.schema.Finding;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryKind;
import winnow.schema.lease.Binding;

/** A real cluster makes what one process makes, byte by byte. */
class SparkEngineTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-03T01:00:00Z"));
  private static final DomainList POPULAR =
      new DomainList("popular.csv", "0".repeat(64), Set.of("site3", "site7", "example"));

  private static final String PARTITIONS = "spark.default.parallelism";

  @TempDir static Path folder;
  private static final AtomicInteger COPIES = new AtomicInteger();
  private static LocalCluster cluster;

  @BeforeAll
  static void start() throws IOException {
    OfficeDay.write(folder.resolve("lake"));
    cluster = new LocalCluster(folder.resolve("spark"));
    cluster.settings().forEach(System::setProperty);
  }

  @AfterAll
  static void stop() throws IOException {
    SparkCluster.context().stop();
    cluster.settings().keySet().forEach(System::clearProperty);
    System.clearProperty(PARTITIONS);
    cluster.close();
  }

  @Test
  void aClusterPublishesWhatOneProcessDoes() {
    Published flows = publish(TelemetryKind.FLOW, local(2));
    Published queries = publish(TelemetryKind.DNS, local(1));
    Published requests = publish(TelemetryKind.HTTP, local(8));
    assertThat(flows.result.rows()).hasSize(200);
    assertThat(publish(TelemetryKind.FLOW, cluster(7))).isEqualTo(flows);
    assertThat(publish(TelemetryKind.DNS, cluster(1))).isEqualTo(queries);
    assertThat(publish(TelemetryKind.HTTP, cluster(64))).isEqualTo(requests);
  }

  @Test
  void aClusterMakesTheCasesOfOneProcess() {
    List<Case> expected = cases(DayReader.local(2));
    assertThat(expected).hasSizeGreaterThan(30);
    cluster(7);
    assertThat(cases(AnalysisEngineProvider.dayReader(1))).isEqualTo(expected);
    List<Case> leased = leasedCases(DayReader.local(2));
    assertThat(leased).anyMatch(one -> one.sentence().contains(" (pc-"));
    assertThat(leasedCases(AnalysisEngineProvider.dayReader(1))).isEqualTo(leased);
  }

  @Tag("long")
  @Test
  void anyNumberOfThreadsAndPartitionsPublishesTheSame() {
    for (TelemetryKind kind : TelemetryKind.values()) {
      Published expected = publish(kind, local(1));
      for (int threads : new int[] {2, 8}) {
        assertThat(publish(kind, local(threads))).isEqualTo(expected);
      }
      for (int partitions : new int[] {1, 7, 64}) {
        assertThat(publish(kind, cluster(partitions)))
            .as("%d partitions", partitions)
            .isEqualTo(expected);
      }
    }
    List<Case> expected = cases(DayReader.local(1));
    for (int threads : new int[] {2, 8}) {
      assertThat(cases(DayReader.local(threads))).isEqualTo(expected);
    }
    for (int partitions : new int[] {1, 7, 64}) {
      cluster(partitions);
      assertThat(cases(AnalysisEngineProvider.dayReader(1)))
          .as("%d partitions", partitions)
          .isEqualTo(expected);
    }
  }

  @Test
  void aClusterVerifiesWhatOneProcessMade() {
    try (Lake lake = Lake.open(copyOfLake())) {
      RunOutcome made = local(1).run(request(TelemetryKind.FLOW), lake, Progress.NONE);
      assertThat(cluster(5).verify(made.entry().id(), POPULAR, lake, Progress.NONE))
          .isEqualTo(new Verification.Agrees(made.manifest().files().size(), 200));
    }
  }

  @Test
  void withoutAClusterItSaysHowToNameOne() {
    String master = System.clearProperty("spark.master");
    try (Lake lake = Lake.open(folder.resolve("lake"))) {
      assertThatThrownBy(() -> cluster(1).run(request(TelemetryKind.FLOW), lake, Progress.NONE))
          .hasMessage(
              "no cluster: spark.master is not set; spark-submit sets it by its option --master");
    } finally {
      System.setProperty("spark.master", master);
    }
  }

  private static LocalEngine local(int threads) {
    return new LocalEngine(threads, "test", CLOCK);
  }

  /** The engine that the product would find, with so many partitions. */
  private static SparkEngine cluster(int partitions) {
    System.setProperty(PARTITIONS, Integer.toString(partitions));
    return (SparkEngine) AnalysisEngineProvider.engine(2, "test", CLOCK);
  }

  private static List<Case> cases(DayReader reader) {
    return cases(analysis(reader));
  }

  /** The cases of people of whom two at a time have an address one after the other. */
  private static List<Case> leasedCases(DayReader reader) {
    long noon = OfficeDay.DAY.atTime(12, 0).toEpochSecond(ZoneOffset.UTC) * 1_000_000;
    List<Binding> told = new ArrayList<>();
    for (int i = 1; i <= 60; i++) {
      IpAddress address = IpAddress.parse("10.0.1." + i);
      told.add(new Binding(address, 0L, noon, "", "pc-" + i));
      told.add(new Binding(address, noon, null, "", "pc-" + (i % 60 + 1)));
    }
    return cases(analysis(reader).withLeases(Leases.of(told)));
  }

  private static CaseAnalysis analysis(DayReader reader) {
    return new CaseAnalysis(reader, List.of("198.51.100.0/28"), List.of(), 2, "test", CLOCK);
  }

  private static List<Case> cases(CaseAnalysis analysis) {
    try (Lake lake = Lake.open(copyOfLake())) {
      CaseOutcome outcome =
          analysis.run(lake, OfficeDay.DAY, 0, (day, done, total) -> {}).getLast();
      return lake.runs().cases(outcome.entry().id(), 0, 1_000);
    }
  }

  /** All that a run leaves, but for how long it took. */
  private record Published(String id, String manifest, List<Finding> findings, SpotResult result) {}

  private static Published publish(TelemetryKind kind, AnalysisEngine engine) {
    try (Lake lake = Lake.open(copyOfLake())) {
      RunOutcome outcome = engine.run(request(kind), lake, Progress.NONE);
      assertThat(outcome.isNew()).isTrue();
      String id = outcome.entry().id();
      return new Published(
          id,
          withoutTimes(RunManifest.parse(outcome.entry().manifest())).toJson(),
          lake.runs().findings(id, 0, 1_000),
          outcome.result());
    }
  }

  private static RunManifest withoutTimes(RunManifest all) {
    return new RunManifest(
        all.method(),
        all.kind(),
        all.day(),
        all.snapshotId(),
        all.files(),
        all.settings(),
        all.lists(),
        all.benign(),
        all.codeVersion(),
        all.rows(),
        all.model(),
        all.list(),
        List.of());
  }

  private static AnalysisRequest request(TelemetryKind kind) {
    SpotSettings settings = SpotSettings.defaults().withMaxResults(200);
    return new AnalysisRequest(kind, OfficeDay.DAY, settings, POPULAR, "site5", Feedback.NONE);
  }

  private static Path copyOfLake() {
    Path from = folder.resolve("lake");
    Path to = folder.resolve("copy" + COPIES.incrementAndGet());
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return to;
  }
}
