// SPDX-License-Identifier: Apache-2.0
package winnow.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.schema.IpAddress;
import winnow.synth.blend.Blends;
import winnow.synth.blend.Captured;
import winnow.synth.blend.Elsewhere;
import winnow.synth.emit.OutputFormat;
import winnow.synth.emit.Rotation;
import winnow.synth.network.Host;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.network.UserAgents;
import winnow.synth.scenario.Blend;
import winnow.synth.scenario.Role;
import winnow.synth.scenario.Scenario;
import winnow.synth.traffic.Conversation;
import winnow.synth.traffic.Day;
import winnow.synth.traffic.DnsExchange;
import winnow.synth.traffic.Outcome;
import winnow.synth.traffic.WebRequest;

/** What a host of another network did is done by a host of this one, in its ways. */
class BlendsTest {
  private static final Scenario SCENARIO =
      Scenario.defaults()
          .withHosts(120)
          .withDays(2)
          .withIntensity(0.05)
          .withProxyShare(0.5)
          .withBlended(true);
  private static final SyntheticNetwork NETWORK = SyntheticNetwork.of(SCENARIO);

  private static Collected blended(Blends blends, int day) {
    return Collected.day(SCENARIO, day, blends);
  }

  private static Blends blends(@Nullable Boolean proxied, int day, @Nullable Double hour) {
    return Blends.of(
        NETWORK,
        List.of(new Captured(Elsewhere.blend("x", proxied, day, hour), Elsewhere.records())));
  }

  private static List<Conversation> conversations(Collected collected) {
    return collected.conversations.stream().filter(it -> it.planted() != null).toList();
  }

  private static List<DnsExchange> exchanges(Collected collected) {
    return collected.exchanges.stream().filter(it -> it.planted() != null).toList();
  }

  private static Host only(Blends blends) {
    return blends.hosts().values().iterator().next();
  }

  @Test
  void theHostIsOneThatStaysOnAndTakesTheWayToTheWebThatIsAskedFor() {
    for (boolean proxied : new boolean[] {true, false}) {
      Host host = only(blends(proxied, 0, null));
      assertThat(host.role()).isEqualTo(Role.WORKSTATION);
      assertThat(host.staysOn()).isTrue();
      assertThat(host.behindProxy()).isEqualTo(proxied);
    }
  }

  @Test
  void timesOfDayAreKeptOrAsAskedForAndGapsAre() {
    Collected kept = blended(blends(false, 1, null), 1);
    long noon = new Day(NETWORK, 1).startMicros() + Day.MICROS / 2;
    List<Long> calls =
        conversations(kept).stream()
            .filter(it -> it.destinationPort() == 443)
            .map(Conversation::startMicros)
            .sorted()
            .toList();
    assertThat(calls).hasSize(60);
    assertThat(calls.getFirst()).isEqualTo(noon);
    assertThat(calls.getLast()).isEqualTo(noon + 59 * 60_000_000L);

    Collected late = blended(blends(false, 0, 23.5), 0);
    Collected after = blended(blends(false, 0, 23.5), 1);
    assertThat(exchanges(late)).hasSize(34);
    assertThat(exchanges(after)).hasSize(30);
    assertThat(conversations(blended(blends(false, 1, null), 0))).isEmpty();
  }

  @Test
  void whatGoesOnAfterTheLastDayIsCounted() {
    Blends late = blends(false, 1, 23.5);
    assertThat(late.leftOut(NETWORK).values())
        .singleElement()
        .satisfies(count -> assertThat(count).isPositive());
    assertThat(blends(false, 0, 23.5).leftOut(NETWORK)).isEmpty();
  }

  @Test
  void peersInsideAreServersAndHostsOfThisNetworkAndThoseOutsideStayWhatTheyAre() {
    Blends blends = blends(false, 0, null);
    Host host = only(blends);
    Day day = new Day(NETWORK, 0);
    Collected collected = blended(blends, 0);
    List<Conversation> all = conversations(collected);
    Set<IpAddress> known = NETWORK.hosts().stream().map(day::address).collect(Collectors.toSet());

    assertThat(all).extracting(it -> it.source().address()).containsOnly(day.address(host));
    assertThat(at(all, 88)).isIn(addresses(day, Role.DOMAIN_CONTROLLER));
    assertThat(at(all, 53)).isEqualTo(resolver(day, host));
    assertThat(at(all, 443)).hasToString("151.101.1.6");
    assertThat(at(all, 8443).toString()).doesNotStartWith("203.0.113");
    assertThat(all)
        .filteredOn(it -> it.destinationPort() == 445)
        .hasSize(2)
        .extracting(it -> it.outcome())
        .containsExactlyInAnyOrder(Outcome.SF, Outcome.S0);
    Conversation copy =
        all.stream()
            .filter(it -> it.destinationPort() == 445 && it.outcome() == Outcome.SF)
            .findFirst()
            .orElseThrow();
    assertThat(addresses(day, Role.WORKSTATION)).contains(copy.destination().address());
    assertThat(known).contains(copy.destination().address());
    assertThat(all).noneMatch(it -> it.destinationPort() == 67 || it.destinationPort() == 137);
    assertThat(all)
        .allSatisfy(it -> assertThat(it.destination().address().toString()).doesNotContain(".77."));
  }

  @Test
  void theSameAddressOutsideIsTheSameInEveryBlend() {
    List<Captured> two =
        List.of(
            new Captured(Elsewhere.blend("x", false, 0, null), Elsewhere.records()),
            new Captured(Elsewhere.blend("y", false, 0, null), Elsewhere.records()));
    Blends blends = Blends.of(NETWORK, two);
    assertThat(Set.copyOf(blends.hosts().values())).hasSize(2);
    List<Conversation> all = conversations(blended(blends, 0));
    assertThat(all)
        .filteredOn(it -> it.destinationPort() == 8443)
        .hasSize(2)
        .extracting(Conversation::destination)
        .containsOnly(
            all.stream()
                .filter(it -> it.destinationPort() == 8443)
                .findFirst()
                .orElseThrow()
                .destination());
  }

  @Test
  void namesOfTheOtherNetworkBecomeNamesOfThisOne() {
    Blends blends = blends(false, 0, null);
    List<DnsExchange> all = exchanges(blended(blends, 0));
    String own = new Day(NETWORK, 0).address(only(blends)).toString();
    String[] parts = own.split("\\.", -1);
    assertThat(all)
        .extracting(DnsExchange::name)
        .contains(
            "c0.beacon.example.net",
            "fileserver." + SyntheticNetwork.ZONE,
            parts[3] + "." + parts[2] + "." + parts[1] + "." + parts[0] + ".in-addr.arpa",
            "odd\\228\\.label.example.net")
        .noneMatch(name -> name.contains("lab.example"));
    assertThat(named(all, "fileserver").answers().getFirst().data()).startsWith("10.");
    assertThat(named(all, parts[3] + ".").answers().getFirst().data())
        .isEqualTo("me." + SyntheticNetwork.ZONE);
    assertThat(named(all, "nothing").outcome()).isEqualTo(DnsExchange.Result.NX_DOMAIN);
    assertThat(named(all, "c0.").answers().getFirst().data()).isEqualTo("151.101.1.6");
    assertThat(all)
        .extracting(DnsExchange::server)
        .containsOnly(resolver(new Day(NETWORK, 0), only(blends)));
  }

  @Test
  void behindAProxyTheWebIsAskedForThroughIt() {
    Blends blends = blends(true, 0, null);
    Host host = only(blends);
    Day day = new Day(NETWORK, 0);
    Collected collected = blended(blends, 0);
    List<WebRequest> requests =
        collected.requests.stream().filter(it -> it.planted() != null).toList();
    assertThat(requests).hasSize(61).allMatch(WebRequest::proxied);
    assertThat(requests)
        .filteredOn(it -> it.target().method().equals("CONNECT"))
        .hasSize(60)
        .extracting(it -> it.target().host())
        .allMatch(name -> name.endsWith(".beacon.example.net"));
    WebRequest plain =
        requests.stream()
            .filter(it -> it.target().method().equals("GET"))
            .findFirst()
            .orElseThrow();
    assertThat(plain.target().path()).isEqualTo("/a%20b?");
    assertThat(plain.target().userAgent()).isEqualTo(UserAgents.of(host));
    assertThat(plain.user()).isEqualTo(host.user());
    assertThat(conversations(collected))
        .filteredOn(it -> it.source().address().equals(day.address(host)))
        .noneMatch(it -> it.destinationPort() == 443)
        .filteredOn(it -> it.destinationPort() == 8080)
        .hasSize(61);
    assertThat(conversations(collected))
        .filteredOn(it -> it.destinationPort() == 443)
        .extracting(it -> it.source().address())
        .containsOnly(day.address(NETWORK.server(Role.PROXY, host.seed())));
  }

  @Test
  void labelsNameTheHostAndItsRelaysAndWhatIsBenign(@TempDir Path folder) throws IOException {
    Blend bad = Elsewhere.blend("bad", false, 0, null);
    Blend good =
        new Blend(
            "good",
            "browsing",
            "",
            Blend.Label.BENIGN,
            bad.origin(),
            new Blend.Place(Role.WORKSTATION, true, 0, null));
    DataSet data =
        new DataSet(
            SCENARIO,
            Set.of(OutputFormat.NFCAPD, OutputFormat.DNS_PCAP, OutputFormat.PROXY),
            Rotation.DAY,
            List.of(
                new Captured(bad, Elsewhere.records()), new Captured(good, Elsewhere.records())));
    data.write(folder, (done, of, soFar) -> {});
    Day day = new Day(NETWORK, 0);
    List<String> lines = Files.readAllLines(folder.resolve("labels.csv"));
    assertThat(lines.getFirst()).endsWith(",part,label");
    String badHost = day.address(Objects.requireNonNull(data.blends().hosts().get(bad))).toString();
    String goodHost =
        day.address(Objects.requireNonNull(data.blends().hosts().get(good))).toString();
    assertThat(lines)
        .filteredOn(line -> line.startsWith("bad,"))
        .isNotEmpty()
        .allMatch(line -> line.contains("," + badHost + ",,") && line.endsWith(",host,malicious"));
    assertThat(lines)
        .filteredOn(line -> line.startsWith("good,") && line.contains(",host,"))
        .isNotEmpty()
        .allMatch(line -> line.contains("," + goodHost + ",,") && line.endsWith(",benign"));
    assertThat(lines)
        .filteredOn(line -> line.startsWith("good,") && line.contains(",relay,"))
        .isNotEmpty();
  }

  @Test
  void blendsOfOneNameAreByOneHostAndWhatIsBackgroundIsNotLabelled(@TempDir Path folder)
      throws IOException {
    Blend bad = Elsewhere.blend("x", false, 1, null);
    Blend before =
        new Blend(
            "x",
            "habit",
            "",
            Blend.Label.BACKGROUND,
            bad.origin(),
            new Blend.Place(Role.WORKSTATION, false, 0, null));
    List<Captured> captured =
        List.of(new Captured(before, Elsewhere.records()), new Captured(bad, Elsewhere.records()));
    DataSet data = new DataSet(SCENARIO, Set.of(OutputFormat.NFCAPD), Rotation.DAY, captured);
    assertThat(Set.copyOf(data.blends().hosts().values())).hasSize(1);
    assertThat(conversations(blended(data.blends(), 0))).isNotEmpty();
    data.write(folder, (done, of, soFar) -> {});
    assertThat(Files.readAllLines(folder.resolve("labels.csv")))
        .hasSize(2)
        .last()
        .asString()
        .startsWith("x,beacon,T1071,")
        .contains(",2026-03-03T");
    Blend good = new Blend("x", "habit", "", Blend.Label.BENIGN, bad.origin(), before.place());
    List<Captured> both =
        List.of(new Captured(good, Elsewhere.records()), new Captured(bad, Elsewhere.records()));
    assertThatThrownBy(() -> Blends.of(NETWORK, both))
        .hasMessage("blend x is malicious and benign");
  }

  @Test
  void whatCannotBePlacedIsRefused() {
    assertThatThrownBy(() -> blends(false, 2, null)).hasMessage("blend x begins on day 3 of 2");
    SyntheticNetwork direct = SyntheticNetwork.of(SCENARIO.withProxyShare(0));
    Captured proxied = new Captured(Elsewhere.blend("x", true, 0, null), Elsewhere.records());
    assertThatThrownBy(() -> Blends.of(direct, List.of(proxied)))
        .hasMessage("blend x: no workstations that stays on, behind the proxy, is left for it");
    Captured nothing = new Captured(Elsewhere.blend("x", false, 0, null), List.of());
    assertThatThrownBy(() -> Blends.of(direct, List.of(nothing)))
        .hasMessageContaining("nothing is by the hosts")
        .hasMessageContaining("192.168.77.5");
  }

  private static DnsExchange named(List<DnsExchange> all, String begin) {
    return all.stream().filter(it -> it.name().startsWith(begin)).findFirst().orElseThrow();
  }

  private static IpAddress at(List<Conversation> all, int port) {
    return all.stream()
        .filter(it -> it.destinationPort() == port)
        .findFirst()
        .orElseThrow()
        .destination()
        .address();
  }

  private static IpAddress resolver(Day day, Host host) {
    return day.address(NETWORK.server(Role.RESOLVER, host.seed()));
  }

  private static Set<IpAddress> addresses(Day day, Role role) {
    return NETWORK.withRole(role).stream().map(day::address).collect(Collectors.toSet());
  }
}
