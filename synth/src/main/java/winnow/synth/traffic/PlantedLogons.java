// SPDX-License-Identifier: Apache-2.0
package winnow.synth.traffic;

import winnow.synth.network.Dice;
import winnow.synth.network.Host;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.scenario.BruteForce;
import winnow.synth.scenario.LateralMovement;
import winnow.synth.scenario.Role;

/** Attempts to log on to other hosts, and the moves that follow. */
final class PlantedLogons {
  private final Day day;
  private final Wire wire;

  PlantedLogons(Day day, Wire wire) {
    this.day = day;
    this.wire = wire;
  }

  /** The server whose passwords are tried. */
  static Host target(BruteForce attack, SyntheticNetwork network) {
    return network.server(Role.WEB_SERVER, attack.id().hashCode());
  }

  /** Passwords tried one after the other. */
  void generate(BruteForce attack, Host host, AttackTraffic.Span span, long seed) {
    Dice pauses = Dice.of(seed, day.index(), -1);
    double gap = 60e6 / attack.attemptsPerMinute();
    Peer to = day.peer(target(attack, day.network()));
    long time = span.windowStart();
    for (int i = 0; i < attack.attempts() && time < span.to(); i++) {
      if (time >= span.from()) {
        boolean inside = i == attack.attempts() - 1;
        Dice dice = Dice.of(seed, day.index(), i);
        Wire.Draft draft =
            new Wire.Draft(time, day.peer(host), to, Service.SSH, 22, Outcome.SF, attack);
        long factor = inside ? 40 : 1;
        wire.plant(
            dice,
            draft,
            (1_900 + dice.nextInt(64)) * factor,
            (2_400 + dice.nextInt(64)) * factor,
            (2_300_000 + dice.nextInt(500_000)) * factor);
      }
      time += (long) (pauses.nextExponential() * gap);
    }
  }

  /** A chain of hosts, each reached from the one before. */
  void generate(LateralMovement attack, Host host, AttackTraffic.Span span, long seed) {
    long gap = (attack.window().endMicros() - attack.window().startMicros()) / attack.hops();
    Host from = host;
    for (int i = 0; i < attack.hops(); i++) {
      Dice dice = Dice.of(seed, day.index(), i);
      long time = span.windowStart() + i * gap + (long) (dice.nextDouble() * gap / 2);
      Host to = next(from, Dice.hash(seed, i));
      if (time >= span.from() && time < span.to()) {
        Wire.Draft draft =
            new Wire.Draft(
                time, day.peer(from), day.peer(to), Service.SMB, 445, Outcome.SF, attack);
        wire.plant(
            dice, draft, 180_000 + dice.nextInt(90_000), 9_000 + dice.nextInt(3_000), 14_000_000);
      }
      from = to;
    }
  }

  private Host next(Host from, long key) {
    Host other = day.network().server(Role.WORKSTATION, key);
    return other == from ? day.network().server(Role.DEVELOPER, key) : other;
  }
}
