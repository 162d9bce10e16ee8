// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dnslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import winnow.schema.DnsBuilder;
import winnow.schema.DnsRecord;
import winnow.schema.IpAddress;

class OpenQueriesTest {
  private static final QueryKey A = new QueryKey(IpAddress.parse("192.0.2.1"), 0, "a.example", 1);
  private static final QueryKey B = new QueryKey(IpAddress.parse("192.0.2.1"), 0, "b.example", 1);

  private final List<DnsRecord> unanswered = new ArrayList<>();
  private final OpenQueries open = new OpenQueries(unanswered::add);

  private static DnsRecord at(long seconds) {
    DnsBuilder dns = new DnsBuilder();
    dns.eventTimeMicros = 1_000_000 * seconds;
    dns.clientAddress = IpAddress.parse("192.0.2.1");
    return dns.build();
  }

  @Test
  void givesEqualQueriesInTurn() {
    open.add(A, at(1));
    open.add(B, at(2));
    open.add(A, at(3));

    assertThat(open.take(A)).isEqualTo(at(1));
    assertThat(open.take(A)).isEqualTo(at(3));
    assertThat(open.take(A)).isNull();
    open.finish();
    assertThat(unanswered).containsExactly(at(2));
  }

  @Test
  void endsTheEldestFirstAlsoWhenOneOfItsKeyWasTaken() {
    open.add(A, at(1));
    open.add(B, at(2));
    open.add(A, at(50));
    open.take(A);

    open.add(B, at(100));

    assertThat(unanswered).containsExactly(at(2));
  }

  @Test
  void keepsItsBoundWhateverTheKeys() {
    for (int i = 0; i < 3 * OpenQueries.MAX_OPEN; i++) {
      open.add(A, at(i / OpenQueries.MAX_OPEN));
    }

    assertThat(unanswered).hasSize(2 * OpenQueries.MAX_OPEN);
    open.finish();
    assertThat(unanswered).hasSize(3 * OpenQueries.MAX_OPEN);
  }
}
