// SPDX-License-Identifier: Apache-2.0
package winnow.synth;

import winnow.synth.benign.BenignTraffic;
import winnow.synth.blend.BlendedTraffic;
import winnow.synth.blend.Blends;
import winnow.synth.planted.PlantedTraffic;
import winnow.synth.traffic.Day;
import winnow.synth.traffic.Slice;
import winnow.synth.traffic.TrafficSink;
import winnow.synth.traffic.Wire;

/**
 * All traffic of a day, slice by slice: memory grows with the hosts and the busiest slice, not with
 * the day.
 */
final class DayTraffic {
  private static final double FLOWS_PER_SLICE = 40_000;
  private static final double FLOWS_PER_HOST = 3_000;
  private static final int[] SLICE_SECONDS = {3600, 1800, 900, 300, 120, 60, 30, 15};

  private final Day day;
  private final double intensity;
  private final Blends blends;

  /** The traffic of {@code day} with hosts as busy as {@code intensity} says. */
  DayTraffic(Day day, double intensity, Blends blends) {
    this.day = day;
    this.blends = blends;
    this.intensity = intensity;
  }

  /** Hands everything to {@code sink}. */
  void generate(TrafficSink sink) {
    Wire wire = new Wire(sink);
    BenignTraffic benign = new BenignTraffic(day, wire, sink, intensity);
    PlantedTraffic planted = new PlantedTraffic(day, wire, sink);
    BlendedTraffic blended = new BlendedTraffic(day, wire, sink, blends);
    long micros = sliceMicros();
    for (int i = 0; i * micros < Day.MICROS; i++) {
      Slice slice = new Slice(day, i, day.startMicros() + i * micros, micros);
      benign.generate(slice);
      planted.generate(slice);
      blended.generate(slice);
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
