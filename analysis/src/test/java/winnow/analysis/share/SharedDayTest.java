// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
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
import winnow.analysis.day.OwnHosts;
import winnow.analysis.day.PairCounts;
import winnow.analysis.score.TestRows;
import winnow.context.AddressRange;
import winnow.context.InternalNetworks;
import winnow.context.Leases;
import winnow.schema.FlowRecord;
import winnow.schema.HttpBuilder;
import winnow.schema.HttpRecord;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryKind;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.lease.Binding;

/** A day in shares says what it says in one process. */
class SharedDayTest {
  private static final OwnHosts HOSTS =
      OwnHosts.byAddress(
          new InternalNetworks(
              List.of(AddressRange.parse("198.51.100.0/25"), AddressRange.parse("2001:db8::/32"))));

  /** The clients of the office, half of which go home at noon and leave their address to others. */
  private static final OwnHosts LEASED = new OwnHosts(HOSTS.networks(), leases());

  private final List<RowSource> day = List.of(flows(), requests());

  @Test
  void countsAndContactsAreTheSameInAnyNumberOfShares() {
    Map<String, String> byAddress = describe(new LocalDay(day, 1), HOSTS);
    Map<String, String> byLease = describe(new LocalDay(day, 1), LEASED);
    assertThat(byAddress).hasSizeGreaterThan(1_000);
    assertThat(byLease.keySet())
        .anyMatch(row -> row.startsWith("edge @early-"))
        .anyMatch(row -> row.startsWith("edge @late-"))
        .anyMatch(row -> row.startsWith("seen @early-"));
    assertThat(describe(new LocalDay(day, 3), HOSTS)).isEqualTo(byAddress);
    assertThat(describe(new LocalDay(day, 3), LEASED)).isEqualTo(byLease);
    for (int shares : new int[] {1, 2, 7}) {
      assertThat(describe(new SharedDay(inMemory(shares)), HOSTS)).isEqualTo(byAddress);
      assertThat(describe(new SharedDay(inMemory(shares)), LEASED)).isEqualTo(byLease);
    }
  }

  private static Leases leases() {
    List<Binding> told = new ArrayList<>();
    for (FlowRecord flow : TestRows.office(6_000, 17)) {
      IpAddress address = flow.source().address();
      String host = address.toString().replace('.', '-');
      boolean isShared = address.low() % 2 == 0;
      Long noon = TestRows.micros(12, 0);
      told.add(new Binding(address, 0L, null, "", (isShared ? "early-" : "host-") + host));
      if (isShared) {
        told.add(new Binding(address, noon, null, "", "late-" + host));
      }
    }
    return Leases.of(told).on(LocalDate.parse("2016-07-08"));
  }

  @Test
  void nobodyIsAskedForNoContacts() {
    DayShares nobody =
        (work, question, answers) -> {
          throw new AssertionError(work);
        };
    ContactTimes none =
        new SharedDay(nobody).readContacts(new DayCounts(HOSTS), new BitSet(), new BitSet());
    assertThat(none.timesOfEdge(0)).isEmpty();
  }

  /** All that a day says, by the texts that it is about. */
  private static Map<String, String> describe(DayRows rows, OwnHosts hosts) {
    DayCounts counts = rows.count(hosts);
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
    describe("seen", counts.addresses(), 1, text, text, row -> "", all);
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
