// SPDX-License-Identifier: Apache-2.0
package winnow.synth.traffic;

import winnow.synth.network.AutonomousSystem;
import winnow.synth.network.Dice;
import winnow.synth.network.Host;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.scenario.Attack;
import winnow.synth.scenario.Beacon;
import winnow.synth.scenario.DnsTunnel;
import winnow.synth.scenario.Scan;

/** The planted attacks of a day. */
final class AttackTraffic {
  private final Day day;
  private final SyntheticNetwork network;
  private final PlantedBeacon beacon;
  private final PlantedTunnel tunnel;
  private final PlantedScan scan;

  AttackTraffic(Day day, Wire wire, TrafficSink sink, NameLookups names) {
    this.day = day;
    network = day.network();
    beacon = new PlantedBeacon(day, wire, sink, names);
    tunnel = new PlantedTunnel(names);
    scan = new PlantedScan(day, wire);
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
      }
    }
  }

  /** Who is at the other end of an attack, as it stands in labels. */
  static String peer(Attack attack, SyntheticNetwork network) {
    return switch (attack) {
      case Beacon it -> PlantedBeacon.controller(it, network).address().toString();
      case DnsTunnel it -> it.domain();
      case Scan it -> PlantedScan.targetText(it, network);
    };
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
