// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import winnow.analysis.score.TestRows;
import winnow.schema.DnsBuilder;
import winnow.schema.DnsRecord;
import winnow.schema.IpAddress;

class TunnelDetectorTest {
  private static final LocalDate DAY = LocalDate.parse("2016-07-08");
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final List<String> WORDS =
      List.of("www", "mail", "img", "static", "api", "news", "shop", "login", "cdn", "media");

  private final TunnelDetector detector = new TunnelDetector();

  @Test
  void dataInNamesOfADomainThatOneHostAsksForComesFirst() {
    List<DnsRecord> queries = office(1);
    queries.addAll(tunnel(40, 30));
    Evidence first = best(detector.next(Observed.day(DAY, List.of(TestRows.dns(queries, 100)))));
    assertThat(first.host()).isEqualTo("10.0.0.99");
    assertThat(first.peer()).isEqualTo("evil.example");
    assertThat(first.technique()).isEqualTo("T1071.004");
    assertThat(first.parts().getFirst().value()).isEqualTo(40);
  }

  @Test
  void namesThatManyHostsAskForSayLittleHoweverLong() {
    List<DnsRecord> queries = office(1);
    Random random = new Random(2);
    for (int host = 0; host < 50; host++) {
      for (int i = 0; i < 40; i++) {
        queries.add(query("10.0.0." + host, random(30, random) + ".look-up.example", 1));
      }
    }
    queries.addAll(tunnel(40, 30));
    assertThat(best(detector.next(Observed.day(DAY, List.of(TestRows.dns(queries, 100))))).host())
        .isEqualTo("10.0.0.99");
  }

  @Test
  void aResolverThatAsksForWhatItsClientsAskForIsNoTunnel() {
    List<DnsRecord> queries = office(1);
    Random random = new Random(7);
    for (int i = 0; i < 40; i++) {
      String name = random(30, random) + ".evil.example";
      queries.add(through(name, "10.0.0.99", "10.0.0.53"));
      queries.add(through(name, "10.0.0.53", "198.51.100.53"));
    }
    List<Evidence> found = detector.next(Observed.day(DAY, List.of(TestRows.dns(queries, 100))));
    assertThat(best(found).host()).isEqualTo("10.0.0.99");
    assertThat(found).noneMatch(one -> one.host().equals("10.0.0.53"));
  }

  @Test
  void resolversThatAskEachOtherStandForClientsThatAreNotSeen() {
    List<DnsRecord> queries = office(1);
    Random random = new Random(7);
    for (int i = 0; i < 40; i++) {
      String name = random(30, random) + ".evil.example";
      queries.add(through(name, "10.0.0.53", "10.0.0.54"));
      queries.add(through(name, "10.0.0.54", "10.0.0.53"));
    }
    assertThat(detector.next(Observed.day(DAY, List.of(TestRows.dns(queries, 100)))))
        .anyMatch(one -> one.host().equals("10.0.0.53") && one.peer().equals("evil.example"));
  }

  @Test
  void aResolverWhoseClientsAreNotSeenStandsForThem() {
    List<DnsRecord> queries = office(1);
    Random random = new Random(7);
    for (int i = 0; i < 40; i++) {
      queries.add(through(random(30, random) + ".evil.example", "10.0.0.53", "198.51.100.53"));
    }
    assertThat(best(detector.next(Observed.day(DAY, List.of(TestRows.dns(queries, 100))))).host())
        .isEqualTo("10.0.0.53");
  }

  @Test
  void theSameNameAgainCarriesNothing() {
    List<DnsRecord> queries = office(1);
    for (int i = 0; i < 1000; i++) {
      queries.add(query("10.0.0.98", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.once.example", 16));
    }
    assertThat(detector.next(Observed.day(DAY, List.of(TestRows.dns(queries, 100)))))
        .noneMatch(one -> one.host().equals("10.0.0.98"));
  }

  @Test
  void theOrderOfRowsDoesNotMatter() {
    List<DnsRecord> queries = office(1);
    queries.addAll(tunnel(40, 30));
    List<Evidence> expected =
        sorted(detector.next(Observed.day(DAY, List.of(TestRows.dns(queries, 100)))));
    Collections.shuffle(queries, new Random(9));
    TunnelDetector other = new TunnelDetector();
    assertThat(sorted(other.next(Observed.day(DAY, List.of(TestRows.dns(queries, 33))))))
        .isEqualTo(expected);
  }

  @Test
  void aModelOfNamesTellsWordsFromData() {
    NameModel model = new NameModel();
    for (int i = 0; i < 200; i++) {
      WORDS.forEach(model::learn);
    }
    assertThat(model.bits("static") / 6).isLessThan(2.5);
    assertThat(model.bits(random(600, new Random(1))) / 600).isBetween(5.0, 8.0);
    assertThat(model.bits("")).isZero();
    assertThat(model.bits("STATIC")).isEqualTo(model.bits("static"));
  }

  @Test
  void theTailOfTheNormalDistributionIsRight() {
    assertThat(NormalTail.bits(0)).isBetween(0.9999, 1.0001);
    assertThat(Math.pow(2, -NormalTail.bits(1.959964))).isBetween(0.02499, 0.02501);
    assertThat(Math.pow(2, -NormalTail.bits(3.090232))).isBetween(0.000999, 0.001001);
    assertThat(Math.pow(2, -NormalTail.bits(-1.644854))).isBetween(0.94999, 0.95001);
  }

  private static Evidence best(List<Evidence> found) {
    return found.stream().max(Comparator.comparing(Evidence::score)).orElseThrow();
  }

  private static List<Evidence> sorted(List<Evidence> found) {
    return found.stream()
        .sorted(Comparator.comparing(Evidence::host).thenComparing(Evidence::peer))
        .toList();
  }

  private static List<DnsRecord> tunnel(int names, int length) {
    Random random = new Random(5);
    List<DnsRecord> queries = new ArrayList<>();
    for (int i = 0; i < names; i++) {
      queries.add(query("10.0.0.99", random(length, random) + ".evil.example", 1));
    }
    return queries;
  }

  private static List<DnsRecord> office(long seed) {
    Random random = new Random(seed);
    List<DnsRecord> queries = new ArrayList<>();
    for (int host = 0; host < 50; host++) {
      for (int i = 0; i < 60; i++) {
        String word = WORDS.get((int) Math.abs(random.nextGaussian() * 3) % 10);
        String domain = "site" + (int) Math.abs(random.nextGaussian() * 10) + ".example";
        queries.add(query("10.0.0." + host, word + "." + domain, 1));
      }
    }
    return queries;
  }

  private static String random(int length, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(BASE32.charAt(random.nextInt(BASE32.length())));
    }
    return text.toString();
  }

  private static DnsRecord through(String name, String client, String server) {
    DnsBuilder dns = TestRows.dns(9);
    dns.clientAddress = IpAddress.parse(client);
    dns.serverAddress = IpAddress.parse(server);
    dns.query = name;
    dns.qtype = 16;
    return dns.build();
  }

  private static DnsRecord query(String client, String name, int type) {
    DnsBuilder dns = TestRows.dns(9);
    dns.clientAddress = IpAddress.parse(client);
    dns.query = name;
    dns.qtype = type;
    return dns.build();
  }
}
