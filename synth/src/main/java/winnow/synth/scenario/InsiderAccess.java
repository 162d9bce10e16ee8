// SPDX-License-Identifier: Apache-2.0
package winnow.synth.scenario;

/**
 * Somebody who may use the network (T1078) collects, at hours when he does not work, what lies on
 * file servers and in databases that he hardly uses otherwise.
 *
 * @param id name in the labels
 * @param victim the host whose user it is
 * @param window when it is active; its hours are those of the clock on the wall of the victim
 * @param reads connections a night, spread evenly over the window
 * @param readOctets octets per connection, log-normal around this
 */
public record InsiderAccess(String id, Victim victim, Window window, int reads, long readOctets)
    implements Attack {
  /** Checks the ranges. */
  public InsiderAccess {
    if (reads < 1 || reads > 10_000 || readOctets < 1) {
      throw new IllegalArgumentException(
          "insider access %s: %d reads, 1 to 10000 expected, of %d octets, 1 or more expected"
              .formatted(id, reads, readOctets));
    }
  }

  /** 6 GB a night in sixty connections. */
  public static InsiderAccess loud(String id, Victim victim, Window window) {
    return new InsiderAccess(id, victim, window, 60, 100_000_000);
  }

  /** 12 MB a night in six connections. */
  public static InsiderAccess quiet(String id, Victim victim, Window window) {
    return new InsiderAccess(id, victim, window, 6, 2_000_000);
  }

  @Override
  public String kind() {
    return "insider";
  }

  @Override
  public String technique() {
    return "T1074";
  }
}
