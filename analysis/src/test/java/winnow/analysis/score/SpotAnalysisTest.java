// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import winnow.analysis.count.InvalidReason;
import winnow.analysis.count.MemoryRows;
import winnow.analysis.count.Progress;
import winnow.analysis.count.RowSource;
import winnow.analysis.feedback.BenignRow;
import winnow.analysis.feedback.Feedback;
import winnow.analysis.word.DomainClasses;
import winnow.schema.DnsBuilder;
import winnow.schema.DnsRecord;
import winnow.schema.FlowBuilder;
import winnow.schema.FlowRecord;
import winnow.schema.HttpBuilder;
import winnow.schema.HttpRecord;
import winnow.schema.IpAddress;
import winnow.schema.Origin;
import winnow.schema.TelemetryKind;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.column.FlowColumns;

class SpotAnalysisTest {
  private static final SpotSettings SETTINGS = SpotSettings.defaults();

  @Test
  void anOddFlowAmongTenScoresATenth() {
    List<FlowRecord> flows = new ArrayList<>();
    flows.add(TestRows.flow(0).build());
    for (int i = 0; i < 9; i++) {
      flows.add(TestRows.flow(13).build());
    }
    assertToy(run(TestRows.flows(flows, 3), 1), 0.1, 0.9);
  }

  @Test
  void anOddQueryAmongFiveScoresAFifth() {
    List<DnsRecord> queries = new ArrayList<>();
    queries.add(TestRows.dns(4).build());
    for (int i = 0; i < 4; i++) {
      queries.add(TestRows.dns(11).build());
    }
    assertToy(run(TestRows.dns(queries, 2), 1), 0.2, 0.8);
  }

  @Test
  void anOddRequestAmongTenScoresATenth() {
    List<HttpRecord> requests = new ArrayList<>();
    requests.add(TestRows.http(3).build());
    for (int i = 0; i < 9; i++) {
      requests.add(TestRows.http(14).build());
    }
    SpotResult result = run(TestRows.http(requests, 4), 2);
    assertToy(result, 0.1, 0.9);
    assertThat(result.rows().getFirst().weakest().word()).isEqualTo("0_3_GET_13_text_3_4_200");
  }

  @Test
  void threadsAndOrderOfRowsDoNotChangeAList() {
    List<FlowRecord> flows = TestRows.office(200_000, 42);
    List<String> expected = describe(run(TestRows.flows(flows, 10_000), 1));
    assertThat(expected).hasSize(3001);
    assertThat(describe(run(TestRows.flows(flows, 10_000), 2))).isEqualTo(expected);
    Collections.shuffle(flows, new Random(1));
    assertThat(describe(run(TestRows.flows(flows, 3_333), 8))).isEqualTo(expected);
  }

  @Test
  void threadsAndOrderOfRequestsDoNotChangeAList() {
    List<HttpRecord> requests = new ArrayList<>();
    Random random = new Random(5);
    for (int i = 0; i < 3_000; i++) {
      HttpBuilder http = TestRows.http(random.nextInt(24));
      http.host = "www.site" + random.nextInt(50) + ".com";
      http.method = random.nextInt(9) == 0 ? "POST_" + random.nextInt(3) : "GET";
      http.userAgent = random.nextInt(20) == 0 ? null : "agent " + random.nextInt(1 + i % 40);
      http.mimeType = "type" + random.nextInt(5) + "/x";
      http.status = random.nextInt(9) == 0 ? null : Integer.valueOf(200 + random.nextInt(4));
      requests.add(http.build());
    }
    List<String> expected = describe(run(TestRows.http(requests, 1_000), 1));
    Collections.shuffle(requests, random);
    assertThat(describe(run(TestRows.http(requests, 77), 8))).isEqualTo(expected);
  }

  @Test
  void aShortListIsTheBeginningOfTheWholeOne() {
    RowSource flows = TestRows.flows(TestRows.office(20_000, 11), 4_000);
    List<String> whole = describe(run(flows, SETTINGS.withMaxResults(0)));
    assertThat(whole).hasSizeGreaterThan(20_000);
    for (int most : new int[] {1, 10, 777, 19_999}) {
      assertThat(describe(run(flows, SETTINGS.withMaxResults(most))))
          .isEqualTo(whole.subList(0, most + 1));
    }
  }

  /** Rows that tie in score and hash differ in duration only; every fourth is there twice. */
  @Test
  void whenAndWhenceRowsCameDoesNotChangeAList() {
    List<FlowRecord> flows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      FlowBuilder flow = TestRows.flow(3);
      flow.durationMicros = 1_000 - i;
      flow.reverseOctets = (long) i % 3;
      flow.reversePackets = 1L;
      flows.add(flow.build());
      if (i % 4 == 0) {
        flows.add(flow.build());
      }
    }
    List<FlowRecord> later = flows.reversed();
    RowSource once = arrived(flows.subList(0, 25), 10, flows.subList(25, 50), 20);
    RowSource again = arrived(later.subList(0, 7), 4_000, later.subList(7, 50), 3_000);
    for (int most : new int[] {1, 7, 30, 0}) {
      List<String> list = observed(run(once, SETTINGS.withMaxResults(most)));
      assertThat(observed(run(again, SETTINGS.withMaxResults(most)))).isEqualTo(list);
      assertThat(list).hasSize(most == 0 ? 50 : most);
      assertThat(list.getFirst()).contains("duration=961");
    }
  }

  private static RowSource arrived(
      List<FlowRecord> first, long firstTime, List<FlowRecord> second, long secondTime) {
    List<ColumnBatch> batches = new ArrayList<>();
    batches.addAll(
        TestRows.batches(
            FlowColumns.TABLE, first, 6, new Origin("sensor " + firstTime, firstTime)));
    batches.addAll(
        TestRows.batches(
            FlowColumns.TABLE, second, 9, new Origin("sensor " + secondTime, secondTime)));
    return new MemoryRows(TelemetryKind.FLOW, batches);
  }

  /** What was observed of the rows of a list, in its order. */
  private static List<String> observed(SpotResult result) {
    List<String> lines = new ArrayList<>();
    for (ScoredRow one : result.rows()) {
      StringBuilder line = new StringBuilder().append(one.score());
      for (int i = 0; i < one.row().columns().size(); i++) {
        String name = one.row().columns().get(i).name();
        if (!name.equals("ingest_time") && !name.equals("source")) {
          line.append(' ').append(name).append('=').append(one.row().value(i));
        }
      }
      lines.add(line.append(' ').append(one.sides()).toString());
    }
    return lines;
  }

  /** Room for the rows wanted, and none for all that tie with them: 200,000 would not fit. */
  @Test
  void rowsThatTieDoNotPileUp() {
    List<ColumnBatch> batch = TestRows.batches(FlowColumns.TABLE, ties(5_000), 5_000);
    List<ColumnBatch> batches = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      batches.addAll(batch);
    }
    AtomicLong peak = new AtomicLong();
    Progress progress =
        (stage, finished, total) -> {
          if (stage == Progress.Stage.FETCH && finished == total) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            peak.accumulateAndGet(runtime.totalMemory() - runtime.freeMemory(), Math::max);
          }
        };
    System.gc();
    long before = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    SpotResult result =
        new SpotAnalysis(
                SETTINGS.withMaxResults(10),
                DomainClasses.NONE,
                Feedback.NONE,
                new SpotAnalysis.Execution(1, "test", progress))
            .run(new MemoryRows(TelemetryKind.FLOW, batches));
    assertThat(result.rows()).extracting(row -> row.row().number("duration")).containsOnly(0L);
    assertThat(peak.get() - before).isLessThan(32 << 20);
  }

  private static List<FlowRecord> ties(int rows) {
    List<FlowRecord> flows = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      FlowBuilder flow = TestRows.flow(3);
      flow.durationMicros = i;
      flows.add(flow.build());
    }
    return flows;
  }

  @Test
  void aThresholdKeepsWhatIsNotAboveIt() {
    RowSource flows = TestRows.flows(TestRows.office(20_000, 11), 4_000);
    List<ScoredRow> whole = run(flows, SETTINGS.withMaxResults(0)).rows();
    double threshold = whole.get(500).score();
    SpotSettings settings =
        new SpotSettings(SETTINGS.trainer(), Precision.BITS_64, threshold, 0, 1000);
    List<ScoredRow> kept = run(flows, settings).rows();
    assertThat(kept).hasSizeBetween(501, 600);
    assertThat(kept.getLast().score()).isEqualTo(threshold);
  }

  @Test
  void benignFlowsSink() {
    List<FlowRecord> flows = TestRows.office(20_000, 7);
    FlowBuilder odd = TestRows.flow(3);
    odd.sourceAddress = IpAddress.parse("10.1.0.5");
    odd.destinationAddress = IpAddress.parse("10.2.0.5");
    odd.sourcePort = 40_000;
    odd.destinationPort = 666;
    flows.add(odd.build());
    assertThat(rankOfPort666(flows, Feedback.NONE)).isLessThan(3000);
    for (Integer protocol : new Integer[] {6, null}) {
      BenignRow benign =
          new BenignRow.Flow(3, "10.1.0.5", "10.2.0.5", 40_000, 666, protocol, 39, 12_522);
      Feedback feedback = new Feedback(List.of(benign), 0, List.of());
      assertThat(rankOfPort666(flows, feedback)).isGreaterThan(19_000);
    }
  }

  @Test
  void aBenignRequestHasTheSameWordInTrainingAndInScoring() {
    List<HttpRecord> requests = new ArrayList<>();
    HttpBuilder odd = TestRows.http(3);
    odd.userAgent = "odd";
    requests.add(odd.build());
    for (int i = 0; i < 50; i++) {
      requests.add(TestRows.http(14).build());
    }
    Feedback feedback =
        new Feedback(
            List.of(
                new BenignRow.Http(
                    3,
                    "10.1.1.1",
                    "www.example.com",
                    "GET",
                    "odd",
                    "text/html",
                    "www.example.com/index.html",
                    200)),
            0,
            List.of());
    SpotResult result =
        new SpotAnalysis(SETTINGS, DomainClasses.NONE, feedback, execution(1))
            .run(TestRows.http(requests, 10));
    assertThat(result.benignRows()).isEqualTo(1);
    ScoredRow last = result.rows().getLast();
    assertThat(last.row().text("user_agent")).isEqualTo("odd");
    assertThat(last.score()).isGreaterThan(0.9);
    assertThat(result.rows().getFirst().score()).isGreaterThan(0);
  }

  @Test
  void rowsThatCannotBeScoredAreCountedByReason() {
    List<FlowRecord> flows = new ArrayList<>();
    flows.add(TestRows.flow(1).build());
    FlowBuilder flow = TestRows.flow(1);
    flow.eventTimeMicros = -1;
    flows.add(flow.build());
    flow = TestRows.flow(1);
    flow.octets = -1;
    flows.add(flow.build());
    flow = TestRows.flow(1);
    flow.sourcePort = 70_000;
    flows.add(flow.build());
    flows.add(flow.build());
    SpotResult result = run(TestRows.flows(flows, 2), 2);
    assertThat(result.counts().valid()).isEqualTo(1);
    assertThat(result.counts().total()).isEqualTo(5);
    assertThat(result.counts().invalid())
        .isEqualTo(
            Map.of(
                InvalidReason.TIME_OUT_OF_RANGE,
                1L,
                InvalidReason.NEGATIVE_SIZE,
                1L,
                InvalidReason.PORT_OUT_OF_RANGE,
                2L));
  }

  @Test
  void unansweredAndUnmeasuredQueriesAreScored() {
    DnsBuilder unanswered = TestRows.dns(2);
    unanswered.answered = false;
    unanswered.rcode = null;
    unanswered.frameOctets = null;
    DnsBuilder placeholder = TestRows.dns(2);
    placeholder.query = "(empty)";
    DnsBuilder bare = TestRows.dns(2);
    bare.qclass = null;
    bare.qtype = null;
    bare.rcode = null;
    DnsBuilder measured = TestRows.dns(2);
    measured.frameOctets = null;
    measured.responseOctets = 100L;
    SpotResult result =
        run(
            TestRows.dns(
                List.of(unanswered.build(), placeholder.build(), bare.build(), measured.build()),
                10),
            1);
    assertThat(result.counts().valid()).isEqualTo(2);
    assertThat(result.counts().withoutLength()).isEqualTo(1);
    assertThat(result.counts().invalid())
        .isEqualTo(Map.of(InvalidReason.NO_NAME, 1L, InvalidReason.NO_QUESTION_DETAILS, 1L));
    assertThat(result.rows())
        .extracting(row -> row.weakest().word())
        .containsExactlyInAnyOrder("0_0_2_0_0_1_1_-1", "0_7_2_0_0_1_1_0");
  }

  @Test
  void factsAreCountsOfRows() {
    List<FlowRecord> flows = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      flows.add(TestRows.flow(13).build());
    }
    FlowBuilder self = TestRows.flow(0);
    self.destinationAddress = self.sourceAddress;
    flows.add(self.build());
    FlowBuilder stranger = TestRows.flow(0);
    stranger.sourceAddress = stranger.destinationAddress;
    stranger.destinationAddress = IpAddress.parse("192.0.2.1");
    flows.add(stranger.build());
    SpotResult result = run(TestRows.flows(flows, 4), 2);
    Side side =
        result.rows().stream()
            .filter(row -> row.sides().getFirst().document().equals("172.16.0.129"))
            .filter(row -> row.sides().getLast().document().equals("172.16.0.129"))
            .findFirst()
            .orElseThrow()
            .weakest();
    assertThat(side.documentRows()).isEqualTo(10);
    assertThat(side.allRows()).isEqualTo(11);
    assertThat(side.facts())
        .contains(new Fact(Feature.HOUR, "0", 1, 2), new Fact(Feature.PORT, "111111", 10, 11));
  }

  @Test
  void popularAndOwnDomainsChangeTheWord() {
    DomainClasses classes = new DomainClasses(Set.of("turner"), null);
    SpotResult result =
        new SpotAnalysis(SETTINGS, classes, Feedback.NONE, execution(1))
            .run(TestRows.dns(List.of(TestRows.dns(4).build()), 10));
    assertThat(result.rows().getFirst().weakest().word()).isEqualTo("1_7_4_0_0_1_1_0");
  }

  @Test
  void nothingYieldsAnEmptyList() {
    SpotResult result = run(TestRows.flows(List.of(), 10), 2);
    assertThat(result.rows()).isEmpty();
    assertThat(result.counts().total()).isZero();
  }

  private static int rankOfPort666(List<FlowRecord> flows, Feedback feedback) {
    List<ScoredRow> rows =
        new SpotAnalysis(SETTINGS.withMaxResults(0), DomainClasses.NONE, feedback, execution(2))
            .run(TestRows.flows(flows, 5_000))
            .rows();
    for (int rank = 0; rank < rows.size(); rank++) {
      if (rows.get(rank).row().numberOrZero("dst_port") == 666) {
        return rank;
      }
    }
    throw new AssertionError("not listed");
  }

  private static SpotResult run(RowSource source, int threads) {
    return new SpotAnalysis(SETTINGS, DomainClasses.NONE, Feedback.NONE, execution(threads))
        .run(source);
  }

  private static SpotResult run(RowSource source, SpotSettings settings) {
    return new SpotAnalysis(settings, DomainClasses.NONE, Feedback.NONE, execution(2)).run(source);
  }

  private static SpotAnalysis.Execution execution(int threads) {
    return new SpotAnalysis.Execution(threads, "test", Progress.NONE);
  }

  private static List<String> describe(SpotResult result) {
    List<String> lines = new ArrayList<>();
    lines.add(result.model().digest());
    for (ScoredRow row : result.rows()) {
      lines.add(row.score() + " " + row.row().value(0) + " " + row.sides());
    }
    return lines;
  }

  private static void assertToy(SpotResult result, double odd, double usual) {
    assertThat(result.rows().getFirst().score()).isCloseTo(odd, within(0.01));
    assertThat(result.rows().subList(1, result.rows().size()))
        .allSatisfy(row -> assertThat(row.score()).isCloseTo(usual, within(0.01)));
  }
}
