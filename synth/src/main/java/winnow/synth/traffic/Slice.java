// SPDX-License-Identifier: Apache-2.0
package winnow.synth.traffic;

/**
 * A piece of a day that is made at once.
 *
 * @param day the day
 * @param index its number in the day, from 0
 * @param startMicros start, since the epoch
 * @param micros length
 */
public record Slice(Day day, int index, long startMicros, long micros) {
  /** Its end, since the epoch. */
  public long endMicros() {
    return startMicros + micros;
  }

  /** Its middle, since the epoch. */
  public long middleMicros() {
    return startMicros + micros / 2;
  }

  /** Length in days. */
  public double days() {
    return micros / 86_400e6;
  }
}
