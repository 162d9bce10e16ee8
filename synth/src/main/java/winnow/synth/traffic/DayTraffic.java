// SPDX-License-Identifier: Apache-2.0
package winnow.synth.traffic;

import winnow.synth.network.Dice;
import winnow.synth.network.Host;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.scenario.Role;
import winnow.synth.scenario.Scan;

/**
 * All traffic of a day, slice by slice. Every host and slice has dice of its own, so nothing
 * depends on what was made before; memory grows with the hosts and the busiest slice, not with the
 * day.
 */
public final class DayTraffic {
  private static final double FLOWS_PER_SLICE = 40_000;
  private static final double FLOWS_PER_HOST = 3_000;
  private static final int[] SLICE_SECONDS = {3600, 1800, 900, 300, 120, 60, 30, 15};

  private final Day day;
  private final double intensity;

  /** The traffic of {@code day} with hosts as busy as {@code intensity} says. */
  public DayTraffic(Day day, double intensity) {
    this.day = day;
    this.intensity = intensity;
  }

  /** What a scan looks at, as it stands in labels. */
  public static String target(Scan scan, SyntheticNetwork network) {
    return PlantedScan.targetText(scan, network);
  }

  /** Hands everything to {@code sink}. */
  public void generate(TrafficSink sink) {
    Wire wire = new Wire(sink);
    NameLookups names = new NameLookups(day, wire, sink);
    Browsing browsing = new Browsing(day, wire, sink, names);
    UserWork work = new UserWork(day, wire, browsing, intensity);
    PeriodicSoftware software = new PeriodicSoftware(day, wire, names, browsing, intensity);
    ServerRoom servers = new ServerRoom(day, wire, names, intensity);
    BorderNoise noise = new BorderNoise(day, wire, intensity);
    AttackTraffic attacks = new AttackTraffic(day, wire, sink, names);
    long seed = Dice.hash(day.network().scenario().seed(), day.startMicros());
    long micros = sliceMicros();
    for (int i = 0; i * micros < Day.MICROS; i++) {
      Slice slice = new Slice(day, i, day.startMicros() + i * micros, micros);
      for (Host host : day.network().hosts()) {
        Dice dice = Dice.of(seed, i, host.index());
        if (host.role().hasUser()) {
          work.generate(dice, slice, host);
        }
        if (host.role() != Role.GUEST || day.present(host, slice.middleMicros())) {
          software.generate(dice, slice, host);
        }
      }
      servers.generate(Dice.of(seed, i, -1), slice);
      noise.generate(Dice.of(seed, i, -2), slice);
      attacks.generate(slice);
      sink.advance(slice.endMicros());
    }
  }

  private long sliceMicros() {
    double perSecond = day.network().hosts().size() * FLOWS_PER_HOST * intensity / 86_400;
    for (int seconds : SLICE_SECONDS) {
      if (perSecond * seconds <= FLOWS_PER_SLICE) {
        return seconds * 1_000_000L;
      }
    }
    return SLICE_SECONDS[SLICE_SECONDS.length - 1] * 1_000_000L;
  }
}
