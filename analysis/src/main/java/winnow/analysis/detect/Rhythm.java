// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.detect;

import java.util.Arrays;

/**
 * How even the intervals between contacts are. Their spread is L = ln(Q90 / Q10), which has no
 * scale: 0 for a clock, 1.6 with intervals jittered by 90 %, ln(ln 10 / ln(10/9)) = 3.08 for a
 * Poisson process. By the delta method the L of n intervals of such a process deviates from that by
 * 3.29 / sqrt(n).
 *
 * @param contacts how many contacts there were
 * @param medianSeconds the median interval
 * @param spread L
 * @param timingBits how improbable so small a spread is in a Poisson process
 */
record Rhythm(int contacts, double medianSeconds, double spread, double timingBits) {
  static final Rhythm NONE = new Rhythm(0, 0, 0, 0);

  private static final double MICROS_PER_SECOND = 1e6;

  /** Contacts of people come in bursts: those closer than this are one. */
  private static final long SESSION_MICROS = 5_000_000;

  private static final int LEAST_CONTACTS = 8;
  private static final long LEAST_INTERVAL_MICROS = 1_000_000;

  /** Calls faster than sessions are told by more of them, over a time. */
  private static final int LEAST_FAST_CONTACTS = 50;

  private static final long LEAST_FAST_MICROS = 120_000_000;
  private static final long LEAST_FAST_INTERVAL_MICROS = 50_000;

  private static final double POISSON_SPREAD =
      StrictMath.log(StrictMath.log(10) / -StrictMath.log(0.9));
  private static final double POISSON_DEVIATION = 3.29;

  /**
   * The rhythm of contacts, each for itself or those that are near as one, whichever is the more
   * even; none when there are too few.
   *
   * @param times in their order, microseconds
   */
  static Rhythm of(long[] times) {
    Rhythm slow = of(sessions(times), LEAST_CONTACTS, SESSION_MICROS, LEAST_INTERVAL_MICROS);
    boolean canBeFast = times.length > 0 && times[times.length - 1] - times[0] >= LEAST_FAST_MICROS;
    Rhythm fast = canBeFast ? of(times, LEAST_FAST_CONTACTS, 0, LEAST_FAST_INTERVAL_MICROS) : NONE;
    return fast.timingBits > slow.timingBits ? fast : slow;
  }

  private static Rhythm of(long[] times, int leastContacts, long dead, long leastInterval) {
    if (times.length <= leastContacts) {
      return NONE;
    }
    double[] intervals = new double[times.length - 1];
    for (int i = 0; i < intervals.length; i++) {
      // Contacts that are nearer are one; what is left of a Poisson process is exponential again.
      intervals[i] = Math.max(leastInterval, times[i + 1] - times[i] - dead);
    }
    Arrays.sort(intervals);
    double spread =
        StrictMath.log(Quantiles.nearest(intervals, 0.9) / Quantiles.nearest(intervals, 0.1));
    double deviation = POISSON_DEVIATION / Math.sqrt(intervals.length);
    double median = Quantiles.nearest(intervals, 0.5) + dead;
    return new Rhythm(
        times.length,
        median / MICROS_PER_SECOND,
        spread,
        NormalTail.bits((POISSON_SPREAD - spread) / deviation));
  }

  /** The first times of contacts that lie apart. */
  private static long[] sessions(long[] times) {
    long[] sessions = new long[times.length];
    int size = 0;
    long last = 0;
    for (long time : times) {
      if (size == 0 || time - last > SESSION_MICROS) {
        sessions[size++] = time;
      }
      last = time;
    }
    return Arrays.copyOf(sessions, size);
  }
}
