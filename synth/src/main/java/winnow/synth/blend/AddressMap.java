// SPDX-License-Identifier: Apache-2.0
package winnow.synth.blend;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import winnow.schema.IpAddress;
import winnow.synth.chance.Dice;
import winnow.synth.network.AutonomousSystem;
import winnow.synth.network.Host;
import winnow.synth.network.Subnet;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.scenario.Blend;
import winnow.synth.scenario.Role;
import winnow.synth.traffic.Day;
import winnow.synth.traffic.Outcome;
import winnow.synth.traffic.Peer;

/**
 * Who in this network an address of another one is: the host itself, servers that this host goes to
 * by habit, other hosts, places in subnets where nobody answered there either; addresses outside
 * stay what they are.
 */
final class AddressMap {
  private static final int OWN = 51;
  private static final int ELSEWHERE = 52;
  private static final int TRIES = 64;

  private final SyntheticNetwork network;
  private final Host host;
  private final Blend.Origin origin;
  private final Set<IpAddress> hosts;
  private final Map<IpAddress, Host> inside = new HashMap<>();
  private final Set<Host> taken = new HashSet<>();
  private final Map<Role, Integer> habits = new HashMap<>();
  private final long seed;

  /**
   * The addresses of a blend.
   *
   * @param host who does it
   * @param hosts the addresses of whom it is done after
   * @param talks from which follows what others are for
   */
  AddressMap(
      SyntheticNetwork network,
      Host host,
      Blend blend,
      Set<IpAddress> hosts,
      Collection<Act.Talk> talks) {
    this.network = network;
    this.host = host;
    this.hosts = Set.copyOf(hosts);
    origin = blend.origin();
    seed = Dice.hash(network.scenario().seed(), blend.id().hashCode());
    taken.add(host);
    Map<IpAddress, Set<Integer>> served = new TreeMap<>();
    for (Act.Talk talk : talks) {
      served.computeIfAbsent(talk.client().address(), key -> new TreeSet<>());
      if (talk.outcome() != Outcome.S0) {
        served
            .computeIfAbsent(talk.server().address(), key -> new TreeSet<>())
            .add(talk.server().port());
      }
    }
    origin.peers().keySet().forEach(peer -> served.computeIfAbsent(peer, key -> new TreeSet<>()));
    served.forEach((address, ports) -> {
      if (isInside(address) && !isHost(address)) {
        Blend.Peer told = origin.peers().get(address);
        Role role = told == null ? role(ports) : told.role();
        inside.put(address, member(role == null ? Role.WORKSTATION : role));
      }
    });
  }

  /** Whether it is an address of whom it is done after. */
  boolean isHost(IpAddress address) {
    return hosts.contains(address);
  }

  /** Whether an address is one of the other network's own. */
  boolean isInside(IpAddress address) {
    Blend.Peer told = origin.peers().get(address);
    if (told != null) {
      return told.role() != null;
    }
    return isHost(address) || Ranges.isPrivate(address) || isNear(address);
  }

  /** Whether it is told to be a proxy there: what goes through it is for others. */
  boolean isProxy(IpAddress address) {
    Blend.Peer told = origin.peers().get(address);
    return told != null && told.role() == Role.PROXY;
  }

  /** Hosts with public addresses have neighbours with public addresses. */
  private boolean isNear(IpAddress address) {
    return address.isIpv4()
        && hosts.stream()
            .anyMatch(own ->
                own.isIpv4() && !Ranges.isPrivate(own) && own.low() >>> 16 == address.low() >>> 16);
  }

  /** Who it is on a day; null for what has no counterpart, such as groups of hosts. */
  @Nullable Peer peer(IpAddress address, Day day) {
    if (Ranges.isNobody(address)) {
      return null;
    }
    if (!isInside(address)) {
      return outside(address);
    }
    Host member = isHost(address) ? host : inside.get(address);
    if (member == null) {
      return address.isIpv4() ? Peer.inside(vacant(address)) : null;
    }
    if (address.isIpv4()) {
      return day.peer(member);
    }
    return member.dualStack() ? day.ipv6Peer(member) : null;
  }

  /** A machine outside that answers for a name of which no address is known. */
  Peer outside(String name) {
    long key = Dice.hash(Dice.hash(network.scenario().seed(), ELSEWHERE), name.hashCode());
    AutonomousSystem system =
        network.sites().site(Dice.pick(key, 0, network.sites().size())).network();
    return new Peer(system.address(key), system.number());
  }

  private Peer outside(IpAddress address) {
    long key = Dice.hash(Dice.hash(network.scenario().seed(), OWN), address.hashCode());
    if (!Ranges.isPublic(address) || address.isIpv4() && isOurs(address)) {
      AutonomousSystem system = network.internet().pick(AutonomousSystem.Kind.HOSTING, key);
      return new Peer(address.isIpv4() ? system.address(key) : system.ipv6(key), system.number());
    }
    long block = address.isIpv4() ? address.low() >>> 16 : address.high();
    int rank = Dice.pick(Dice.hash(network.scenario().seed(), block), OWN, network.sites().size());
    return new Peer(address, network.sites().site(rank).network().number());
  }

  private boolean isOurs(IpAddress address) {
    return network.internet().ownAddress(0).low() >>> 10 == address.low() >>> 10;
  }

  /** A place in a subnet; those of one /24 come into one subnet. */
  private IpAddress vacant(IpAddress address) {
    List<Subnet> subnets =
        network.subnets().stream().filter(subnet -> subnet.role() != Role.GUEST).toList();
    Subnet subnet = subnets.get(Dice.pick(seed, address.low() >>> 8, subnets.size()));
    return IpAddress.ofIpv4(subnet.base() | (int) address.low() & 0xff);
  }

  private Host member(Role role) {
    int number = habits.merge(role, 1, Integer::sum) - 1;
    Host member =
        switch (role) {
          case RESOLVER, PROXY, JUMP_HOST -> network.server(role, host.seed());
          case DOMAIN_CONTROLLER, FILE_SERVER, WEB_SERVER, DATABASE, PRINTER, MAIL_SERVER ->
              network.habit(host, role, number);
          case WORKSTATION,
              LAPTOP,
              DEVELOPER,
              GUEST,
              BACKUP,
              MONITORING,
              VULNERABILITY_SCANNER,
              CAMERA ->
              network.server(role, Dice.hash(seed, number));
        };
    for (int i = 0; i < TRIES && (!member.staysOn() || taken.contains(member)); i++) {
      member = network.server(role, Dice.hash(Dice.hash(seed, number), i + 1));
    }
    taken.add(member);
    return member;
  }

  /** What a host is for that serves these ports. */
  private static Role role(Set<Integer> ports) {
    if (ports.contains(88) || ports.contains(389) || ports.contains(3268)) {
      return Role.DOMAIN_CONTROLLER;
    }
    if (ports.contains(53)) {
      return Role.RESOLVER;
    }
    if (ports.contains(9100) || ports.contains(515) || ports.contains(631)) {
      return Role.PRINTER;
    }
    if (ports.contains(25) || ports.contains(143) || ports.contains(587) || ports.contains(993)) {
      return Role.MAIL_SERVER;
    }
    if (ports.contains(5432) || ports.contains(3306) || ports.contains(1433)) {
      return Role.DATABASE;
    }
    if (ports.contains(445) || ports.contains(139)) {
      return Role.FILE_SERVER;
    }
    boolean web = ports.contains(80) || ports.contains(443) || ports.contains(22);
    return web ? Role.WEB_SERVER : Role.WORKSTATION;
  }
}
