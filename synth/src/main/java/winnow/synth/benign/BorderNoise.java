// SPDX-License-Identifier: Apache-2.0
package winnow.synth.benign;

import winnow.synth.chance.Dice;
import winnow.synth.network.AutonomousSystem;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.traffic.Day;
import winnow.synth.traffic.Outcome;
import winnow.synth.traffic.Peer;
import winnow.synth.traffic.Service;
import winnow.synth.traffic.Slice;
import winnow.synth.traffic.Wire;

/**
 * What the Internet throws at every public address: single probes and sweeps, nearly all dropped.
 */
final class BorderNoise {
  private static final int[] PORTS = {
    23, 22, 445, 3389, 80, 443, 8080, 5555, 1433, 6379, 2323, 8443, 21, 25, 5900, 3306, 81, 7547
  };
  private static final int PUBLIC_ADDRESSES = 1024;

  private final SyntheticNetwork network;
  private final Wire wire;
  private final double intensity;

  BorderNoise(Day day, Wire wire, double intensity) {
    network = day.network();
    this.wire = wire;
    this.intensity = intensity;
  }

  /** The noise of a slice. */
  void generate(Dice dice, Slice slice) {
    double size = intensity * slice.days() * network.hosts().size();
    for (int n = dice.poisson(size * 25); n > 0; n--) {
      probe(dice, UserWork.within(dice, slice), source(dice), port(dice));
    }
    for (int n = dice.poisson(size * 0.3); n > 0; n--) {
      Peer source = source(dice);
      int port = port(dice);
      long time = UserWork.within(dice, slice);
      int count = (int) Math.min(400, dice.pareto(6, 0.9));
      for (int i = 0; i < count; i++) {
        time += (long) (dice.nextExponential() * 400_000);
        probe(dice, time, source, port);
      }
    }
  }

  private void probe(Dice dice, long time, Peer source, int port) {
    Peer target = new Peer(network.internet().ownAddress(dice.nextInt(PUBLIC_ADDRESSES)), 0);
    Outcome outcome = dice.chance(0.06) ? Outcome.REJ : Outcome.S0;
    wire.fail(dice, time, source, target, Service.OTHER_TCP, port, outcome, null);
  }

  private Peer source(Dice dice) {
    AutonomousSystem.Kind kind =
        dice.chance(0.4) ? AutonomousSystem.Kind.HOSTING : AutonomousSystem.Kind.ACCESS;
    AutonomousSystem from = network.internet().pick(kind, dice.nextLong());
    return new Peer(from.address(dice.nextLong()), from.number());
  }

  private static int port(Dice dice) {
    return dice.chance(0.2) ? 1 + dice.nextInt(65_535) : PORTS[dice.zipf(PORTS.length)];
  }
}
