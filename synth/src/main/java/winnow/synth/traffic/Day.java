// SPDX-License-Identifier: Apache-2.0
package winnow.synth.traffic;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import winnow.schema.IpAddress;
import winnow.synth.chance.Dice;
import winnow.synth.network.Host;
import winnow.synth.network.Subnet;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.scenario.Role;

/** A day of the network: who has which address, who is there, and how busy it is when. */
public final class Day {
  /** Length of a day. */
  public static final long MICROS = 86_400_000_000L;

  private static final long HOUR_MICROS = 3_600_000_000L;
  private static final int LEASE_POOL = 230;
  private static final double LAPTOP_CHURN = 0.08;

  /** Office work by local hour; the sum is 12. */
  private static final double[] OFFICE = {
    .03, .02, .02, .02, .02, .03, .12, .45, .90, 1.15, 1.20, 1.15, .80, 1.00, 1.15, 1.10, 1.00, .75,
    .40, .25, .20, .12, .08, .04
  };

  private final SyntheticNetwork network;
  private final int index;
  private final LocalDate date;
  private final long startMicros;
  private final Peer[] peers;

  /** Day {@code index} of the scenario, 0 is the first. */
  public Day(SyntheticNetwork network, int index) {
    this.network = network;
    this.index = index;
    date = network.scenario().firstDay().plusDays(index);
    startMicros = date.atStartOfDay().toEpochSecond(ZoneOffset.UTC) * 1_000_000L;
    peers = new Peer[network.hosts().size()];
    Map<Subnet, int[]> leases = new HashMap<>();
    for (Host host : network.hosts()) {
      peers[host.index()] = newPeer(host, leases);
    }
  }

  /** The network. */
  public SyntheticNetwork network() {
    return network;
  }

  /** Number of the day, 0 is the first. */
  public int index() {
    return index;
  }

  /** The date, UTC. */
  public LocalDate date() {
    return date;
  }

  /** Midnight, since the epoch. */
  public long startMicros() {
    return startMicros;
  }

  /** The IPv4 side of a host on this day; guests share the address of their NAT. */
  public Peer peer(Host host) {
    return peers[host.index()];
  }

  /** The IPv6 side of a host; a privacy address of this day where a person sits (RFC 8981). */
  public Peer ipv6Peer(Host host) {
    long key = host.role().hasUser() ? index + 1 : 0;
    return Peer.inside(host.subnet().ipv6(Dice.hash(host.seed(), key)));
  }

  /** Whether a host is switched on and there. */
  public boolean present(Host host, long timeMicros) {
    if (host.staysOn()) {
      return true;
    }
    long today = Dice.hash(host.seed(), 1000 + index);
    double away = weekend(host, timeMicros) ? 0.88 : host.role() == Role.GUEST ? 0.5 : 0.12;
    double hour = localHour(host, timeMicros);
    double from = 7.2 + 2 * Dice.fraction(today, 1);
    double to = 16.5 + 3.5 * Dice.fraction(today, 2);
    return Dice.fraction(today, 0) >= away && hour >= from && hour < to;
  }

  /** How busy people are, as a factor on the mean of a working day. */
  public double officeFactor(Host host, long timeMicros) {
    double hour = localHour(host, timeMicros);
    int low = (int) hour;
    double part = hour - low;
    double level = OFFICE[low] * (1 - part) + OFFICE[(low + 1) % 24] * part;
    return level * 2 * (weekend(host, timeMicros) ? 0.15 : 1);
  }

  private boolean weekend(Host host, long timeMicros) {
    long local = timeMicros + host.subnet().zoneHours() * HOUR_MICROS;
    DayOfWeek day = DayOfWeek.of(1 + (int) Math.floorMod(Math.floorDiv(local, MICROS) + 3, 7L));
    return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
  }

  private static double localHour(Host host, long timeMicros) {
    long local = timeMicros + host.subnet().zoneHours() * HOUR_MICROS;
    return Math.floorMod(local, MICROS) / (double) HOUR_MICROS;
  }

  private Peer newPeer(Host host, Map<Subnet, int[]> leases) {
    if (host.role() == Role.GUEST) {
      return Peer.inside(network.guestAddress());
    }
    double share = leaseChurn(host.role());
    if (share == 0) {
      return Peer.inside(host.subnet().address(host.slot()));
    }
    int[] slots = leases.computeIfAbsent(host.subnet(), subnet -> leases(subnet, share));
    return Peer.inside(host.subnet().address(slots[host.slot()]));
  }

  /** Share of the hosts of a role that get another address from day to day. */
  private double leaseChurn(Role role) {
    double churn = network.scenario().conditions().churnShare();
    if (churn > 0) {
      return role.hasUser() ? churn : 0;
    }
    return role == Role.LAPTOP ? LAPTOP_CHURN : 0;
  }

  /**
   * DHCP: every day some of the hosts come back too late and get another address. Where churn is
   * asked for it is one that nobody has, so that no more hosts move than are to.
   */
  private int[] leases(Subnet subnet, double share) {
    int first = network.scenario().conditions().churnShare() > 0 ? subnet.hosts() : 0;
    int[] slots = new int[LEASE_POOL];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = i;
    }
    for (int day = 0; day <= index; day++) {
      Dice dice = Dice.of(network.scenario().seed(), subnet.base(), day);
      for (int i = 0; i < subnet.hosts(); i++) {
        if (dice.chance(share)) {
          int j = first + dice.nextInt(LEASE_POOL - first);
          int swapped = slots[i];
          slots[i] = slots[j];
          slots[j] = swapped;
        }
      }
    }
    return slots;
  }

  /** Text of the address of a host, as it stands in labels. */
  public IpAddress address(Host host) {
    return peer(host).address();
  }
}
