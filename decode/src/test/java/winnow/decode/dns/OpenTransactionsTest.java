// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import winnow.decode.dns.OpenTransactions.Transaction;
import winnow.schema.Endpoint;
import winnow.schema.IpAddress;
import winnow.schema.Observer;

class OpenTransactionsTest {
  private static final IpAddress CLIENT = IpAddress.parse("192.0.2.7");
  private static final IpAddress SERVER = IpAddress.parse("2001:db8::53");

  @Test
  void keepsWhatAMapInOrderOfInsertionKeeps() {
    Random random = new Random(7);
    OpenTransactions open = new OpenTransactions();
    LinkedHashMap<String, Transaction> expected = new LinkedHashMap<>();
    for (int step = 0; step < 50_000; step++) {
      int id = random.nextInt(1000);
      // Texts whose String.hashCode is the same.
      String name = random.nextBoolean() ? "Aa.example" : "BB.example";
      Transaction fresh = transaction(id, name);
      Transaction known = expected.get(id + name);
      assertThat(open.find(fresh)).isSameAs(known);
      if (known == null) {
        open.add(fresh);
        expected.put(id + name, fresh);
      } else {
        open.remove(known);
        expected.remove(id + name);
      }
      if (step % 10 == 9 && !expected.isEmpty()) {
        Transaction eldest = expected.pollFirstEntry().getValue();
        assertThat(open.eldest()).isSameAs(eldest);
        open.remove(eldest);
      }
      assertThat(open.size()).isEqualTo(expected.size());
    }
    assertThat(expected).hasSizeGreaterThan(500);
  }

  private static Transaction transaction(int id, String name) {
    DnsMessage.Question question = new DnsMessage.Question(name, 1, 1);
    DnsMessage query = new DnsMessage(id, 0, question, null, List.of(), 0, 0, null);
    Envelope envelope =
        new Envelope(
            Observer.UNKNOWN,
            0,
            null,
            new Endpoint(CLIENT, 40_000),
            new Endpoint(SERVER, 53),
            17,
            null);
    return new Transaction(
        new DnsTransactions.Sighting(query, envelope, 40, null, 0),
        CLIENT,
        SERVER,
        40_000 << 16 | 53,
        17 << 16 | id,
        1,
        name);
  }
}
