// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import winnow.analysis.count.Progress;
import winnow.analysis.count.RowSource;
import winnow.analysis.feedback.BenignRow;
import winnow.analysis.feedback.Feedback;
import winnow.analysis.score.SpotAnalysis;
import winnow.analysis.score.SpotResult;
import winnow.analysis.score.SpotSettings;
import winnow.analysis.score.TestRows;
import winnow.analysis.word.DomainClasses;
import winnow.schema.DnsBuilder;
import winnow.schema.DnsRecord;
import winnow.schema.FlowBuilder;
import winnow.schema.FlowRecord;
import winnow.schema.HttpBuilder;
import winnow.schema.HttpRecord;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryKind;
import winnow.schema.batch.ColumnBatch;

/** What comes out of shares is what comes out of one process, value by value. */
class SharedRowsTest {
  private static final SpotSettings SETTINGS = SpotSettings.defaults();
  private static final DomainClasses CLASSES =
      new DomainClasses(Set.of("site3", "site7", "site12"), "site5");

  @Test
  void flowsInAnyNumberOfSharesGiveTheSameResult() {
    List<FlowRecord> flows = TestRows.office(20_000, 7);
    flows.add(TestRows.flow(3).build());
    for (int i = 0; i < 50; i++) {
      FlowBuilder toItself = TestRows.flow(i % 24);
      toItself.destinationAddress = toItself.sourceAddress;
      toItself.sourcePort = i % 2 == 0 ? 137 : 40_000 + i;
      flows.add(toItself.build());
      FlowBuilder invalid = TestRows.flow(5);
      invalid.octets = -1;
      flows.add(invalid.build());
    }
    Collections.shuffle(flows, new Random(1));
    assertAllEqual(TestRows.flows(flows, 700), Feedback.NONE);
  }

  @Test
  void benignFlowsCountInSharesAsTheyDoInOneProcess() {
    Feedback feedback =
        new Feedback(
            List.of(new BenignRow.Flow(9, "10.1.0.5", "10.2.0.5", 40_000, 53, 17, 1, 60)),
            0,
            List.of());
    assertAllEqual(TestRows.flows(TestRows.office(5_000, 3), 400), feedback);
  }

  @Test
  void queriesInAnyNumberOfSharesGiveTheSameResult() {
    List<DnsRecord> queries = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 6_000; i++) {
      DnsBuilder dns = TestRows.dns(random.nextInt(24));
      dns.clientAddress = IpAddress.parse("10.1.0." + random.nextInt(90));
      dns.query =
          Long.toString(random.nextLong() >>> random.nextInt(64), 36)
              + ".site"
              + random.nextInt(20)
              + ".com";
      queries.add(dns.build());
    }
    assertAllEqual(TestRows.dns(queries, 500), Feedback.NONE);
  }

  @Test
  void requestsInAnyNumberOfSharesGiveTheSameResult() {
    List<HttpRecord> requests = new ArrayList<>();
    Random random = new Random(5);
    for (int i = 0; i < 6_000; i++) {
      HttpBuilder http = TestRows.http(random.nextInt(24));
      http.clientAddress = IpAddress.parse("10.1.0." + random.nextInt(40));
      http.host = "www.site" + random.nextInt(50) + ".com";
      http.method = random.nextInt(9) == 0 ? "POST_" + random.nextInt(3) : "GET";
      http.userAgent = random.nextInt(20) == 0 ? null : "agent " + random.nextInt(1 + i % 40);
      http.mimeType = "type" + random.nextInt(5) + "/x";
      http.status = random.nextInt(9) == 0 ? null : Integer.valueOf(200 + random.nextInt(4));
      requests.add(http.build());
    }
    assertAllEqual(TestRows.http(requests, 500), Feedback.NONE);
  }

  @Test
  void onlySharesWithLowRowsAreReadAgain() {
    MemoryShares shares = new MemoryShares(TestRows.flows(TestRows.office(20_000, 11), 500), 20);
    analysis(SETTINGS.withMaxResults(1), Feedback.NONE)
        .run(new SharedRows(shares.rows.kind(), shares));
    assertThat(shares.asked).isBetween(1, 5);
  }

  private static void assertAllEqual(RowSource rows, Feedback feedback) {
    for (int most : new int[] {0, 1, 40, 3_000}) {
      for (double threshold : new double[] {1, 0.01}) {
        SpotSettings settings =
            new SpotSettings(
                SETTINGS.trainer(), SETTINGS.precision(), threshold, most, SETTINGS.duplication());
        SpotResult expected = analysis(settings, feedback).run(rows);
        assertThat(expected.rows()).isNotEmpty();
        for (int shares : new int[] {1, 2, 7, rows.parts()}) {
          SharedRows shared = new SharedRows(rows.kind(), new MemoryShares(rows, shares));
          assertThat(analysis(settings, feedback).run(shared))
              .as("%d shares, at most %d rows up to %s", shares, most, threshold)
              .isEqualTo(expected);
        }
      }
    }
  }

  private static SpotAnalysis analysis(SpotSettings settings, Feedback feedback) {
    return new SpotAnalysis(
        settings, CLASSES, feedback, new SpotAnalysis.Execution(2, "test", Progress.NONE));
  }

  /** Shares of rows in memory, that answer in the order of a seed. */
  private static final class MemoryShares implements Shares {
    private final RowSource rows;
    private final int size;
    private final List<List<byte[]>> records = new ArrayList<>();
    private int asked;

    MemoryShares(RowSource rows, int size) {
      this.rows = rows;
      this.size = size;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public void count(byte[] classes, Answers answers) {
      for (int share = 0; share < size; share++) {
        records.add(ShareWork.count(rowsOf(share), classes));
      }
      for (int share : shuffled()) {
        answers.accept(share, records.get(share).getFirst());
      }
    }

    @Override
    public void findLowest(List<byte[]> questions, Answers answers) {
      for (int share : shuffled()) {
        if (questions.get(share).length > 0) {
          asked++;
          List<byte[]> parts = records.get(share).subList(1, records.get(share).size());
          answers.accept(share, ShareWork.findLowest(rowsOf(share), parts, questions.get(share)));
        }
      }
    }

    private List<Integer> shuffled() {
      List<Integer> order = new ArrayList<>();
      for (int share = 0; share < size; share++) {
        order.add(share);
      }
      Collections.shuffle(order, new Random(size));
      return order;
    }

    private RowSource rowsOf(int share) {
      return new RowSource() {
        @Override
        public TelemetryKind kind() {
          return rows.kind();
        }

        @Override
        public int parts() {
          return (rows.parts() - share + size - 1) / size;
        }

        @Override
        public void read(int part, List<String> columns, Consumer<ColumnBatch> consumer) {
          rows.read(share + part * size, columns, consumer);
        }
      };
    }
  }
}
