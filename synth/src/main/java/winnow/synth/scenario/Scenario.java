// SPDX-License-Identifier: Apache-2.0
package winnow.synth.scenario;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
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
 * @param conditions what keeps telemetry from being complete
 * @param blended whether attacks hide among other traffic: their servers have names, networks and
 *     categories such as others have, their calls fail as often, and benign hosts too do the rare
 *     things that attacks do; the office is not
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
    FieldConditions conditions,
    boolean blended,
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
    check(
        flowsPerDay == null || conditions.samplingInterval() == 1,
        "samplingInterval",
        conditions.samplingInterval(),
        "1 where flowsPerDay is given");
    for (int day : conditions.missingDays()) {
      check(day >= 0 && day < days, "missing day", day, "0 to " + (days - 1));
    }
    Set<String> ids = new HashSet<>();
    for (Attack attack : attacks) {
      check(ids.add(attack.id()), "attack id", attack.id(), "different ids");
    }
  }

  /** 1,000 hosts, one day, no attacks, a tenth over IPv6, a third of the users behind the proxy. */
  public static Scenario defaults() {
    return new Scenario(
        1000,
        LocalDate.of(2026, 3, 2),
        1,
        1,
        1.0,
        null,
        0.1,
        0.35,
        FlowView.UNIFLOW,
        FieldConditions.IDEAL,
        false,
        List.of());
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
    Victim start = new Victim(Role.WORKSTATION, 20);
    attacks.add(new LateralMovement("moves", start, work, 4, LateralMovement.Over.SMB, false));
    return defaults().withHosts(hosts).withDays(days).withIntensity(0.35).withAttacks(attacks);
  }

  /**
   * A network of another shape for every seed, with {@link #blended} attacks of all kinds, loud to
   * very quiet, on the last third of its days. The names of attacks say how loud they are.
   *
   * @param hosts about how many internal hosts: from two thirds to half as many again
   * @param days how many days
   * @param seed of the shape and of everything random
   */
  public static Scenario campaigns(int hosts, int days, long seed) {
    return new Campaigns(hosts, days, seed).scenario();
  }

  /**
   * The network of {@link #campaigns}, over IPv4 alone, with attacks on what is learnt: some begin
   * at a trickle and grow for eight days, of others one act is repeated once to ten thousand times
   * on one of the last days. Attacks whose names are the same up to a full stop are one.
   *
   * @param hosts about how many internal hosts: from two thirds to half as many again
   * @param days how many days
   * @param seed of the shape and of everything random
   */
  public static Scenario poisoned(int hosts, int days, long seed) {
    Scenario shape = campaigns(hosts, days, seed).withIpv6Share(0);
    return shape.withAttacks(new Poisoning(shape.hosts(), days).attacks());
  }

  /** One day with exactly {@code flows} flow records of {@code hosts} hosts. */
  public static Scenario benchmark(int hosts, long flows) {
    return defaults().withHosts(hosts).withFlowsPerDay(flows);
  }

  /** With another number of hosts. */
  public Scenario withHosts(int value) {
    return with(it -> it.hosts = value);
  }

  /** With another first day. */
  public Scenario withFirstDay(LocalDate value) {
    return with(it -> it.firstDay = value);
  }

  /** With another number of days. */
  public Scenario withDays(int value) {
    return with(it -> it.days = value);
  }

  /** With another seed. */
  public Scenario withSeed(long value) {
    return with(it -> it.seed = value);
  }

  /** With busier or calmer hosts. */
  public Scenario withIntensity(double value) {
    return with(it -> it.intensity = value);
  }

  /** With exactly {@code value} flow records a day. */
  public Scenario withFlowsPerDay(long value) {
    return with(it -> it.flowsPerDay = value);
  }

  /** With another share of IPv6. */
  public Scenario withIpv6Share(double value) {
    return with(it -> it.ipv6Share = value);
  }

  /** With another share of users behind the proxy. */
  public Scenario withProxyShare(double value) {
    return with(it -> it.proxyShare = value);
  }

  /** With one or two records per conversation. */
  public Scenario withFlowView(FlowView value) {
    return with(it -> it.flowView = value);
  }

  /** With other conditions in the field. */
  public Scenario withConditions(FieldConditions value) {
    return with(it -> it.conditions = value);
  }

  /** With attacks that hide among other traffic, or not. */
  public Scenario withBlended(boolean value) {
    return with(it -> it.blended = value);
  }

  /** With other attacks. */
  public Scenario withAttacks(List<Attack> value) {
    return with(it -> it.attacks = value);
  }

  private Scenario with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.scenario();
  }

  /** What becomes another scenario. */
  private static final class Draft {
    private int hosts;
    private LocalDate firstDay;
    private int days;
    private long seed;
    private double intensity;
    private @Nullable Long flowsPerDay;
    private double ipv6Share;
    private double proxyShare;
    private FlowView flowView;
    private FieldConditions conditions;
    private boolean blended;
    private List<Attack> attacks;

    Draft(Scenario from) {
      hosts = from.hosts;
      firstDay = from.firstDay;
      days = from.days;
      seed = from.seed;
      intensity = from.intensity;
      flowsPerDay = from.flowsPerDay;
      ipv6Share = from.ipv6Share;
      proxyShare = from.proxyShare;
      flowView = from.flowView;
      conditions = from.conditions;
      blended = from.blended;
      attacks = from.attacks;
    }

    Scenario scenario() {
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
          conditions,
          blended,
          attacks);
    }
  }

  private static void check(boolean good, String name, Object value, String expected) {
    if (!good) {
      throw new IllegalArgumentException(
          "scenario: %s is %s, expected %s".formatted(name, value, expected));
    }
  }
}
