// SPDX-License-Identifier: Apache-2.0
package winnow.synth.traffic;

import java.util.function.LongConsumer;
import winnow.synth.chance.Dice;

/**
 * Something that happens every so often: beat {@code k} is due at {@code phase + k * period}, late
 * by a random share of the period up to {@code jitter}. Beats depend on the key alone, not on where
 * slices begin.
 *
 * @param key names it
 * @param periodMicros from due time to due time
 * @param jitter largest delay, as a share of the period, 0 to 1
 */
public record Timer(long key, long periodMicros, double jitter) {
  /** Calls {@code action} with the time of every beat due in a slice. */
  public void beats(Slice slice, LongConsumer action) {
    long phase = (long) (Dice.fraction(key, 1) * periodMicros);
    long beat = Math.ceilDiv(slice.startMicros() - phase, periodMicros);
    long due = phase + beat * periodMicros;
    while (due < slice.endMicros()) {
      action.accept(due + (long) (Dice.fraction(key, beat + 2) * jitter * periodMicros));
      beat++;
      due += periodMicros;
    }
  }
}
