// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;
import winnow.analysis.count.RowSource;
import winnow.analysis.score.TestRows;
import winnow.context.InternalNetworks;
import winnow.schema.DnsBuilder;
import winnow.schema.DnsRecord;
import winnow.schema.FlowRecord;
import winnow.schema.HttpBuilder;
import winnow.schema.HttpRecord;
import winnow.schema.IpAddress;

class DayCountsTest {
  private static final OwnHosts PRIVATE = OwnHosts.byAddress(new InternalNetworks(List.of()));

  private final List<FlowRecord> flows = new ArrayList<>(TestRows.office(3000, 5));
  private final List<DnsRecord> queries = new ArrayList<>();
  private final List<HttpRecord> requests = new ArrayList<>();

  DayCountsTest() {
    for (int i = 0; i < 200; i++) {
      queries.add(TestRows.dns(i % 24).build());
      HttpBuilder request = TestRows.http(i % 24);
      request.mimeType = i % 5 == 0 ? "application/java-archive" : "text/html";
      requests.add(request.build());
    }
    for (int i = 0; i < 30; i++) {
      DnsBuilder unnamed = TestRows.dns(i % 24);
      unnamed.query = null;
      queries.add(unnamed.build());
      HttpBuilder outside = TestRows.http(i % 24);
      outside.clientAddress = IpAddress.parse("198.51.100.1");
      requests.add(outside.build());
    }
  }

  @Test
  void threadsAndPartsAndTheirOrderDoNotMatter() {
    TreeSet<String> expected = content(DayCounter.count(sources(10_000), PRIVATE, 1));
    assertThat(expected)
        .hasSizeGreaterThan(1000)
        .contains("{DNS={NO_NAME=30}, HTTP={NOT_INSIDE=30}}");
    for (int threads : new int[] {1, 2, 8}) {
      Collections.shuffle(flows, new Random(threads));
      assertThat(content(DayCounter.count(sources(97), PRIVATE, threads))).isEqualTo(expected);
    }
  }

  @Test
  void partsThatWereCountedElsewhereAddUp() {
    DayCounts sum = new DayCounts(PRIVATE);
    for (RowSource rows : sources(211)) {
      for (int part = rows.parts() - 1; part >= 0; part--) {
        PackedWriter out = new PackedWriter();
        DayCounter.count(rows, part, PRIVATE).write(out);
        sum.addAll(DayCounts.read(PRIVATE, new PackedReader(out.toBytes())));
      }
    }
    assertThat(content(sum)).isEqualTo(content(DayCounter.count(sources(10_000), PRIVATE, 1)));
  }

  @Test
  void programsAreCountedBySite() {
    DayCounts counts = DayCounter.count(sources(97), PRIVATE, 1);
    assertThat(counts.sites().size()).isOne();
    assertThat(counts.sites().sum(0, DayCounts.COUNT)).isEqualTo(200);
    assertThat(counts.sites().sum(0, DayCounts.PROGRAMS)).isEqualTo(40);
  }

  @Test
  void bytesThatAreCutAreRefused() {
    PackedWriter out = new PackedWriter();
    DayCounter.count(sources(10_000), PRIVATE, 1).write(out);
    byte[] bytes = out.toBytes();
    for (int length : new int[] {0, 1, bytes.length / 2, bytes.length - 1}) {
      assertThatThrownBy(
              () -> DayCounts.read(PRIVATE, new PackedReader(Arrays.copyOf(bytes, length))))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private List<RowSource> sources(int size) {
    return List.of(
        TestRows.flows(flows, size), TestRows.dns(queries, size), TestRows.http(requests, size));
  }

  /** Every row of every table, in words. */
  private static TreeSet<String> content(DayCounts counts) {
    TreeSet<String> rows = new TreeSet<>();
    IntFunction<String> text = id -> counts.texts().text(id);
    IntFunction<String> end =
        id -> counts.texts().text(counts.server(id)) + " " + counts.service(id);
    IntFunction<String> word = id -> Long.toHexString(counts.word(id));
    add("edge", counts.edges(), 4, text, end, rows);
    add("hour", counts.hours(), 1, text, Integer::toString, rows);
    add("behaviour", counts.behaviour(), 1, text, word, rows);
    add("name", counts.names(), 3, text, text, rows);
    add("resolver", counts.resolvers(), 0, text, text, rows);
    add("query", counts.queries(), 1, text, word, rows);
    add("site", counts.sites(), 2, text, text, rows);
    add("request", counts.requests(), 1, text, text, rows);
    rows.add(counts.unused().toString());
    return rows;
  }

  private static void add(
      String name,
      PairCounts table,
      int sums,
      IntFunction<String> first,
      IntFunction<String> second,
      TreeSet<String> rows) {
    boolean hasTimes = !name.equals("hour") && !name.equals("resolver");
    for (int row = 0; row < table.size(); row++) {
      StringBuilder line = new StringBuilder(name);
      line.append(' ').append(first.apply(table.first(row)));
      line.append(' ').append(second.apply(table.second(row)));
      for (int sum = 0; sum < sums; sum++) {
        line.append(' ').append(table.sum(row, sum));
      }
      if (hasTimes) {
        line.append(' ').append(table.firstMicros(row)).append(' ').append(table.lastMicros(row));
      }
      assertThat(rows.add(line.toString())).isTrue();
    }
  }
}
