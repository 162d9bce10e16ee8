// SPDX-License-Identifier: Apache-2.0
package winnow.synth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import winnow.schema.IpAddress;
import winnow.schema.Traffic;
import winnow.synth.network.Host;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.scenario.Attack;
import winnow.synth.scenario.FieldConditions;
import winnow.synth.scenario.GeneratedDomains;
import winnow.synth.scenario.InsiderAccess;
import winnow.synth.scenario.LateralMovement;
import winnow.synth.scenario.Role;
import winnow.synth.scenario.Scenario;
import winnow.synth.scenario.StagedDownload;
import winnow.synth.scenario.Victim;
import winnow.synth.scenario.Window;
import winnow.synth.traffic.Conversation;
import winnow.synth.traffic.Day;
import winnow.synth.traffic.DnsExchange;
import winnow.synth.traffic.Service;
import winnow.synth.traffic.WebRequest;

/** What attacks do is what their descriptions say. */
class PlantedTest {
  private static final Scenario BASE =
      Scenario.defaults().withHosts(120).withIntensity(0.05).withDays(4).withBlended(true);
  private static final Window WORK = new Window(0, 4, 8, 9);
  private static final Window NIGHT = new Window(0, 4, 1.5, 3);

  private static List<Conversation> planted(Collected collected, Attack attack) {
    return collected.conversations.stream()
        .filter(it -> attack.equals(it.planted()) && it.outcome().established())
        .filter(it -> it.service() != Service.DNS)
        .sorted((a, b) -> Long.compare(a.startMicros(), b.startMicros()))
        .toList();
  }

  private static long answered(Conversation conversation) {
    Traffic answered = conversation.answered();
    return answered == null ? 0 : answered.octets();
  }

  private static List<DnsExchange> asked(Collected collected, Attack attack) {
    return collected.exchanges.stream()
        .filter(it -> attack.equals(it.planted()))
        .sorted((a, b) -> Long.compare(a.timeMicros(), b.timeMicros()))
        .toList();
  }

  @Test
  void quietHopsAreOneOrTwoADayAndGoOnFromTheHostReachedThoughAddressesChange() {
    for (LateralMovement.Over over : LateralMovement.Over.values()) {
      Attack hops =
          LateralMovement.quiet("hops-" + over, new Victim(Role.WORKSTATION, 3), WORK)
              .withOver(over);
      Scenario scenario =
          BASE.withAttacks(List.of(hops)).withConditions(FieldConditions.IDEAL.withChurnShare(0.5));
      SyntheticNetwork network = SyntheticNetwork.of(scenario);
      Host at = network.host(hops.victim());
      for (int i = 0; i < 4; i++) {
        Day day = new Day(network, i);
        Map<IpAddress, Host> hosts = new HashMap<>();
        network.hosts().forEach(it -> hosts.put(day.address(it), it));
        List<Conversation> today = planted(Collected.day(scenario, i), hops);
        assertThat(today).hasSizeBetween(1, 2);
        for (Conversation hop : today) {
          assertThat(hosts.get(hop.source().address())).isEqualTo(at);
          assertThat(hop.destinationPort()).isIn(445, 3389, 5985, 22);
          at = hosts.get(hop.destination().address());
          assertThat(at).isNotNull();
        }
      }
    }
  }

  @Test
  void insidersReadAtNightByTheirOwnClockFromServersThatAreNotTheirHabit() {
    Victim victim = new Victim(Role.WORKSTATION, 1);
    InsiderAccess loud = InsiderAccess.loud("loud", victim, NIGHT);
    InsiderAccess quiet =
        InsiderAccess.quiet("quiet", new Victim(Role.DEVELOPER, 1), new Window(0, 4, 2, 3));
    Scenario scenario = BASE.withHosts(300).withAttacks(List.of(loud, quiet));
    SyntheticNetwork network = SyntheticNetwork.of(scenario);
    Collected all = Collected.days(scenario, 0, 1);
    for (InsiderAccess attack : List.of(loud, quiet)) {
      Host host = network.host(attack.victim());
      Day day = new Day(network, 0);
      Set<IpAddress> habits = new HashSet<>();
      for (Role role : List.of(Role.FILE_SERVER, Role.DATABASE)) {
        IntStream.range(0, SyntheticNetwork.HABITS)
            .filter(it -> role == Role.FILE_SERVER || host.role() == Role.DEVELOPER)
            .forEach(it -> habits.add(day.address(network.habit(host, role, it))));
      }
      List<Conversation> reads = planted(all, attack);
      assertThat(reads).hasSize(2 * attack.reads());
      for (Conversation it : reads) {
        long local = it.startMicros() / 3_600_000_000L + host.subnet().zoneHours();
        assertThat(Math.floorMod(local, 24)).isBetween(1, 5);
        assertThat(habits).doesNotContain(it.destination().address());
        assertThat(answered(it)).isGreaterThan(it.sent().octets());
      }
      double megabytes = reads.stream().mapToLong(it -> answered(it)).sum() / 2e6;
      assertThat(megabytes).isBetween(attack == loud ? 4_000.0 : 5, attack == loud ? 12_000.0 : 50);
    }
  }

  @Test
  void generatedNamesDoNotExistUntilOneDoesAndIsCalled() {
    GeneratedDomains loud = GeneratedDomains.loud("loud", new Victim(Role.WORKSTATION, 1), WORK);
    GeneratedDomains quiet = GeneratedDomains.quiet("quiet", new Victim(Role.WORKSTATION, 2), WORK);
    for (double proxied : new double[] {0, 1}) {
      Scenario scenario = BASE.withAttacks(List.of(loud, quiet)).withProxyShare(proxied);
      Collected day = Collected.day(scenario, 0);
      for (GeneratedDomains attack : List.of(loud, quiet)) {
        List<DnsExchange> asked = asked(day, attack);
        List<DnsExchange> missing = asked.stream().filter(it -> it.answers().isEmpty()).toList();
        double hours = 9 * 0.825;
        assertThat(missing.size() / hours)
            .isBetween(attack.namesPerHour() * 0.6, attack.namesPerHour() * 1.5);
        assertThat(missing.stream().map(DnsExchange::name).distinct().count())
            .isGreaterThan((long) (missing.size() * 0.95));
        DnsExchange found =
            asked.stream().filter(it -> !it.answers().isEmpty()).findFirst().orElseThrow();
        assertThat(asked.subList(asked.indexOf(found), asked.size()))
            .allMatch(it -> it.name().startsWith(found.name()));
        List<Conversation> calls = planted(day, attack);
        assertThat(calls).hasSize(proxied == 0 ? 1 : 2);
        assertThat(found.answers().stream().map(DnsExchange.Answer::data))
            .contains(calls.getLast().destination().address().toString());
        assertThat(calls.getLast().startMicros()).isGreaterThan(found.timeMicros());
      }
    }
  }

  @Test
  void downloadsAreAScriptThenAProgramThenCallsToAThirdServer() {
    StagedDownload loud = StagedDownload.loud("loud", new Victim(Role.WORKSTATION, 1), WORK);
    StagedDownload quiet = StagedDownload.quiet("quiet", new Victim(Role.WORKSTATION, 2), WORK);
    Scenario scenario = BASE.withAttacks(List.of(loud, quiet)).withIpv6Share(0);
    Collected direct = Collected.day(scenario.withProxyShare(0), 0);
    Collected proxied = Collected.day(scenario.withProxyShare(1), 0);
    for (StagedDownload attack : List.of(loud, quiet)) {
      List<Conversation> steps = planted(direct, attack);
      assertThat(steps).hasSize(2 + attack.calls());
      assertThat(steps.stream().map(it -> it.destination().address()).distinct()).hasSize(3);
      assertThat(answered(steps.get(0)))
          .isBetween(attack.scriptOctets() / 2L, attack.scriptOctets() * 3L);
      assertThat(answered(steps.get(1)))
          .isBetween(attack.programOctets() / 2, attack.programOctets() * 3);
      List<WebRequest> requests =
          proxied.requests.stream()
              .filter(it -> attack.equals(it.planted()))
              .sorted((a, b) -> Long.compare(a.timeMicros(), b.timeMicros()))
              .toList();
      assertThat(requests).hasSize(2 + attack.calls()).allMatch(WebRequest::proxied);
      assertThat(requests.get(0).reply().mimeType()).matches("application/javascript|text/.*");
      assertThat(requests.get(1).reply().mimeType())
          .matches("application/(x-msdownload|octet-stream|zip)");
      assertThat(requests.stream().map(it -> it.target().host()).distinct()).hasSize(3);
    }
  }

  @Test
  void benignTrafficIsTheSameWithAndWithoutAttacks() {
    Scenario campaigns = Scenario.campaigns(100, 3, 5).withIntensity(0.1);
    Collected attacked = Collected.day(campaigns, 2);
    Collected calm = Collected.day(campaigns.withAttacks(List.of()), 2);
    assertThat(attacked.conversations).hasSizeGreaterThan(calm.conversations.size());
    assertThat(attacked.conversations.stream().filter(it -> it.planted() == null))
        .containsExactlyElementsOf(calm.conversations);
    assertThat(attacked.exchanges.stream().filter(it -> it.planted() == null))
        .containsExactlyElementsOf(calm.exchanges);
    assertThat(attacked.requests.stream().filter(it -> it.planted() == null))
        .containsExactlyElementsOf(calm.requests);
  }
}
