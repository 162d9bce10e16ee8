// SPDX-License-Identifier: Apache-2.0
package winnow.synth.emit;

/** How long a file of flows is written to. */
public enum Rotation {
  /** As nfcapd does unless told otherwise. */
  FIVE_MINUTES(300),
  /** One file an hour. */
  HOUR(3600),
  /** One file a day. */
  DAY(86_400);

  private final long micros;

  Rotation(long seconds) {
    micros = seconds * 1_000_000;
  }

  /** The start of the file that has {@code timeMicros}. */
  long start(long timeMicros) {
    return timeMicros - Math.floorMod(timeMicros, micros);
  }
}
