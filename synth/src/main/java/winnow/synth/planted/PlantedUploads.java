// SPDX-License-Identifier: Apache-2.0
package winnow.synth.planted;

import winnow.synth.chance.Dice;
import winnow.synth.network.Host;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.scenario.Exfiltration;
import winnow.synth.traffic.Day;
import winnow.synth.traffic.Outcome;
import winnow.synth.traffic.Peer;
import winnow.synth.traffic.Service;
import winnow.synth.traffic.Wire;

/** Connections that send far more than they receive. */
final class PlantedUploads {
  private static final double OCTETS_PER_MICRO = 2.5;

  private final Means means;
  private final Day day;

  PlantedUploads(Means means) {
    this.means = means;
    day = means.day();
  }

  /** The machine that the data goes to. */
  static Peer drop(Exfiltration attack, SyntheticNetwork network) {
    return PlantedTraffic.hostedMachine(
        network, Dice.hash(network.scenario().seed(), attack.whole().hashCode() + 3L));
  }

  void generate(Exfiltration attack, Host host, Span span, long seed) {
    long gap = (attack.window().endMicros() - attack.window().startMicros()) / attack.uploads();
    for (int i = 0; i < attack.uploads(); i++) {
      Dice dice = Dice.of(seed, day.index(), i);
      long time = span.windowStart() + i * gap + (long) (dice.nextDouble() * gap / 2);
      if (time >= span.from() && time < span.to()) {
        long sent = (long) dice.logNormal(attack.uploadOctets(), 0.3);
        Wire.Draft draft =
            new Wire.Draft(
                time,
                day.peer(host),
                drop(attack, day.network()),
                Service.HTTPS,
                443,
                Outcome.SF,
                attack);
        if (means.blended()) {
          long answered = (long) dice.logNormal(4_000 + sent / 400.0, 0.4);
          means.wire().send(dice, draft, sent, answered);
        } else {
          long micros = (long) (sent / OCTETS_PER_MICRO);
          means.wire().carry(dice, draft, sent, 4_000 + sent / 400, micros);
        }
      }
    }
  }
}
