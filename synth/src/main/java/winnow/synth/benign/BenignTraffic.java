// SPDX-License-Identifier: Apache-2.0
package winnow.synth.benign;

import winnow.synth.chance.Dice;
import winnow.synth.network.Host;
import winnow.synth.scenario.Role;
import winnow.synth.traffic.Day;
import winnow.synth.traffic.NameLookups;
import winnow.synth.traffic.Slice;
import winnow.synth.traffic.TrafficSink;
import winnow.synth.traffic.WebTransfers;
import winnow.synth.traffic.Wire;

/**
 * All that is not planted, slice by slice. Every host and slice has dice of its own, so nothing
 * depends on what was made before.
 */
public final class BenignTraffic {
  private final Day day;
  private final long seed;
  private final UserWork work;
  private final PeriodicSoftware software;
  private final ServerRoom servers;
  private final BorderNoise noise;
  private final Administration administration;
  private final OddHabits habits;

  /** The traffic of a day with hosts as busy as {@code intensity} says. */
  public BenignTraffic(Day day, Wire wire, TrafficSink sink, double intensity) {
    this.day = day;
    seed = Dice.hash(day.network().scenario().seed(), day.startMicros());
    NameLookups names = new NameLookups(day, wire, sink, day.network().sites().size());
    Browsing browsing = new Browsing(day, wire, sink, names);
    work = new UserWork(day, wire, browsing, intensity);
    software = new PeriodicSoftware(day, wire, names, browsing, intensity);
    servers = new ServerRoom(day, wire, names, intensity);
    noise = new BorderNoise(day, wire, intensity);
    administration = new Administration(day, wire, intensity);
    WebTransfers transfers = new WebTransfers(day, wire, sink, names);
    habits = new OddHabits(day, wire, names, transfers, intensity);
  }

  /** What happens in a slice. */
  public void generate(Slice slice) {
    for (Host host : day.network().hosts()) {
      Dice dice = Dice.of(seed, slice.index(), host.index());
      if (host.role().hasUser()) {
        work.generate(dice, slice, host);
      }
      if (host.role() != Role.GUEST || day.present(host, slice.middleMicros())) {
        software.generate(dice, slice, host);
      }
    }
    servers.generate(Dice.of(seed, slice.index(), -1), slice);
    noise.generate(Dice.of(seed, slice.index(), -2), slice);
    if (day.network().scenario().blended()) {
      generateRare(slice);
    }
  }

  /** What looks like the work of attackers. */
  private void generateRare(Slice slice) {
    administration.generate(Dice.of(seed, slice.index(), -3), slice);
    for (Host host : day.network().hosts()) {
      Dice dice = Dice.of(seed, slice.index(), -4L - host.index());
      administration.generate(dice, slice, host);
      habits.generate(dice, slice, host);
    }
  }
}
