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
record Slice(Day day, int index, long startMicros, long micros) {
  long endMicros() {
    return startMicros + micros;
  }

  long middleMicros() {
    return startMicros + micros / 2;
  }

  /** Length in days. */
  double days() {
    return micros / 86_400e6;
  }
}
