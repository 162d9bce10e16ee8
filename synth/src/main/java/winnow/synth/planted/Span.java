// SPDX-License-Identifier: Apache-2.0
package winnow.synth.planted;

import winnow.synth.network.Host;
import winnow.synth.scenario.Attack;
import winnow.synth.scenario.InsiderAccess;
import winnow.synth.traffic.Day;
import winnow.synth.traffic.Slice;

/**
 * The part of a slice in which an attack is active; empty when it is not.
 *
 * @param from start, since the epoch
 * @param to end
 * @param windowStart when the attack starts on this day
 * @param windowEnd when it ends on this day
 */
record Span(long from, long to, long windowStart, long windowEnd) {
  private static final long HOUR_MICROS = 3_600_000_000L;

  /** The span of an attack on {@code host} in a slice. */
  static Span of(Attack attack, Host host, Slice slice) {
    long start = attack.window().startMicros();
    long length = attack.window().endMicros() - start;
    if (attack instanceof InsiderAccess) {
      start = Math.floorMod(start - host.subnet().zoneHours() * HOUR_MICROS, Day.MICROS);
    }
    long midnight = slice.day().startMicros();
    long windowStart = midnight + start;
    long windowEnd = Math.min(windowStart + length, midnight + Day.MICROS);
    long from = Math.max(windowStart, slice.startMicros());
    return new Span(from, Math.min(windowEnd, slice.endMicros()), windowStart, windowEnd);
  }

  boolean isEmpty() {
    return from >= to;
  }

  boolean includes(long time) {
    return time >= from && time < to;
  }

  /** Length of the time that the attack has on this day. */
  long windowMicros() {
    return windowEnd - windowStart;
  }
}
