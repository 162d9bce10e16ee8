// SPDX-License-Identifier: Apache-2.0
package winnow.collector.spool;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Ids for segments: times in UTC, such as `20260302T101500.123456`, each later than the last. */
final class SegmentIds {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSSSS").withZone(ZoneOffset.UTC);

  private final InstantSource clock;
  private long lastMicros = Long.MIN_VALUE;

  SegmentIds(InstantSource clock) {
    this.clock = clock;
  }

  /** Makes later ids than {@code id}. */
  void seen(String id) {
    Instant time = LocalDateTime.parse(id, FORM).toInstant(ZoneOffset.UTC);
    lastMicros = Math.max(lastMicros, micros(time));
  }

  String next() {
    lastMicros = Math.max(micros(clock.instant()), lastMicros + 1);
    return FORM.format(Instant.EPOCH.plus(lastMicros, ChronoUnit.MICROS));
  }

  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
