// SPDX-License-Identifier: Apache-2.0
package winnow.synth.scenario;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import winnow.synth.network.SyntheticNetwork;

class ScenarioTest {
  @Test
  void refusesWhatIsOutOfRangeAndNamesIt() {
    assertThatThrownBy(() -> Scenario.defaults().withHosts(5))
        .hasMessage("scenario: hosts is 5, expected 30 to 1000000");
    assertThatThrownBy(() -> Scenario.defaults().withIpv6Share(1.5))
        .hasMessage("scenario: ipv6Share is 1.5, expected 0 to 0.9");
    assertThatThrownBy(() -> Scenario.defaults().withFlowsPerDay(7))
        .hasMessage("scenario: flowsPerDay is 7, expected at least 10000");
    Attack scan = Scan.quiet("twice", new Victim(Role.LAPTOP, 0), new Window(0, 1, 0, 24));
    assertThatThrownBy(() -> Scenario.defaults().withAttacks(List.of(scan, scan)))
        .hasMessage("scenario: attack id is twice, expected different ids");
    assertThatThrownBy(() -> new Window(0, 1, 20, 5))
        .hasMessage("attack window outside a day: day 0 for 1 days, hour 20.0 for 5.0 hours");
  }

  @Test
  void refusesAttacksOutOfRangeAndNamesThem() {
    Victim victim = new Victim(Role.LAPTOP, 0);
    Window window = new Window(0, 1, 0, 24);
    LateralMovement.Over over = LateralMovement.Over.RDP;
    assertThatThrownBy(() -> new LateralMovement("m", victim, window, 0, over, true))
        .hasMessage("lateral movement m: 0 hops out of range, 1 to 1000");
    assertThatThrownBy(() -> new InsiderAccess("i", victim, window, 0, 5))
        .hasMessage(
            "insider access i: 0 reads, 1 to 10000 expected, of 5 octets, 1 or more expected");
    GeneratedDomains.Alphabet words = GeneratedDomains.Alphabet.WORDS;
    assertThatThrownBy(() -> new GeneratedDomains("g", victim, window, -1, words))
        .hasMessage("generated domains g: -1.0 names per hour out of range, above 0, to 100000");
    assertThatThrownBy(() -> new StagedDownload("s", victim, window, 1, 2, 3, 0))
        .hasMessage(
            "staged download s: 1 octets of script, 2 of program, 3.0 s, 0 calls; 1 or more"
                + " expected");
  }

  @Test
  void refusesFieldConditionsOutOfRangeAndNamesThem() {
    FieldConditions ideal = FieldConditions.IDEAL;
    assertThatThrownBy(() -> ideal.withSamplingInterval(0))
        .hasMessage("field conditions: sampling of 1 in 0 packets, expected 1 to 1000000");
    assertThatThrownBy(() -> ideal.withChurnShare(1.5))
        .hasMessage("field conditions: churn share is 1.5, expected 0 to 1");
    FieldConditions missing = ideal.withMissingDays(Set.of(3));
    assertThatThrownBy(() -> Scenario.defaults().withConditions(missing))
        .hasMessage("scenario: missing day is 3, expected 0 to 0");
    FieldConditions sampled = ideal.withSamplingInterval(10);
    assertThatThrownBy(() -> Scenario.benchmark(100, 20_000).withConditions(sampled))
        .hasMessage("scenario: samplingInterval is 10, expected 1 where flowsPerDay is given");
  }

  @Test
  void everyKindOfAttackHasALoudAndAQuietForm() throws ReflectiveOperationException {
    Class<?>[] signature = {String.class, Victim.class, Window.class};
    Window window = new Window(0, 1, 0, 24);
    Set<String> kinds = new HashSet<>();
    for (Class<?> kind : Attack.class.getPermittedSubclasses()) {
      List<Object> forms = new ArrayList<>();
      for (String name : List.of("loud", "quiet")) {
        Object made =
            kind.getMethod(name, signature)
                .invoke(null, "same", new Victim(Role.WORKSTATION, 0), window);
        forms.add(made);
        assertThat(((Attack) made).technique()).matches("T1\\d{3}(\\.\\d{3})?");
        assertThat(((Attack) made).window()).isEqualTo(window);
        kinds.add(((Attack) made).kind());
      }
      assertThat(forms.getFirst()).as(kind.getSimpleName()).isNotEqualTo(forms.getLast());
    }
    assertThat(kinds).hasSameSizeAs(Attack.class.getPermittedSubclasses());
  }

  @Test
  void everySeedOfCampaignsHasAnotherShapeAndEqualSeedsTheSame() {
    Set<Object> shapes = new HashSet<>();
    for (long seed = 0; seed < 40; seed++) {
      Scenario it = Scenario.campaigns(300, 21, seed);
      assertThat(Scenario.campaigns(300, 21, seed)).isEqualTo(it);
      shapes.add(List.of(it.hosts(), it.intensity(), it.ipv6Share(), it.proxyShare()));
      assertThat(it.hosts()).isBetween(200, 450);
      assertThat(it.days()).isEqualTo(21);
      assertThat(it.attacks())
          .extracting(Attack::kind)
          .contains(
              Scenario.demo().attacks().stream()
                  .map(Attack::kind)
                  .distinct()
                  .toArray(String[]::new));
    }
    assertThat(shapes).hasSize(40);
  }

  @Test
  void campaignsAreOfEveryLoudnessOnTheLastThirdOfTheDaysOnHostsOfTheirOwn() {
    Set<String> loudnesses = new HashSet<>();
    Set<Integer> begins = new HashSet<>();
    Set<Role> roles = new HashSet<>();
    int severalDays = 0;
    for (long seed = 0; seed < 20; seed++) {
      Scenario scenario = Scenario.campaigns(300, 21, seed);
      SyntheticNetwork network = SyntheticNetwork.of(scenario);
      Set<Object> victims = new HashSet<>();
      for (Attack it : scenario.attacks()) {
        assertThat(it.window().firstDay()).isBetween(14, 20);
        assertThat(it.window().firstDay() + it.window().days()).isLessThanOrEqualTo(21);
        assertThat(victims.add(network.host(it.victim()))).as(it.id() + " alone").isTrue();
        loudnesses.add(it.id().replaceAll(".*?-(very-quiet|quiet|loud)$", "$1"));
        begins.add(it.window().firstDay());
        roles.add(it.victim().role());
        severalDays += it.window().days() > 1 ? 1 : 0;
      }
    }
    assertThat(loudnesses).containsExactlyInAnyOrder("loud", "quiet", "very-quiet");
    assertThat(begins).hasSize(7);
    assertThat(roles).hasSizeGreaterThan(5);
    assertThat(severalDays).isGreaterThan(20);
  }

  @Test
  void poisonGrowsOnOneHostFromTheHistoryOnAndComesFreshOnAnotherOnItsLastDay() {
    Scenario scenario = Scenario.poisoned(250, 15, 3);
    SyntheticNetwork network = SyntheticNetwork.of(scenario);
    Map<String, List<Attack>> wholes = new TreeMap<>();
    scenario
        .attacks()
        .forEach(it -> wholes.computeIfAbsent(it.whole(), id -> new ArrayList<>()).add(it));
    Set<Object> victims = new HashSet<>();
    wholes.forEach((whole, parts) -> {
      Victim victim = parts.getFirst().victim();
      assertThat(parts).as(whole).allMatch(part -> part.victim().equals(victim));
      assertThat(victims.add(network.host(victim))).as(whole + " alone").isTrue();
      assertThat(parts).allMatch(part -> part.window().days() == 1);
    });
    List<String> growing = wholes.keySet().stream().filter(it -> it.endsWith("-grown")).toList();
    assertThat(growing).hasSize(8);
    for (String grown : growing) {
      List<Attack> parts = requireNonNull(wholes.get(grown));
      Attack fresh = requireNonNull(wholes.get(grown.replace("-grown", "-fresh"))).getFirst();
      assertThat(parts.getLast().window()).isEqualTo(fresh.window());
      assertThat(fresh.window().firstDay()).isBetween(10, 14);
      assertThat(parts.getFirst().window().firstDay()).isEqualTo(fresh.window().firstDay() - 8);
      assertThat(parts).hasSize(9);
    }
    assertThat(wholes.get("brute-force-grown"))
        .extracting(it -> ((BruteForce) it).attempts())
        .isSorted()
        .startsWith(3)
        .endsWith(300);
    assertThat(wholes.keySet().stream().filter(it -> it.contains("-times-"))).hasSize(15);
  }

  @Test
  void theDemoHasNineDaysOrMoreAndAQuietAndALoudAttackOfEachKindAfterAWeek() {
    Scenario demo = Scenario.demo();
    assertThat(demo.hosts()).isEqualTo(300);
    assertThat(demo.days()).isGreaterThanOrEqualTo(9);
    assertThat(demo.attacks()).allMatch(it -> it.window().firstDay() >= 8);
    assertThat(demo.attacks()).allMatch(it -> it.window().includes(demo.days() - 1));
    assertThat(demo.attacks()).extracting(Attack::kind).contains("beacon", "dns-tunnel", "scan");
  }

  @Test
  void everyNetworkHasHostsOfEveryRoleAndExactlyAsManyAsAskedFor() {
    for (int hosts : new int[] {30, 300, 20_000}) {
      SyntheticNetwork network = SyntheticNetwork.of(Scenario.defaults().withHosts(hosts));
      assertThat(network.hosts()).hasSize(hosts);
      for (Role role : Role.values()) {
        assertThat(network.withRole(role)).as(role.name()).isNotEmpty();
      }
    }
  }
}
