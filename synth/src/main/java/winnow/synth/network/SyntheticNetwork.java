// SPDX-License-Identifier: Apache-2.0
package winnow.synth.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import winnow.schema.IpAddress;
import winnow.synth.chance.Dice;
import winnow.synth.scenario.Role;
import winnow.synth.scenario.Scenario;
import winnow.synth.scenario.Victim;

/** The network of a scenario: hosts by role, subnets, and the Internet around it. */
public final class SyntheticNetwork {
  /** DNS zone of the internal hosts. */
  public static final String ZONE = "corp.alderbrook.example";

  /** How many servers of a role a host goes to by habit; some may be the same. */
  public static final int HABITS = 4;

  private static final List<String> DEPARTMENTS =
      List.of(
          "Finance",
          "Sales",
          "Support",
          "Engineering",
          "Marketing",
          "Legal",
          "Logistics",
          "Production",
          "Research",
          "Human resources",
          "Procurement",
          "Quality");

  private final Scenario scenario;
  private final Internet internet;
  private final SiteDirectory sites;
  private final List<Subnet> subnets = new ArrayList<>();
  private final List<Host> hosts = new ArrayList<>();
  private final Map<Role, List<Host>> byRole = new EnumMap<>(Role.class);
  private final Map<Role, List<Host>> victims = new EnumMap<>(Role.class);

  private SyntheticNetwork(Scenario scenario) {
    this.scenario = scenario;
    internet = new Internet(scenario.seed());
    int count = Math.clamp(scenario.hosts() * 3L, 2000, 60_000);
    sites = new SiteDirectory(scenario, count, internet);
    int left = scenario.hosts();
    for (Role role : Role.values()) {
      left -= role == Role.WORKSTATION ? 0 : role.count(scenario.hosts());
    }
    Map<Integer, Integer> nextSubnet = new java.util.HashMap<>();
    for (Role role : Role.values()) {
      int ofRole = role == Role.WORKSTATION ? left : role.count(scenario.hosts());
      byRole.put(role, addHosts(role, ofRole, nextSubnet));
      victims.put(role, scenario.blended() ? busy(role) : withRole(role));
    }
  }

  /** The network of {@code scenario}. */
  public static SyntheticNetwork of(Scenario scenario) {
    return new SyntheticNetwork(scenario);
  }

  /** What it was made from. */
  public Scenario scenario() {
    return scenario;
  }

  /** All hosts, {@link Host#index} is the place in the list. */
  public List<Host> hosts() {
    return hosts;
  }

  /** The hosts of a role; never empty. */
  public List<Host> withRole(Role role) {
    return byRole.getOrDefault(role, List.of());
  }

  /** The server of a role that {@code key} leads to. */
  public Host server(Role role, long key) {
    List<Host> some = withRole(role);
    return some.get(Dice.pick(key, role.ordinal(), some.size()));
  }

  /**
   * The server of a role that a host goes to by habit number {@code habit}, below {@link #HABITS}.
   */
  public Host habit(Host host, Role role, int habit) {
    return server(role, Dice.hash(host.seed(), habit));
  }

  /** The host that an attack runs on. */
  public Host host(Victim victim) {
    List<Host> some = victims.getOrDefault(victim.role(), List.of());
    return some.get(Math.floorMod(victim.index(), some.size()));
  }

  /** The hosts of a role that stay on, all of them where none does; in no order. */
  private List<Host> busy(Role role) {
    List<Host> all = withRole(role);
    List<Host> some = all.stream().filter(Host::staysOn).toList();
    return (some.isEmpty() ? all : some)
        .stream().sorted(Comparator.comparingLong(it -> Dice.hash(it.seed(), 9))).toList();
  }

  /** The internal subnets. */
  public List<Subnet> subnets() {
    return subnets;
  }

  /** The Internet. */
  public Internet internet() {
    return internet;
  }

  /** The sites of the Internet. */
  public SiteDirectory sites() {
    return sites;
  }

  /** The public address behind which guests hide. */
  public IpAddress guestAddress() {
    return internet.ownAddress(20);
  }

  private List<Host> addHosts(Role role, int count, Map<Integer, Integer> nextSubnet) {
    List<Host> added = new ArrayList<>(count);
    int capacity = Math.clamp(scenario.hosts() / 12, 20, 200);
    boolean shared = role.secondOctet() <= 8;
    while (added.size() < count) {
      int number = nextSubnet.merge(role.secondOctet(), 1, Integer::sum) - 1;
      int size = Math.min(capacity, count - added.size());
      Subnet subnet = newSubnet(role, number, size, shared);
      subnets.add(subnet);
      for (int slot = 0; slot < size; slot++) {
        Host host = newHost(role, subnet, slot, added.size());
        added.add(host);
        hosts.add(host);
      }
    }
    return List.copyOf(added);
  }

  private Subnet newSubnet(Role role, int number, int size, boolean shared) {
    int base =
        role == Role.GUEST
            ? 192 << 24 | 168 << 16 | number << 8
            : 10 << 24 | (role.secondOctet() << 16) + (number << 8);
    String name =
        role == Role.WORKSTATION
            ? DEPARTMENTS.get(number % DEPARTMENTS.size()) + " " + role.subnetName()
            : role.subnetName();
    double place = Dice.fraction(Dice.hash(scenario.seed(), 3), base);
    int zone = shared || place < 0.75 ? 1 : place < 0.92 ? -5 : 8;
    return new Subnet(name, role, base, size, zone);
  }

  private Host newHost(Role role, Subnet subnet, int slot, int ordinal) {
    long seed = Dice.hash(Dice.hash(scenario.seed(), 4), hosts.size());
    Dice dice = Dice.of(seed, 0, 0);
    double sigma = role.hasUser() ? 0.8 : 0.4;
    double activity = Math.min(12, dice.logNormal(Math.exp(-sigma * sigma / 2), sigma));
    double dual = Math.min(1, scenario.ipv6Share() / sites.dualStackMass());
    boolean user = role.hasUser() && role != Role.GUEST;
    return new Host(
        hosts.size(),
        ordinal,
        role,
        subnet,
        slot,
        seed,
        activity,
        dice.chance(dual) && role != Role.GUEST,
        dice.chance(scenario.proxyShare()) && user);
  }
}
