// SPDX-License-Identifier: Apache-2.0
package winnow.synth.planted;

import winnow.synth.chance.Dice;
import winnow.synth.network.AutonomousSystem;
import winnow.synth.network.Host;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.scenario.Attack;
import winnow.synth.scenario.Beacon;
import winnow.synth.scenario.BruteForce;
import winnow.synth.scenario.DnsTunnel;
import winnow.synth.scenario.Exfiltration;
import winnow.synth.scenario.GeneratedDomains;
import winnow.synth.scenario.InsiderAccess;
import winnow.synth.scenario.LateralMovement;
import winnow.synth.scenario.Scan;
import winnow.synth.scenario.StagedDownload;
import winnow.synth.traffic.Day;
import winnow.synth.traffic.Peer;
import winnow.synth.traffic.Slice;
import winnow.synth.traffic.TrafficSink;
import winnow.synth.traffic.Wire;

/** The planted attacks of a day. */
public final class PlantedTraffic {
  private final Means means;
  private final PlantedBeacon beacon;
  private final PlantedTunnel tunnel;
  private final PlantedScan scan;
  private final PlantedUploads uploads;
  private final PlantedLogons logons;
  private final PlantedMoves moves;
  private final PlantedReads reads;
  private final PlantedNames names;
  private final PlantedStages stages;

  /** The attacks of {@code day}. */
  public PlantedTraffic(Day day, Wire wire, TrafficSink sink) {
    means = Means.of(day, wire, sink);
    beacon = new PlantedBeacon(means);
    tunnel = new PlantedTunnel(means);
    scan = new PlantedScan(means);
    uploads = new PlantedUploads(means);
    logons = new PlantedLogons(means);
    moves = new PlantedMoves(means);
    reads = new PlantedReads(means);
    names = new PlantedNames(means);
    stages = new PlantedStages(means);
  }

  /** What a scan looks at, as it stands in labels. */
  public static String target(Scan scan, SyntheticNetwork network) {
    return PlantedScan.targetText(scan, network);
  }

  /** What all attacks do in a slice. */
  public void generate(Slice slice) {
    SyntheticNetwork network = means.network();
    for (Attack attack : network.scenario().attacks()) {
      if (!attack.window().includes(slice.day().index())) {
        continue;
      }
      long seed = Dice.hash(network.scenario().seed(), attack.whole().hashCode());
      Host host = network.host(attack.victim());
      Span span = Span.of(attack, host, slice);
      if (span.isEmpty()) {
        continue;
      }
      switch (attack) {
        case Beacon it -> beacon.generate(it, host, span, seed);
        case DnsTunnel it -> tunnel.generate(it, host, span, seed);
        case Scan it -> scan.generate(it, host, span, seed);
        case Exfiltration it -> uploads.generate(it, host, span, seed);
        case BruteForce it -> logons.generate(it, host, span, seed);
        case LateralMovement it -> moves.generate(it, host, span, seed);
        case InsiderAccess it -> reads.generate(it, host, span, seed);
        case GeneratedDomains it -> names.generate(it, host, span, seed);
        case StagedDownload it -> stages.generate(it, host, span, seed);
      }
    }
  }

  /** A machine in a small hosting network. */
  static Peer hostedMachine(SyntheticNetwork network, long key) {
    AutonomousSystem system = network.internet().pick(AutonomousSystem.Kind.HOSTING, key);
    return new Peer(system.address(key), system.number());
  }
}
