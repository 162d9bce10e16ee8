// SPDX-License-Identifier: Apache-2.0
package winnow.synth.planted;

import winnow.schema.IpAddress;
import winnow.synth.chance.Dice;
import winnow.synth.network.Host;
import winnow.synth.network.Subnet;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.scenario.Role;
import winnow.synth.scenario.Scan;
import winnow.synth.traffic.Day;
import winnow.synth.traffic.Outcome;
import winnow.synth.traffic.Peer;
import winnow.synth.traffic.Service;
import winnow.synth.traffic.Wire;

/** Probes of a scan: mostly silence or refusal, now and then an open port. */
final class PlantedScan {
  private static final double OPEN_SHARE = 0.04;
  private static final int PER_SUBNET = 240;

  private final Day day;
  private final SyntheticNetwork network;
  private final Wire wire;

  PlantedScan(Means means) {
    day = means.day();
    wire = means.wire();
    network = means.network();
  }

  void generate(Scan scan, Host host, Span span, long seed) {
    Dice pauses = Dice.of(seed, day.index(), 0);
    long time = span.windowStart();
    double gap = 60e6 / scan.probesPerMinute();
    for (int probe = 0; probe < scan.targets() && time < span.to(); probe++) {
      if (time >= span.from()) {
        probe(Dice.of(seed, day.index(), probe + 1L), time, scan, host, probe);
      }
      time += (long) (pauses.nextExponential() * gap);
    }
  }

  /** The targets as they stand in labels: a server, or how many subnets of workstations. */
  static String targetText(Scan scan, SyntheticNetwork network) {
    return switch (scan.shape()) {
      case HORIZONTAL -> "10.16.0.0/12";
      case VERTICAL -> new Day(network, 0).address(target(scan, network)).toString();
    };
  }

  private static Host target(Scan scan, SyntheticNetwork network) {
    return network.server(Role.FILE_SERVER, scan.whole().hashCode());
  }

  private void probe(Dice dice, long time, Scan scan, Host host, int probe) {
    Outcome outcome =
        dice.chance(OPEN_SHARE) ? Outcome.RSTO : dice.chance(0.5) ? Outcome.REJ : Outcome.S0;
    Peer to =
        switch (scan.shape()) {
          case HORIZONTAL -> workstation(probe, day.peer(host));
          case VERTICAL -> day.peer(target(scan, network));
        };
    int port =
        switch (scan.shape()) {
          case HORIZONTAL -> scan.port();
          case VERTICAL -> 1 + (scan.port() - 1 + probe) % 65_535;
        };
    if (outcome.established()) {
      Wire.Draft draft =
          new Wire.Draft(time, day.peer(host), to, Service.OTHER_TCP, port, outcome, scan);
      if (network.scenario().blended()) {
        wire.carry(dice, draft);
      } else {
        wire.carry(dice, draft, 90, 120, 30_000);
      }
    } else {
      wire.fail(dice, time, day.peer(host), to, Service.OTHER_TCP, port, outcome, scan);
    }
  }

  /** Addresses of the workstation subnets one after the other, used or not, but not one's own. */
  private Peer workstation(int probe, Peer self) {
    Subnet first = network.withRole(Role.WORKSTATION).getFirst().subnet();
    int base = first.base() + (probe / PER_SUBNET << 8);
    Peer target = Peer.inside(IpAddress.ofIpv4(base + 10 + probe % PER_SUBNET));
    return target.equals(self) ? Peer.inside(IpAddress.ofIpv4(base + 11 + PER_SUBNET)) : target;
  }
}
