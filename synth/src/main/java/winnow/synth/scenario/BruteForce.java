// SPDX-License-Identifier: Apache-2.0
package winnow.synth.scenario;

/**
 * Passwords tried over SSH against one web server: short connections of nearly equal size, the last
 * one longer because it got in.
 *
 * @param id name in the labels
 * @param victim the host that tries
 * @param window when it is active
 * @param attempts connections a day
 * @param attemptsPerMinute pace, with random pauses
 */
public record BruteForce(
    String id, Victim victim, Window window, int attempts, double attemptsPerMinute)
    implements Attack {
  /** Checks the ranges. */
  public BruteForce {
    if (attempts < 1 || attemptsPerMinute <= 0) {
      throw new IllegalArgumentException(
          "brute force %s: %d attempts, %s per minute out of range"
              .formatted(id, attempts, attemptsPerMinute));
    }
  }

  /** 1,200 attempts, two a second. */
  public static BruteForce loud(String id, Victim victim, Window window) {
    return new BruteForce(id, victim, window, 1200, 120);
  }

  /** 60 attempts, one in four minutes. */
  public static BruteForce quiet(String id, Victim victim, Window window) {
    return new BruteForce(id, victim, window, 60, 0.25);
  }

  @Override
  public String kind() {
    return "brute-force";
  }

  @Override
  public String technique() {
    return "T1110.001";
  }
}
