// SPDX-License-Identifier: Apache-2.0
package winnow.decode.meter;

import java.time.Duration;

/**
 * When a flow ends, in the time of the packets.
 *
 * @param active a flow that lasts longer is handed on in slices of at most this length
 * @param idleTcp silence after which an established TCP connection ends
 * @param idleTcpAttempt silence after which a TCP connection that was not established ends; longer
 *     than the pauses between repeated SYNs
 * @param idleTcpClosed silence after which a closed or reset TCP connection is handed on: time for
 *     stragglers
 * @param idleUdp silence after which a UDP flow ends
 * @param idleOther silence after which any other flow ends
 * @param maxFlows how many flows are open at a time; one more ends the one that was silent longest
 */
public record MeterSettings(
    Duration active,
    Duration idleTcp,
    Duration idleTcpAttempt,
    Duration idleTcpClosed,
    Duration idleUdp,
    Duration idleOther,
    int maxFlows) {
  private static final MeterSettings DEFAULTS =
      new MeterSettings(
          Duration.ofMinutes(30),
          Duration.ofMinutes(5),
          Duration.ofMinutes(1),
          Duration.ofSeconds(5),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          1 << 18);

  /** Checks that times are positive and that at least one flow may be open. */
  public MeterSettings {
    for (Duration time :
        new Duration[] {active, idleTcp, idleTcpAttempt, idleTcpClosed, idleUdp, idleOther}) {
      if (!time.isPositive()) {
        throw new IllegalArgumentException("a flow cannot end after " + time);
      }
    }
    if (maxFlows < 1 || maxFlows > 1 << 24) {
      throw new IllegalArgumentException("open flows: " + maxFlows + ", expected 1 to 16777216");
    }
  }

  /**
   * Slices of 30 minutes; TCP ends after 5 minutes of silence, 1 minute when not established, 5
   * seconds when closed; all else after 1 minute; 262,144 flows (about 60 MB) are open at most.
   */
  public static MeterSettings defaults() {
    return DEFAULTS;
  }
}
