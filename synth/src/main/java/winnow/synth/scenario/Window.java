// SPDX-License-Identifier: Apache-2.0
package winnow.synth.scenario;

/**
 * When an attack is active: the same hours of consecutive days.
 *
 * @param firstDay first day, 0 is the first of the scenario
 * @param days how many days
 * @param startHour hour of the day at which it starts, UTC
 * @param hours for how many hours, at most to midnight
 */
public record Window(int firstDay, int days, double startHour, double hours) {
  /** Checks the ranges. */
  public Window {
    if (firstDay < 0 || days < 1 || startHour < 0 || hours <= 0 || startHour + hours > 24) {
      throw new IllegalArgumentException(
          "attack window outside a day: day %d for %d days, hour %s for %s hours"
              .formatted(firstDay, days, startHour, hours));
    }
  }

  /** Whether it is active on {@code day}. */
  public boolean includes(int day) {
    return day >= firstDay && day < firstDay + days;
  }

  /** Start within the day, microseconds. */
  public long startMicros() {
    return (long) (startHour * 3600e6);
  }

  /** End within the day, microseconds. */
  public long endMicros() {
    return (long) ((startHour + hours) * 3600e6);
  }
}
