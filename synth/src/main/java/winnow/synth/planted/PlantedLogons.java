// SPDX-License-Identifier: Apache-2.0
package winnow.synth.planted;

import winnow.synth.chance.Dice;
import winnow.synth.network.Host;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.scenario.BruteForce;
import winnow.synth.scenario.Role;
import winnow.synth.traffic.Day;
import winnow.synth.traffic.Outcome;
import winnow.synth.traffic.Peer;
import winnow.synth.traffic.Service;
import winnow.synth.traffic.Wire;

/** Attempts to log on to another host. */
final class PlantedLogons {
  private final Day day;
  private final Wire wire;

  PlantedLogons(Means means) {
    day = means.day();
    wire = means.wire();
  }

  /** The server whose passwords are tried. */
  static Host target(BruteForce attack, SyntheticNetwork network) {
    return network.server(Role.WEB_SERVER, attack.whole().hashCode());
  }

  /** Passwords tried one after the other. */
  void generate(BruteForce attack, Host host, Span span, long seed) {
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
        wire.carry(
            dice,
            draft,
            (1_900 + dice.nextInt(64)) * factor,
            (2_400 + dice.nextInt(64)) * factor,
            (2_300_000 + dice.nextInt(500_000)) * factor);
      }
      time += (long) (pauses.nextExponential() * gap);
    }
  }
}
