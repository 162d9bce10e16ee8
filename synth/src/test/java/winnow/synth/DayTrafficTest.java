// SPDX-License-Identifier: Apache-2.0
package winnow.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import winnow.schema.IpAddress;
import winnow.synth.blend.Blends;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.scenario.Role;
import winnow.synth.scenario.Scenario;
import winnow.synth.traffic.Conversation;
import winnow.synth.traffic.Day;
import winnow.synth.traffic.DnsExchange;
import winnow.synth.traffic.Outcome;
import winnow.synth.traffic.Service;
import winnow.synth.traffic.TrafficSink;
import winnow.synth.traffic.WebRequest;

class DayTrafficTest {
  private static final Scenario SCENARIO =
      Scenario.defaults().withHosts(400).withIntensity(0.4).withDays(8).withSeed(5);
  private static final Collected MONDAY = Collected.day(SCENARIO, 0);

  private static long count(Predicate<Conversation> wanted) {
    return MONDAY.conversations.stream().filter(wanted).count();
  }

  private static boolean isWeb(Conversation it) {
    return switch (it.service()) {
      case HTTPS, HTTP, QUIC -> it.source().as() == 0 && it.destination().as() != 0;
      default -> false;
    };
  }

  @Test
  void officeHoursAreManyTimesAsBusyAsTheNight() {
    long[] perHour = new long[24];
    long midnight = SCENARIO.firstDay().toEpochDay() * Day.MICROS;
    for (Conversation it : MONDAY.conversations) {
      int hour = (int) ((it.startMicros() - midnight) / 3_600_000_000L);
      if (isWeb(it) && hour < 24) {
        perHour[hour]++;
      }
    }
    double day = Arrays.stream(perHour, 9, 15).sum() / 6.0;
    double night = Arrays.stream(perHour, 1, 5).sum() / 4.0;
    assertThat(day / night).isBetween(3.0, 30.0);
  }

  @Test
  void weekendsAreQuiet() {
    Collected sunday = Collected.day(SCENARIO, 6);
    long then = sunday.conversations.stream().filter(DayTrafficTest::isWeb).count();
    assertThat((double) then / count(DayTrafficTest::isWeb)).isBetween(0.1, 0.6);
  }

  @Test
  void repliesHaveAHeavyTail() {
    double[] octets =
        MONDAY.conversations.stream()
            .filter(it -> isWeb(it) && it.answered() != null && it.outcome() == Outcome.SF)
            .mapToDouble(it -> it.answered().octets())
            .sorted()
            .toArray();
    int top = octets.length / 200;
    double hill = 0;
    for (int i = 1; i <= top; i++) {
      hill += Math.log(octets[octets.length - i] / octets[octets.length - 1 - top]);
    }
    assertThat(top / hill).as("Hill estimate of the tail exponent").isBetween(0.8, 1.8);
    assertThat(octets[octets.length / 2]).as("median octets").isBetween(4_000.0, 30_000.0);
  }

  @Test
  void theShareOfIpv6IsAsAskedFor() {
    for (double share : new double[] {0, 0.1, 0.4}) {
      Scenario scenario = SCENARIO.withHosts(1500).withIntensity(0.1).withIpv6Share(share);
      Collected day = Collected.day(scenario.withProxyShare(0), 0);
      List<Conversation> web = day.conversations.stream().filter(DayTrafficTest::isWeb).toList();
      long ipv6 = web.stream().filter(it -> !it.source().address().isIpv4()).count();
      assertThat((double) ipv6 / web.size()).isCloseTo(share, within(0.25 * share));
    }
  }

  @Test
  void aTenthOrSoOfTheNamesDoNotExist() {
    long missing =
        MONDAY.exchanges.stream()
            .filter(it -> it.outcome() == DnsExchange.Result.NX_DOMAIN)
            .count();
    assertThat((double) missing / MONDAY.exchanges.size()).isBetween(0.04, 0.2);
  }

  @Test
  void everyDirectVisitGoesToAnAddressThatTheClientWasTold() {
    Map<IpAddress, Set<String>> told = new HashMap<>();
    Set<IpAddress> clients = new HashSet<>();
    for (DnsExchange it : MONDAY.exchanges) {
      clients.add(it.client());
      for (DnsExchange.Answer answer : it.answers()) {
        told.computeIfAbsent(it.client(), key -> new HashSet<>()).add(answer.data());
      }
    }
    List<Conversation> web =
        MONDAY.conversations.stream()
            .filter(it -> isWeb(it) && clients.contains(it.source().address()))
            .toList();
    long known =
        web.stream()
            .filter(it ->
                told.getOrDefault(it.source().address(), Set.of())
                    .contains(it.destination().address().toString()))
            .count();
    assertThat(web.size()).isGreaterThan(10_000);
    assertThat((double) known / web.size()).isGreaterThan(0.97);
  }

  @Test
  void everyProxiedRequestHasAConversationOfTheProxyWithItsServer() {
    SyntheticNetwork network = SyntheticNetwork.of(SCENARIO);
    Day day = new Day(network, 0);
    Set<IpAddress> proxies =
        network.withRole(Role.PROXY).stream().map(day::address).collect(Collectors.toSet());
    Set<IpAddress> reached =
        MONDAY.conversations.stream()
            .filter(it -> proxies.contains(it.source().address()))
            .map(it -> it.destination().address())
            .collect(Collectors.toSet());
    List<WebRequest> proxied = MONDAY.requests.stream().filter(WebRequest::proxied).toList();
    assertThat(proxied).hasSizeGreaterThan(5_000);
    assertThat(proxied).allMatch(it -> reached.contains(it.server()));
  }

  @Test
  void aFewTcpConversationsFailAndTheInternetKnocksInVain() {
    Predicate<Conversation> inside = it -> !it.crossesBorder() && it.service().protocol() == 6;
    double failed = count(inside.and(it -> !it.outcome().established()));
    assertThat(failed / count(inside)).isBetween(0.001, 0.03);
    Predicate<Conversation> probes =
        it -> it.source().as() != 0 && it.service() == Service.OTHER_TCP;
    assertThat(count(probes)).isGreaterThan(1_000);
    assertThat(count(probes.and(it -> it.outcome().established()))).isZero();
  }

  @Test
  void laptopsChangeTheirAddressesAndNeverShareOne() {
    SyntheticNetwork network = SyntheticNetwork.of(SCENARIO);
    Day first = new Day(network, 0);
    Day last = new Day(network, 7);
    List<winnow.synth.network.Host> laptops = network.withRole(Role.LAPTOP);
    assertThat(laptops.stream().map(last::address).distinct().count()).isEqualTo(laptops.size());
    long moved = laptops.stream().filter(it -> !first.address(it).equals(last.address(it))).count();
    assertThat((double) moved / laptops.size()).isBetween(0.3, 0.95);
  }

  @Test
  void slicesStaySmallHoweverBusyTheDayIs() {
    Scenario calm = Scenario.defaults().withHosts(1000).withIntensity(0.05);
    Collected busy = Collected.day(calm.withIntensity(0.4), 0);
    assertThat(busy.conversations.size()).isGreaterThan(400_000);
    assertThat(busy.largestSlice).isLessThan(60_000);
    assertThat(busy.advances.size()).isGreaterThan(Collected.day(calm, 0).advances.size());
  }

  @Test
  void nothingStartsBeforeItsSlice() {
    Scenario scenario = SCENARIO.withIntensity(0.1);
    StrictSink strict = new StrictSink();
    new DayTraffic(new Day(SyntheticNetwork.of(scenario), 0), 0.1, Blends.NONE).generate(strict);
    assertThat(strict.early).isZero();
    assertThat(strict.seen).isGreaterThan(10_000);
  }

  private static final class StrictSink implements TrafficSink {
    private long open;
    private long early;
    private long seen;

    @Override
    public boolean wants(winnow.schema.TelemetryKind kind) {
      return true;
    }

    @Override
    public void conversation(Conversation it) {
      check(it.startMicros());
    }

    @Override
    public void exchange(DnsExchange it) {
      check(it.timeMicros());
    }

    @Override
    public void request(WebRequest it) {
      check(it.timeMicros());
    }

    @Override
    public void advance(long timeMicros) {
      open = timeMicros;
    }

    private void check(long time) {
      seen++;
      early += time < open ? 1 : 0;
    }
  }
}
