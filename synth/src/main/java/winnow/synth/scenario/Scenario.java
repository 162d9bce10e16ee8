// SPDX-License-Identifier: Apache-2.0
package winnow.synth.scenario;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that decides the bytes of a data set. Two equal scenarios give equal bytes.
 *
 * @param hosts internal hosts of all roles, at least 30
 * @param firstDay first day, UTC
 * @param days how many days
 * @param seed of everything random
 * @param intensity factor on how busy hosts are; 1 is about 3,000 flow records per host and working
 *     day
 * @param flowsPerDay exactly how many flow records a day has; null leaves it to hosts and intensity
 * @param ipv6Share share of the web conversations that run over IPv6, 0 to 0.9
 * @param proxyShare share of the users whose web traffic goes through the proxy, 0 to 1
 * @param flowView one or two records per conversation
 * @param attacks what is planted
 */
public record Scenario(
    int hosts,
    LocalDate firstDay,
    int days,
    long seed,
    double intensity,
    @Nullable Long flowsPerDay,
    double ipv6Share,
    double proxyShare,
    FlowView flowView,
    List<Attack> attacks) {

  /** Checks the ranges; takes a copy of {@code attacks}. */
  public Scenario {
    attacks = List.copyOf(attacks);
    check(hosts >= 30 && hosts <= 1_000_000, "hosts", hosts, "30 to 1000000");
    check(days >= 1 && days <= 3660, "days", days, "1 to 3660");
    check(intensity > 0 && intensity <= 100, "intensity", intensity, "above 0, to 100");
    check(ipv6Share >= 0 && ipv6Share <= 0.9, "ipv6Share", ipv6Share, "0 to 0.9");
    check(proxyShare >= 0 && proxyShare <= 1, "proxyShare", proxyShare, "0 to 1");
    check(
        flowsPerDay == null || flowsPerDay >= 10_000,
        "flowsPerDay",
        String.valueOf(flowsPerDay),
        "at least 10000");
    Set<String> ids = new HashSet<>();
    for (Attack attack : attacks) {
      check(ids.add(attack.id()), "attack id", attack.id(), "different ids");
    }
  }

  /** 1,000 hosts, one day, no attacks, a tenth over IPv6, a third of the users behind the proxy. */
  public static Scenario defaults() {
    return new Scenario(
        1000, LocalDate.of(2026, 3, 2), 1, 1, 1.0, null, 0.1, 0.35, FlowView.UNIFLOW, List.of());
  }

  /** A first look: {@link #office} of 300 hosts and 10 days from a Monday. */
  public static Scenario demo() {
    return office(300, 10);
  }

  /**
   * A calm office, and on its last two days quiet and loud attacks of each kind.
   *
   * @param hosts internal hosts of all roles
   * @param days how many days
   */
  public static Scenario office(int hosts, int days) {
    int last = days - 1;
    int first = Math.max(0, last - 1);
    Window day = new Window(first, last - first + 1, 0, 24);
    Window work = new Window(first, last - first + 1, 8, 8);
    List<Attack> attacks = new ArrayList<>();
    attacks.add(Beacon.loud("beacon-loud", new Victim(Role.WORKSTATION, 11), day));
    attacks.add(Beacon.quiet("beacon-quiet", new Victim(Role.LAPTOP, 5), work));
    Victim proxied = new Victim(Role.WORKSTATION, 16);
    attacks.add(new Beacon("beacon-proxied", proxied, day, 300, 0.1, 0.02, 400, 443));
    attacks.add(
        DnsTunnel.loud("tunnel-loud", new Victim(Role.DEVELOPER, 2), new Window(last, 1, 13, 1)));
    attacks.add(DnsTunnel.quiet("tunnel-quiet", new Victim(Role.WORKSTATION, 31), work));
    attacks.add(
        Scan.loud("scan-loud", new Victim(Role.WORKSTATION, 47), new Window(last, 1, 10.5, 1)));
    attacks.add(Scan.quiet("scan-quiet", new Victim(Role.WEB_SERVER, 1), work));
    attacks.add(
        Scan.vertical("scan-ports", new Victim(Role.LAPTOP, 17), new Window(last, 1, 14, 1)));
    attacks.add(Exfiltration.quiet("upload-quiet", new Victim(Role.WORKSTATION, 63), work));
    attacks.add(
        Exfiltration.loud("upload-loud", new Victim(Role.DATABASE, 0), new Window(last, 1, 1, 2)));
    attacks.add(
        BruteForce.loud("logon-loud", new Victim(Role.LAPTOP, 23), new Window(last, 1, 9, 1)));
    attacks.add(BruteForce.quiet("logon-quiet", new Victim(Role.WORKSTATION, 75), work));
    attacks.add(new LateralMovement("moves", new Victim(Role.WORKSTATION, 20), work, 4));
    return defaults().withHosts(hosts).withDays(days).withIntensity(0.35).withAttacks(attacks);
  }

  /** One day with exactly {@code flows} flow records of {@code hosts} hosts. */
  public static Scenario benchmark(int hosts, long flows) {
    return defaults().withHosts(hosts).withFlowsPerDay(flows);
  }

  /** With another number of hosts. */
  public Scenario withHosts(int value) {
    return new Scenario(
        value,
        firstDay,
        days,
        seed,
        intensity,
        flowsPerDay,
        ipv6Share,
        proxyShare,
        flowView,
        attacks);
  }

  /** With another first day. */
  public Scenario withFirstDay(LocalDate value) {
    return new Scenario(
        hosts, value, days, seed, intensity, flowsPerDay, ipv6Share, proxyShare, flowView, attacks);
  }

  /** With another number of days. */
  public Scenario withDays(int value) {
    return new Scenario(
        hosts,
        firstDay,
        value,
        seed,
        intensity,
        flowsPerDay,
        ipv6Share,
        proxyShare,
        flowView,
        attacks);
  }

  /** With another seed. */
  public Scenario withSeed(long value) {
    return new Scenario(
        hosts,
        firstDay,
        days,
        value,
        intensity,
        flowsPerDay,
        ipv6Share,
        proxyShare,
        flowView,
        attacks);
  }

  /** With busier or calmer hosts. */
  public Scenario withIntensity(double value) {
    return new Scenario(
        hosts, firstDay, days, seed, value, flowsPerDay, ipv6Share, proxyShare, flowView, attacks);
  }

  /** With exactly {@code value} flow records a day. */
  public Scenario withFlowsPerDay(long value) {
    return new Scenario(
        hosts, firstDay, days, seed, intensity, value, ipv6Share, proxyShare, flowView, attacks);
  }

  /** With another share of IPv6. */
  public Scenario withIpv6Share(double value) {
    return new Scenario(
        hosts, firstDay, days, seed, intensity, flowsPerDay, value, proxyShare, flowView, attacks);
  }

  /** With another share of users behind the proxy. */
  public Scenario withProxyShare(double value) {
    return new Scenario(
        hosts, firstDay, days, seed, intensity, flowsPerDay, ipv6Share, value, flowView, attacks);
  }

  /** With one or two records per conversation. */
  public Scenario withFlowView(FlowView value) {
    return new Scenario(
        hosts, firstDay, days, seed, intensity, flowsPerDay, ipv6Share, proxyShare, value, attacks);
  }

  /** With other attacks. */
  public Scenario withAttacks(List<Attack> value) {
    return new Scenario(
        hosts,
        firstDay,
        days,
        seed,
        intensity,
        flowsPerDay,
        ipv6Share,
        proxyShare,
        flowView,
        value);
  }

  private static void check(boolean good, String name, Object value, String expected) {
    if (!good) {
      throw new IllegalArgumentException(
          "scenario: %s is %s, expected %s".formatted(name, value, expected));
    }
  }
}
