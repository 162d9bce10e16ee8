// SPDX-License-Identifier: Apache-2.0
package winnow.synth.planted;

import winnow.synth.chance.Dice;
import winnow.synth.network.Host;
import winnow.synth.scenario.StagedDownload;
import winnow.synth.traffic.WebTransfer;

/** A script, then a program, then calls, each from or to another server. */
final class PlantedStages {
  private final Means means;

  PlantedStages(Means means) {
    this.means = means;
  }

  void generate(StagedDownload attack, Host host, Span span, long seed) {
    Dice times = Dice.of(seed, means.day().index(), -1);
    long time = span.windowStart() + (long) (times.nextDouble() * span.windowMicros() / 2);
    for (int step = 0; step < 2 + attack.calls() && time < span.to(); step++) {
      if (span.includes(time)) {
        Dice dice = Dice.of(seed, means.day().index(), step);
        means.transfers().run(dice, time, host, transfer(dice, attack, host, step));
      }
      time += (long) (attack.pauseSeconds() * 1e6 * times.logNormal(1, 0.4));
    }
  }

  private WebTransfer transfer(Dice dice, StagedDownload attack, Host host, int step) {
    int port = dice.chance(0.3) ? 80 : 443;
    return switch (step) {
      case 0 ->
          WebTransfer.script(
              dice,
              Means.at(means.opened(attack, 0), host, port, attack),
              (long) dice.logNormal(attack.scriptOctets(), 0.2));
      case 1 ->
          WebTransfer.program(
              dice,
              Means.at(means.opened(attack, 1), host, port, attack),
              (long) dice.logNormal(attack.programOctets(), 0.2));
      default ->
          WebTransfer.post(
              Means.at(means.server(attack, 2), host, 443, attack),
              (long) dice.logNormal(900, 0.3),
              (long) dice.logNormal(4_000, 0.3));
    };
  }
}
