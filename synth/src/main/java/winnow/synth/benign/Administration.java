// SPDX-License-Identifier: Apache-2.0
package winnow.synth.benign;

import java.util.List;
import winnow.synth.chance.Dice;
import winnow.synth.network.Host;
import winnow.synth.network.Subnet;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.scenario.Role;
import winnow.synth.traffic.Day;
import winnow.synth.traffic.Outcome;
import winnow.synth.traffic.Peer;
import winnow.synth.traffic.Service;
import winnow.synth.traffic.Slice;
import winnow.synth.traffic.Timer;
import winnow.synth.traffic.Wire;

/**
 * Those who run the network, and what they have automated: remote management of servers and
 * computers, jobs over SSH that are all alike, an inventory of what is where, shares of colleagues.
 */
final class Administration {
  private static final int[] INVENTORIED_PORTS = {22, 80, 445, 3389, 5985};
  private static final List<Role> MANAGED =
      List.of(Role.FILE_SERVER, Role.WEB_SERVER, Role.DOMAIN_CONTROLLER, Role.WORKSTATION);
  private static final List<Service> REMOTE =
      List.of(Service.RDP, Service.WINRM, Service.SSH, Service.SMB);
  private static final int ADDRESSES = 240;

  private final Day day;
  private final SyntheticNetwork network;
  private final Wire wire;
  private final double intensity;

  Administration(Day day, Wire wire, double intensity) {
    this.day = day;
    this.wire = wire;
    this.intensity = intensity;
    network = day.network();
  }

  /** What happens in a slice. */
  void generate(Dice dice, Slice slice) {
    for (Role role : List.of(Role.WEB_SERVER, Role.DATABASE)) {
      for (Host server : network.withRole(role)) {
        automate(dice, slice, server);
      }
    }
    for (Role role : List.of(Role.WEB_SERVER, Role.FILE_SERVER, Role.DOMAIN_CONTROLLER)) {
      for (Host server : network.withRole(role)) {
        logOn(dice, slice, server);
      }
    }
    for (Host jump : network.withRole(Role.JUMP_HOST)) {
      double rate = intensity * day.officeFactor(jump, slice.middleMicros()) * slice.days();
      for (int n = dice.poisson(rate * 40); n > 0; n--) {
        Service service = REMOTE.get(dice.nextInt(REMOTE.size()));
        manage(dice, UserWork.within(dice, slice), jump, service);
      }
    }
    inventory(dice, slice);
  }

  /** What the user of a host does in a slice beside his work. */
  void generate(Dice dice, Slice slice, Host host) {
    if (!host.role().hasUser()
        || host.role() == Role.GUEST
        || !day.present(host, slice.middleMicros())) {
      return;
    }
    double rate =
        intensity * host.activity() * day.officeFactor(host, slice.middleMicros()) * slice.days();
    if (Dice.fraction(host.seed(), 50) <= 0.03) {
      help(dice, slice, host, rate * 5);
    }
    if (Dice.fraction(host.seed(), 52) < 0.06) {
      for (int n = dice.poisson(rate * 3); n > 0; n--) {
        Host colleague = network.server(Role.WORKSTATION, Dice.hash(host.seed(), dice.zipf(3)));
        talk(dice, UserWork.within(dice, slice), host, colleague, Service.SMB);
      }
    }
    if (Dice.fraction(host.seed(), 53) < 0.04) {
      for (int n = dice.poisson(rate * 2); n > 0; n--) {
        Role role = dice.chance(0.7) ? Role.WEB_SERVER : Role.DEVELOPER;
        Host server = network.server(role, Dice.hash(host.seed(), dice.zipf(6)));
        talk(dice, UserWork.within(dice, slice), host, server, Service.SSH);
      }
    }
    if (Dice.fraction(Dice.hash(host.seed(), 54), day.index()) < 0.01) {
      discover(dice, slice, host, rate);
    }
  }

  /** Help for colleagues, at their computers. */
  private void help(Dice dice, Slice slice, Host host, double mean) {
    for (int n = dice.poisson(mean); n > 0; n--) {
      long time = UserWork.within(dice, slice);
      double kind = dice.nextDouble();
      Service service = kind < 0.5 ? Service.RDP : kind < 0.8 ? Service.WINRM : Service.SMB;
      if (dice.chance(0.3)) {
        manage(dice, time, host, service);
      } else {
        talk(dice, time, host, network.server(Role.WORKSTATION, dice.nextLong()), service);
      }
    }
  }

  private void manage(Dice dice, long time, Host from, Service service) {
    Role role = MANAGED.get(dice.nextInt(MANAGED.size()));
    talk(dice, time, from, network.server(role, dice.nextLong()), service);
  }

  /** The same job on every server, twice an hour; the connections are nearly equal. */
  private void automate(Dice dice, Slice slice, Host server) {
    Host from = network.server(Role.MONITORING, server.seed());
    long period = (long) (1800e6 / Math.min(1, intensity));
    new Timer(Dice.hash(server.seed(), 84), period, 0.02)
        .beats(
            slice,
            time -> {
              Wire.Draft draft =
                  new Wire.Draft(time, day.peer(from), day.peer(server), Service.SSH, null);
              wire.carry(
                  dice,
                  draft,
                  2_100 + dice.nextInt(200),
                  2_600 + dice.nextInt(300),
                  2_100_000 + dice.nextInt(900_000));
            });
  }

  /** Whether somebody could still log on to a server is tried every few hours. */
  private void logOn(Dice dice, Slice slice, Host server) {
    Host from = network.server(Role.JUMP_HOST, server.seed());
    long period = (long) (4 * 3600e6 / Math.min(1, intensity));
    new Timer(Dice.hash(server.seed(), 86), period, 0.5)
        .beats(slice, time -> talk(dice, time, from, server, REMOTE.get(dice.nextInt(2))));
  }

  /** Every night one subnet of computers is asked what answers there. */
  private void inventory(Dice dice, Slice slice) {
    List<Subnet> subnets =
        network.subnets().stream().filter(it -> it.role() == Role.WORKSTATION).toList();
    Subnet subnet = subnets.get(day.index() % subnets.size());
    Host scanner = network.withRole(Role.VULNERABILITY_SCANNER).getFirst();
    long start = day.startMicros() + 19 * 3_600_000_000L;
    for (int slot = 0; slot < ADDRESSES; slot++) {
      long time = start + slot * 25_000_000L;
      if (time >= slice.startMicros() && time < slice.endMicros()) {
        for (int port : INVENTORIED_PORTS) {
          probe(dice, time + dice.nextInt(9_000_000), scanner, subnet, slot, port);
        }
      }
    }
  }

  /** A program looks for printers and shares beside it. */
  private void discover(Dice dice, Slice slice, Host host, double rate) {
    int port = dice.chance(0.5) ? 445 : 9100;
    for (int n = dice.poisson(rate * 40); n > 0; n--) {
      int slot = dice.nextInt(ADDRESSES);
      probe(dice, UserWork.within(dice, slice), host, host.subnet(), slot, port);
    }
  }

  private void probe(Dice dice, long time, Host from, Subnet subnet, int slot, int port) {
    Peer to = Peer.inside(subnet.address(slot));
    if (to.equals(day.peer(from))) {
      return;
    }
    boolean used = slot < subnet.hosts();
    Outcome outcome = used && dice.chance(0.3) ? Outcome.RSTO : used ? Outcome.REJ : Outcome.S0;
    wire.talk(dice, time, day.peer(from), to, Service.OTHER_TCP, port, outcome);
  }

  private void talk(Dice dice, long time, Host from, Host to, Service service) {
    if (from != to) {
      wire.talk(dice, time, day.peer(from), day.peer(to), service);
    }
  }
}
