// SPDX-License-Identifier: Apache-2.0
package winnow.synth.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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
