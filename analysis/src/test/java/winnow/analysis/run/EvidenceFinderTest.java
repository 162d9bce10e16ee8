// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;
import winnow.analysis.count.RowSource;
import winnow.analysis.day.OwnHosts;
import winnow.analysis.detect.Evidence;
import winnow.analysis.score.TestRows;
import winnow.context.InternalNetworks;
import winnow.schema.DnsBuilder;
import winnow.schema.DnsRecord;
import winnow.schema.FlowRecord;
import winnow.schema.HttpBuilder;
import winnow.schema.HttpRecord;

class EvidenceFinderTest {
  private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
  private static final int DAYS = 10;

  @Test
  void whatWasLearntCanBePackedAfterAnyDay() {
    List<String> whole = run(new EvidenceFinder(networks(), 1), 0, DAYS, 1000);
    for (int days : new int[] {1, 4, 9}) {
      EvidenceFinder first = new EvidenceFinder(networks(), 1);
      List<String> found = run(first, 0, days, 1000);
      PackedWriter out = new PackedWriter();
      first.write(out);
      EvidenceFinder second = new EvidenceFinder(networks(), 1);
      second.read(new PackedReader(out.toBytes()));
      found.addAll(run(second, days, DAYS, 1000));
      assertThat(found).isEqualTo(whole);
    }
    assertThat(whole).hasSizeGreaterThan(100);
  }

  @Test
  void threadsAndPartsDoNotMatter() {
    List<String> expected = run(new EvidenceFinder(networks(), 1), 0, DAYS, 100_000);
    assertThat(run(new EvidenceFinder(networks(), 2), 0, DAYS, 701)).isEqualTo(expected);
    assertThat(run(new EvidenceFinder(networks(), 8), 0, DAYS, 97)).isEqualTo(expected);
  }

  private static OwnHosts networks() {
    return OwnHosts.byAddress(new InternalNetworks(List.of()));
  }

  private static List<String> run(EvidenceFinder finder, int from, int to, int partSize) {
    List<String> all = new ArrayList<>();
    for (int day = from; day < to; day++) {
      finder.next(MONDAY.plusDays(day), sources(day, partSize)).byFamily().values().stream()
          .flatMap(List::stream)
          .sorted(
              Comparator.comparing(Evidence::family)
                  .thenComparing(Evidence::host)
                  .thenComparing(Evidence::peer))
          .map(Evidence::toString)
          .forEach(all::add);
    }
    return all;
  }

  private static List<RowSource> sources(int day, int partSize) {
    List<FlowRecord> flows = new ArrayList<>(TestRows.office(2000, 31 + day));
    Collections.shuffle(flows, new Random(partSize));
    Random random = new Random(day);
    List<DnsRecord> queries = new ArrayList<>();
    List<HttpRecord> requests = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      DnsBuilder query = TestRows.dns(i % 24);
      query.query = Integer.toHexString(random.nextInt(1 << 12)) + ".d" + i % 7 + ".example";
      query.qtype = i % 5 == 0 ? 16 : 1;
      queries.add(query.build());
      HttpBuilder request = TestRows.http(i % 24);
      request.host = "w" + random.nextInt(40) + ".example";
      request.eventTimeMicros = TestRows.micros(i % 24, random.nextInt(3_600) * 1_000_000L);
      requests.add(request.build());
    }
    return List.of(
        TestRows.flows(flows, partSize),
        TestRows.dns(queries, partSize),
        TestRows.http(requests, partSize));
  }
}
