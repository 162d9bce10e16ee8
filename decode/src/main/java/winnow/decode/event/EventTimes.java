// SPDX-License-Identifier: Apache-2.0
package winnow.decode.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import winnow.decode.RejectReason;
import winnow.decode.text.BadValueException;
import winnow.decode.text.LocalTimes;
import winnow.decode.text.Numbers;
import winnow.decode.text.Slice;
import winnow.decode.text.Times;

/**
 * Times of events: milliseconds since the epoch, ISO 8601, `Jan 02 2026 03:04:05` with or without
 * fraction and zone, or whatever pattern the event names. The last pattern is kept.
 */
final class EventTimes {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final DateTimeFormatter NAMED =
      DateTimeFormatter.ofPattern("MMM d yyyy HH:mm:ss[.SSS][ z]", Locale.ENGLISH);

  private final LocalTimes local;
  private String lastPattern = "";
  private DateTimeFormatter lastFormat = NAMED;

  /** Times without offset are in {@code zone}. */
  EventTimes(ZoneId zone) {
    local = new LocalTimes(zone);
  }

  /** The time that {@code value} is, written after {@code pattern} of Java, when it names one. */
  long parse(Slice value, @Nullable String pattern) throws BadValueException {
    if (isNumber(value)) {
      return epoch(value);
    }
    if (pattern != null) {
      return read(value, format(pattern));
    }
    boolean iso = value.length() > 4 && value.charAt(4) == '-';
    return iso ? Times.parseIso(value, local.zone()) : read(value, NAMED);
  }

  /** Seconds, milliseconds, microseconds or nanoseconds since the epoch, told by their size. */
  static long epoch(Slice value) throws BadValueException {
    long number = Numbers.parseCount(value);
    int digits = value.length();
    long micros;
    if (digits > 17) {
      micros = number / 1_000;
    } else if (digits > 14) {
      micros = number;
    } else {
      micros = digits > 11 ? number * 1_000 : number * MICROS_PER_SECOND;
    }
    if (micros >= Times.END_MICROS) {
      throw bad(value);
    }
    return micros;
  }

  /** A date and a time of day. */
  long ofDay(Slice date, String timeOfDay) throws BadValueException {
    return Times.parseIso(date + "T" + timeOfDay, local.zone());
  }

  private DateTimeFormatter format(String pattern) throws BadValueException {
    if (!pattern.equals(lastPattern)) {
      try {
        // A day of one digit is written with one or two, whatever the pattern says.
        lastFormat =
            DateTimeFormatter.ofPattern(pattern.replaceFirst("\\bdd\\b", "d"), Locale.ENGLISH);
        lastPattern = pattern;
      } catch (IllegalArgumentException e) {
        throw BadValueException.notA("a pattern of times", pattern, RejectReason.BAD_TIME);
      }
    }
    return lastFormat;
  }

  private long read(Slice value, DateTimeFormatter format) throws BadValueException {
    try {
      String text = value.toString().strip().replaceAll("\\s+", " ");
      TemporalAccessor time = format.parseBest(text, Instant::from, LocalDateTime::from);
      long micros =
          time instanceof Instant instant
              ? instant.getEpochSecond() * MICROS_PER_SECOND + instant.getNano() / 1_000
              : local.toUtc(micros(LocalDateTime.from(time)));
      if (micros < 0 || micros >= Times.END_MICROS) {
        throw bad(value);
      }
      return micros;
    } catch (DateTimeException e) {
      throw bad(value);
    }
  }

  private static long micros(LocalDateTime time) {
    return time.toEpochSecond(ZoneOffset.UTC) * MICROS_PER_SECOND + time.getNano() / 1_000;
  }

  private static boolean isNumber(Slice value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return false;
      }
    }
    return value.length() > 0;
  }

  private static BadValueException bad(CharSequence value) {
    return BadValueException.notA("a time", value, RejectReason.BAD_TIME);
  }
}
