// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import winnow.analysis.count.RowSource;
import winnow.analysis.day.ContactTimes;
import winnow.analysis.day.DayCounts;
import winnow.analysis.day.DayRows;
import winnow.analysis.day.LocalDay;
import winnow.analysis.day.PairCounts;
import winnow.analysis.score.TestRows;
import winnow.context.AddressRange;
import winnow.context.InternalNetworks;
import winnow.schema.FlowRecord;
import winnow.schema.HttpBuilder;
import winnow.schema.HttpRecord;
import winnow.schema.TelemetryKind;
import winnow.schema.batch.ColumnBatch;

/** A day in shares says what it says in one process. */
class SharedDayTest {
  private static final InternalNetworks NETWORKS =
      new InternalNetworks(
          List.of(AddressRange.parse("198.51.100.0/25"), AddressRange.parse("2001:db8::/32")));

  private final List<RowSource> day = List.of(flows(), requests());

  @Test
  void countsAndContactsAreTheSameInAnyNumberOfShares() {
    Map<String, String> expected = describe(new LocalDay(day, 1));
    assertThat(expected).hasSizeGreaterThan(1_000);
    assertThat(describe(new LocalDay(day, 3))).isEqualTo(expected);
    for (int shares : new int[] {1, 2, 7}) {
      assertThat(describe(new SharedDay(inMemory(shares)))).isEqualTo(expected);
    }
  }

  @Test
  void nobodyIsAskedForNoContacts() {
    DayShares nobody =
        (work, question, answers) -> {
          throw new AssertionError(work);
        };
    ContactTimes none =
        new SharedDay(nobody).readContacts(new DayCounts(NETWORKS), new BitSet(), new BitSet());
    assertThat(none.timesOfEdge(0)).isEmpty();
  }

  /** All that a day says, by the texts that it is about. */
  private static Map<String, String> describe(DayRows rows) {
    DayCounts counts = rows.count(NETWORKS);
    BitSet edges = new BitSet();
    edges.set(0, counts.edges().size());
    BitSet sites = new BitSet();
    sites.set(0, counts.sites().size());
    ContactTimes contacts = rows.readContacts(counts, edges, sites);
    IntFunction<String> text = id -> counts.texts().text(id) + " " + counts.isInside(id);
    IntFunction<String> word = number -> Long.toHexString(counts.word(number));
    IntFunction<String> end = of -> text.apply(counts.server(of)) + " " + counts.service(of);
    Map<String, String> all = new TreeMap<>();
    describe(
        "edge",
        counts.edges(),
        4,
        end,
        text,
        edge ->
            Arrays.toString(contacts.timesOfEdge(edge))
                + Arrays.toString(contacts.octetsOfEdge(edge)),
        all);
    describe(
        "site",
        counts.sites(),
        1,
        text,
        text,
        site ->
            Arrays.toString(contacts.timesOfSite(site))
                + Arrays.toString(contacts.octetsOfSite(site)),
        all);
    describe("behaviour", counts.behaviour(), 1, word, text, row -> "", all);
    describe("request", counts.requests(), 1, text, text, row -> "", all);
    describe("hour", counts.hours(), 1, Integer::toString, text, row -> "untimed", all);
    return all;
  }

  private static void describe(
      String table,
      PairCounts pairs,
      int sums,
      IntFunction<String> second,
      IntFunction<String> first,
      IntFunction<String> more,
      Map<String, String> into) {
    for (int row = 0; row < pairs.size(); row++) {
      StringBuilder said = new StringBuilder(more.apply(row));
      for (int sum = 0; sum < sums; sum++) {
        said.append(' ').append(pairs.sum(row, sum));
      }
      if (!said.toString().startsWith("untimed")) {
        said.append(' ').append(pairs.firstMicros(row)).append('-').append(pairs.lastMicros(row));
      }
      String key =
          table + " " + first.apply(pairs.first(row)) + " " + second.apply(pairs.second(row));
      assertThat(into.put(key, said.toString())).isNull();
    }
  }

  private static RowSource flows() {
    List<FlowRecord> flows = new ArrayList<>(TestRows.office(6_000, 17));
    return TestRows.flows(flows, 400);
  }

  private static RowSource requests() {
    Random random = new Random(9);
    List<HttpRecord> requests = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      HttpBuilder request = TestRows.http(i % 24);
      request.host = "w" + random.nextInt(40) + ".example";
      request.eventTimeMicros = TestRows.micros(i % 24, random.nextInt(3_600) * 1_000_000L);
      request.requestOctets = i % 3 == 0 ? null : Long.valueOf(random.nextInt(5_000));
      requests.add(request.build());
    }
    return TestRows.http(requests, 70);
  }

  /** Each kind in so many shares, which answer in the order of a seed. */
  private DayShares inMemory(int sharesOfKind) {
    List<RowSource> shares = new ArrayList<>();
    for (RowSource rows : day) {
      for (int share = 0; share < sharesOfKind; share++) {
        shares.add(new EveryNth(rows, share, sharesOfKind));
      }
    }
    Collections.shuffle(shares, new Random(sharesOfKind));
    return (work, question, answers) -> {
      for (int share = shares.size() - 1; share >= 0; share--) {
        answers.accept(share, work.answer(shares.get(share), question));
      }
    };
  }

  private record EveryNth(RowSource rows, int first, int step) implements RowSource {
    @Override
    public TelemetryKind kind() {
      return rows.kind();
    }

    @Override
    public int parts() {
      return (rows.parts() - first + step - 1) / step;
    }

    @Override
    public void read(int part, List<String> columns, Consumer<ColumnBatch> consumer) {
      rows.read(first + part * step, columns, consumer);
    }
  }
}
