// SPDX-License-Identifier: Apache-2.0
package winnow.app.terminal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Microseconds since the epoch as instants. */
public final class Times {
  private Times() {}

  /** The instant {@code micros} microseconds after 1970-01-01T00:00:00Z. */
  public static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
