// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Between the lake's microseconds and the API's ISO 8601. */
final class Times {
  static final long MICROS_PER_SECOND = 1_000_000L;

  private Times() {}

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** Microseconds since the epoch. */
  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
