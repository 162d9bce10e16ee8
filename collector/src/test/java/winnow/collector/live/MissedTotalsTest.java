// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import winnow.decode.exporter.DomainStatistics;
import winnow.decode.exporter.ExportDomain;
import winnow.decode.exporter.ExportProtocol;
import winnow.decode.exporter.SequenceUnit;
import winnow.schema.IpAddress;

class MissedTotalsTest {
  private static final IpAddress EXPORTER = IpAddress.parse("192.0.2.1");

  private final MissedTotals totals = new MissedTotals();

  private static DomainStatistics domain(int session, long datagrams, long missed) {
    return new DomainStatistics(
        new ExportDomain(EXPORTER, ExportProtocol.IPFIX, 7, session),
        datagrams,
        0,
        0,
        new DomainStatistics.Loss(SequenceUnit.RECORDS, missed, 0, 0, 0),
        new DomainStatistics.Times(null, null),
        0,
        1,
        DomainStatistics.Waiting.NONE);
  }

  private long total() {
    return totals.totals().getOrDefault(EXPORTER, Map.of()).getOrDefault(SequenceUnit.RECORDS, -1L);
  }

  @Test
  void neverFallWhenSomethingComesLateADomainIsForgottenOrBeginsAnew() {
    totals.add(List.of(domain(1, 100, 10), domain(2, 50, 3)));
    assertThat(total()).isEqualTo(13);
    totals.add(List.of(domain(1, 200, 4), domain(2, 60, 3)));
    assertThat(total()).as("6 came late").isEqualTo(13);
    totals.add(List.of(domain(1, 300, 12)));
    assertThat(total()).as("2 more, and a domain was forgotten").isEqualTo(15);
    totals.add(List.of(domain(1, 5, 1)));
    assertThat(total()).as("it began anew").isEqualTo(16);
    totals.add(List.of());
    assertThat(total()).isEqualTo(16);
  }

  @Test
  void goOnFromThoseOfAnEarlierProcess() {
    totals.add(List.of(domain(1, 100, 10)));
    totals.raise(EXPORTER, SequenceUnit.RECORDS, 13);
    assertThat(total()).as("it had seen 3 more, of what came late").isEqualTo(13);
    totals.raise(EXPORTER, SequenceUnit.RECORDS, 12);
    totals.add(List.of(domain(1, 200, 12)));
    assertThat(total()).isEqualTo(15);
  }
}
