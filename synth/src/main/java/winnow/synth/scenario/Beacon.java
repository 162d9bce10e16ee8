// SPDX-License-Identifier: Apache-2.0
package winnow.synth.scenario;

/**
 * An implant that calls home over HTTPS: to a rare host in a small hosting network, through the
 * proxy when its host uses one.
 *
 * @param id name in the labels
 * @param victim the host with the implant
 * @param window when it is active
 * @param periodSeconds longest pause between two calls
 * @param jitter share of the period by which a pause may be shorter, 0 to 1; uniform
 * @param missedShare share of the calls that do not happen, 0 to 1
 * @param requestOctets payload sent per call; varies by a few bytes
 * @param port TCP port of the server
 */
public record Beacon(
    String id,
    Victim victim,
    Window window,
    double periodSeconds,
    double jitter,
    double missedShare,
    int requestOctets,
    int port)
    implements Attack {
  /** Checks the ranges. */
  public Beacon {
    if (periodSeconds < 1 || jitter < 0 || jitter > 1 || missedShare < 0 || missedShare >= 1) {
      throw new IllegalArgumentException(
          "beacon %s: period %s s, jitter %s, missed share %s out of range"
              .formatted(id, periodSeconds, jitter, missedShare));
    }
  }

  /** Every minute, nearly to the second. */
  public static Beacon loud(String id, Victim victim, Window window) {
    return new Beacon(id, victim, window, 60, 0.05, 0, 420, 443);
  }

  /** About every 20 minutes with much jitter and a fifth of the calls missing. */
  public static Beacon quiet(String id, Victim victim, Window window) {
    return new Beacon(id, victim, window, 1200, 0.4, 0.2, 380, 443);
  }

  @Override
  public String kind() {
    return "beacon";
  }

  @Override
  public String technique() {
    return "T1071.001";
  }
}
