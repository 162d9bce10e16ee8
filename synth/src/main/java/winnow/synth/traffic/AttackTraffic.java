// SPDX-License-Identifier: Apache-2.0
package winnow.synth.traffic;

import winnow.synth.network.AutonomousSystem;
import winnow.synth.network.Dice;
import winnow.synth.network.Host;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.scenario.Attack;
import winnow.synth.scenario.Beacon;
import winnow.synth.scenario.BruteForce;
import winnow.synth.scenario.DnsTunnel;
import winnow.synth.scenario.Exfiltration;
import winnow.synth.scenario.LateralMovement;
import winnow.synth.scenario.Scan;

/** The planted attacks of a day. */
final class AttackTraffic {
  private final Day day;
  private final SyntheticNetwork network;
  private final PlantedBeacon beacon;
  private final PlantedTunnel tunnel;
  private final PlantedScan scan;
  private final PlantedUploads uploads;
  private final PlantedLogons logons;

  AttackTraffic(Day day, Wire wire, TrafficSink sink, NameLookups names) {
    this.day = day;
    network = day.network();
    beacon = new PlantedBeacon(day, wire, sink, names);
    tunnel = new PlantedTunnel(names);
    scan = new PlantedScan(day, wire);
    uploads = new PlantedUploads(day, wire);
    logons = new PlantedLogons(day, wire);
  }

  /** What all attacks do in a slice. */
  void generate(Slice slice) {
    for (Attack attack : network.scenario().attacks()) {
      if (!attack.window().includes(day.index())) {
        continue;
      }
      long seed = Dice.hash(network.scenario().seed(), attack.id().hashCode());
      Host host = network.host(attack.victim());
      long from = day.startMicros() + attack.window().startMicros();
      long to = day.startMicros() + attack.window().endMicros();
      Span span =
          new Span(Math.max(from, slice.startMicros()), Math.min(to, slice.endMicros()), from);
      if (span.from >= span.to) {
        continue;
      }
      switch (attack) {
        case Beacon it -> beacon.generate(it, host, span, seed);
        case DnsTunnel it -> tunnel.generate(it, host, span, seed);
        case Scan it -> scan.generate(it, host, span, seed);
        case Exfiltration it -> uploads.generate(it, host, span, seed);
        case BruteForce it -> logons.generate(it, host, span, seed);
        case LateralMovement it -> logons.generate(it, host, span, seed);
      }
    }
  }

  /**
   * The part of a slice in which an attack is active.
   *
   * @param from start, since the epoch
   * @param to end
   * @param windowStart when the attack started on this day
   */
  record Span(long from, long to, long windowStart) {}

  /** A machine in a small hosting network. */
  static Peer hostedMachine(SyntheticNetwork network, long key) {
    AutonomousSystem system = network.internet().pick(AutonomousSystem.Kind.HOSTING, key);
    return new Peer(system.address(key), system.number());
  }
}
