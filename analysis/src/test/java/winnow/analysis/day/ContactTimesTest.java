// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.day;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import winnow.analysis.count.RowSource;
import winnow.analysis.score.TestRows;
import winnow.context.InternalNetworks;
import winnow.schema.FlowRecord;
import winnow.schema.HttpBuilder;
import winnow.schema.HttpRecord;

class ContactTimesTest {
  private static final int PART = 173;

  private final List<FlowRecord> flows = TestRows.office(4000, 11);
  private final List<HttpRecord> requests = requests();
  private final List<RowSource> sources =
      List.of(TestRows.flows(flows, PART), TestRows.http(requests, PART));
  private final DayCounts counts =
      DayCounter.count(sources, OwnHosts.byAddress(new InternalNetworks(List.of())), 1);

  private static List<HttpRecord> requests() {
    Random random = new Random(12);
    List<HttpRecord> requests = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      HttpBuilder request = TestRows.http(random.nextInt(24));
      request.eventTimeMicros += random.nextInt(1_000_000);
      request.host = random.nextInt(20) == 0 ? null : "site" + random.nextInt(12) + ".example";
      request.requestOctets = random.nextInt(3) == 0 ? null : random.nextLong(5000);
      requests.add(request.build());
    }
    return requests;
  }

  /** The rows of a table that leave a rest. */
  private static BitSet someOf(PairCounts table) {
    BitSet some = new BitSet();
    for (int row = 0; row < table.size(); row++) {
      some.set(row, row % 3 != 1);
    }
    return some;
  }

  @Test
  void contactsOfWhatIsWantedAreThoseOfTheRows() {
    BitSet edges = someOf(counts.edges());
    BitSet sites = someOf(counts.sites());
    assertThat(edges.cardinality()).isGreaterThan(1000);
    assertThat(sites.cardinality()).isEqualTo(8);
    for (int threads : new int[] {1, 4}) {
      ContactTimes read = ContactTimes.read(sources, counts, edges, sites, threads);
      for (int edge = 0; edge < counts.edges().size(); edge++) {
        List<FlowRecord> own = edges.get(edge) ? flowsOf(edge) : List.of();
        assertThat(read.timesOfEdge(edge)).isEqualTo(sorted(own, FlowRecord::eventTimeMicros));
        assertThat(read.octetsOfEdge(edge)).isEqualTo(sorted(own, flow -> flow.forward().octets()));
      }
      for (int site = 0; site < counts.sites().size(); site++) {
        List<HttpRecord> own = sites.get(site) ? requestsTo(site) : List.of();
        assertThat(read.timesOfSite(site)).isEqualTo(sorted(own, HttpRecord::eventTimeMicros));
        assertThat(read.octetsOfSite(site)).isEqualTo(sorted(own, ContactTimesTest::octets));
      }
    }
  }

  @Test
  void nothingIsReadWhereNothingIsWanted() {
    ContactTimes none = ContactTimes.read(sources, counts, new BitSet(), new BitSet(), 2);
    assertThat(none.timesOfEdge(0)).isEmpty();
    assertThat(none.octetsOfSite(0)).isEmpty();
  }

  private List<FlowRecord> flowsOf(int edge) {
    int end = counts.edges().second(edge);
    String client = counts.texts().text(counts.edges().first(edge));
    return flows.stream()
        .filter(flow -> flow.source().port() >= flow.destination().port())
        .filter(flow -> flow.source().address().toString().equals(client))
        .filter(flow ->
            counts
                .nameOf(end)
                .equals(
                    flow.destination().address()
                        + " "
                        + flow.destination().port()
                        + "/"
                        + flow.protocol()))
        .toList();
  }

  private List<HttpRecord> requestsTo(int site) {
    String host = counts.texts().text(counts.sites().second(site));
    return requests.stream().filter(request -> host.equals(request.request().host())).toList();
  }

  private static long octets(HttpRecord request) {
    Long octets = request.request().octets();
    return octets == null ? 0 : octets;
  }

  private static <R> long[] sorted(List<R> rows, ToLongFunction<R> value) {
    return rows.stream().mapToLong(value).sorted().toArray();
  }
}
