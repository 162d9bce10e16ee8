// SPDX-License-Identifier: Apache-2.0
package winnow.synth.planted;

import java.util.List;
import winnow.synth.chance.Dice;
import winnow.synth.network.Host;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.scenario.LateralMovement;
import winnow.synth.scenario.Role;
import winnow.synth.traffic.Day;
import winnow.synth.traffic.Service;
import winnow.synth.traffic.Wire;

/** A chain of hosts, each reached from the one before. */
final class PlantedMoves {
  private static final int TRIES = 16;

  private final Means means;
  private final Day day;

  PlantedMoves(Means means) {
    this.means = means;
    day = means.day();
  }

  void generate(LateralMovement attack, Host host, Span span, long seed) {
    long gap = span.windowMicros() / attack.hops();
    int before =
        attack.continues() ? (day.index() - attack.window().firstDay()) * attack.hops() : 0;
    Host from = host;
    for (int i = 0; i < before; i++) {
      from = next(attack, from, Dice.hash(seed, i));
    }
    for (int i = 0; i < attack.hops(); i++) {
      Dice dice = Dice.of(seed, day.index(), i);
      long time = span.windowStart() + i * gap + (long) (dice.nextDouble() * gap / 2);
      Host to = next(attack, from, Dice.hash(seed, before + i));
      if (span.includes(time)) {
        hop(dice, time, attack, from, to);
      }
      from = to;
    }
  }

  private void hop(Dice dice, long time, LateralMovement attack, Host from, Host to) {
    Service service = service(attack.over());
    Wire.Draft draft = new Wire.Draft(time, day.peer(from), day.peer(to), service, attack);
    if (service != Service.SMB) {
      means.wire().send(dice, draft);
    } else if (means.blended()) {
      long sent = (long) dice.logNormal(200_000, 0.8);
      means.wire().send(dice, draft, sent, (long) dice.logNormal(9_000, 0.5));
    } else {
      means
          .wire()
          .carry(
              dice, draft, 180_000 + dice.nextInt(90_000), 9_000 + dice.nextInt(3_000), 14_000_000);
    }
  }

  private static Service service(LateralMovement.Over over) {
    return switch (over) {
      case RDP -> Service.RDP;
      case SMB -> Service.SMB;
      case SSH -> Service.SSH;
      case WINRM -> Service.WINRM;
    };
  }

  /** The next host; one that is there whatever the time. */
  private Host next(LateralMovement attack, Host from, long key) {
    SyntheticNetwork network = means.network();
    if (!means.blended()) {
      Host other = network.server(Role.WORKSTATION, key);
      return other == from ? network.server(Role.DEVELOPER, key) : other;
    }
    List<Role> roles = roles(attack.over());
    Host other = from;
    for (int i = 0; i < TRIES && (other == from || !other.staysOn()); i++) {
      long drawn = Dice.hash(key, i);
      other = network.server(roles.get(Dice.pick(drawn, 1, roles.size())), drawn);
    }
    return other == from ? network.server(Role.JUMP_HOST, key) : other;
  }

  private static List<Role> roles(LateralMovement.Over over) {
    return switch (over) {
      case RDP -> List.of(Role.WORKSTATION, Role.WORKSTATION, Role.DEVELOPER, Role.JUMP_HOST);
      case SMB -> List.of(Role.WORKSTATION, Role.WORKSTATION, Role.FILE_SERVER);
      case SSH -> List.of(Role.WEB_SERVER, Role.WEB_SERVER, Role.DATABASE, Role.DEVELOPER);
      case WINRM -> List.of(Role.WORKSTATION, Role.FILE_SERVER, Role.WEB_SERVER);
    };
  }
}
