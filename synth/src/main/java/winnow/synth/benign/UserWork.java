// SPDX-License-Identifier: Apache-2.0
package winnow.synth.benign;

import winnow.synth.chance.Dice;
import winnow.synth.network.Host;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.scenario.Role;
import winnow.synth.traffic.Day;
import winnow.synth.traffic.Service;
import winnow.synth.traffic.Slice;
import winnow.synth.traffic.Wire;

/**
 * What people do: the web and the servers of their own network, following the clock of the office.
 * Each uses a small stable set of internal servers.
 */
final class UserWork {
  private static final double SESSIONS_PER_DAY = 22;

  private final Day day;
  private final SyntheticNetwork network;
  private final Wire wire;
  private final Browsing browsing;
  private final double intensity;

  UserWork(Day day, Wire wire, Browsing browsing, double intensity) {
    this.day = day;
    this.wire = wire;
    this.browsing = browsing;
    this.intensity = intensity;
    network = day.network();
  }

  /** What a host with a person before it does in a slice. */
  void generate(Dice dice, Slice slice, Host host) {
    if (!day.present(host, slice.middleMicros())) {
      return;
    }
    double rate =
        intensity * host.activity() * day.officeFactor(host, slice.middleMicros()) * slice.days();
    for (int n = dice.poisson(rate * SESSIONS_PER_DAY); n > 0; n--) {
      browsing.session(dice, within(dice, slice), host);
    }
    if (host.role() == Role.GUEST) {
      return;
    }
    double office = host.role() == Role.DEVELOPER ? 0.6 : 1;
    use(dice, slice, host, rate * 45 * office, Role.FILE_SERVER, Service.SMB);
    use(dice, slice, host, rate * 30, Role.DOMAIN_CONTROLLER, Service.KERBEROS);
    use(dice, slice, host, rate * 22, Role.DOMAIN_CONTROLLER, Service.LDAP);
    use(dice, slice, host, rate * 35 * office, Role.WEB_SERVER, Service.HTTPS);
    use(dice, slice, host, rate * 2, Role.PRINTER, Service.PRINTING);
    if (host.role() == Role.DEVELOPER) {
      use(dice, slice, host, rate * 25, Role.WEB_SERVER, Service.SSH);
      use(dice, slice, host, rate * 20, Role.DATABASE, Service.POSTGRESQL);
    }
    administrate(dice, slice, host, rate);
  }

  private void administrate(Dice dice, Slice slice, Host host, double rate) {
    if (Dice.fraction(host.seed(), 50) > 0.02) {
      return;
    }
    Host jump = network.server(Role.JUMP_HOST, host.seed());
    for (int n = dice.poisson(rate * 6); n > 0; n--) {
      long time = within(dice, slice);
      boolean shell = dice.chance(0.6);
      wire.talk(dice, time, day.peer(host), day.peer(jump), shell ? Service.SSH : Service.RDP);
      Role target = dice.chance(0.5) ? Role.WEB_SERVER : Role.DATABASE;
      Host server = network.server(target, dice.nextLong());
      wire.talk(dice, time + 20_000_000, day.peer(jump), day.peer(server), Service.SSH);
    }
  }

  private void use(Dice dice, Slice slice, Host host, double mean, Role role, Service service) {
    for (int n = dice.poisson(mean); n > 0; n--) {
      Host server = network.habit(host, role, dice.zipf(SyntheticNetwork.HABITS));
      wire.talk(dice, within(dice, slice), day.peer(host), day.peer(server), service);
    }
  }

  static long within(Dice dice, Slice slice) {
    return slice.startMicros() + (long) (dice.nextDouble() * slice.micros());
  }
}
