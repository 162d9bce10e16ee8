// SPDX-License-Identifier: Apache-2.0
package winnow.decode.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeOptions;
import winnow.decode.RejectReason;

/**
 * Makes instants of the dates and times of a log. A time without a year is put into the year that
 * makes it the latest possible that is not more than a day after the log was written; a date in the
 * name of the input says when that was better than the time of the file, which copies change.
 */
public final class LogClock {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long SECONDS_PER_DAY = 86_400;
  private static final long SECONDS_PER_QUARTER = 900;
  private static final int YEARS_BACK = 8;
  private static final Pattern DATE_IN_NAME =
      Pattern.compile("(?<!\\d)(20\\d\\d)([-_.]?)(\\d\\d)\\2(\\d\\d)(?!\\d)");

  private final ZoneId zone;
  private final @Nullable Instant writtenAt;
  private long quarter = Long.MIN_VALUE;
  private long offsetSeconds;
  private int dayKey = -1;
  private long dayStart;

  /** The clock of the input that {@code options} describe. */
  public LogClock(DecodeOptions options) {
    zone = options.zone();
    writtenAt = dateIn(options.name()).orElse(options.writtenAt());
  }

  /** The end of the day that is in {@code name}, UTC. */
  private static Optional<Instant> dateIn(String name) {
    Matcher date = DATE_IN_NAME.matcher(name);
    while (date.find()) {
      int month = Integer.parseInt(date.group(3));
      int day = Integer.parseInt(date.group(4));
      YearMonth of = month < 1 || month > 12 ? null : YearMonth.of(number(date, 1), month);
      if (of != null && of.isValidDay(day)) {
        return Optional.of(of.atDay(day).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
      }
    }
    return Optional.empty();
  }

  private static int number(Matcher date, int group) {
    return Integer.parseInt(date.group(group));
  }

  /** When the input was written, as far as known. */
  public @Nullable Instant writtenAt() {
    return writtenAt;
  }

  /** The instant, microseconds since the epoch, of a local date and time in the log's zone. */
  public long micros(int year, int month, int day, long secondOfDay, long micros, CharSequence text)
      throws BadValueException {
    int key = (year * 16 + month) * 32 + day;
    if (key != dayKey) {
      if (year < 1970 || year >= 2200 || month < 1 || month > 12) {
        throw BadValueException.notA("a time from 1970 to 2200", text, RejectReason.BAD_TIME);
      }
      if (!YearMonth.of(year, month).isValidDay(day)) {
        throw BadValueException.notA("a date", text, RejectReason.BAD_TIME);
      }
      dayStart = LocalDate.of(year, month, day).toEpochDay() * SECONDS_PER_DAY;
      dayKey = key;
    }
    long local = dayStart + secondOfDay;
    long instant = (local - offset(local)) * MICROS_PER_SECOND + micros;
    if (instant < 0 || instant >= Times.END_MICROS) {
      throw BadValueException.notA("a time from 1970 to 2200", text, RejectReason.BAD_TIME);
    }
    return instant;
  }

  /** Like {@link #micros}, of a date without a year. */
  public long yearless(int month, int day, long secondOfDay, long micros, CharSequence text)
      throws BadValueException {
    if (writtenAt == null) {
      throw new BadValueException(
          RejectReason.BAD_TIME,
          BadValueException.shown(text)
              + " has no year, and when the input was written is not known");
    }
    LocalDate last = LocalDate.ofInstant(writtenAt, zone).plusDays(1);
    for (int year = last.getYear(); year > last.getYear() - YEARS_BACK; year--) {
      boolean exists = month >= 1 && month <= 12 && YearMonth.of(year, month).isValidDay(day);
      if (exists && !LocalDate.of(year, month, day).isAfter(last)) {
        return micros(year, month, day, secondOfDay, micros, text);
      }
    }
    throw BadValueException.notA("a date", text, RejectReason.BAD_TIME);
  }

  private long offset(long local) {
    if (zone == ZoneOffset.UTC) {
      return 0;
    }
    long wanted = Math.floorDiv(local, SECONDS_PER_QUARTER);
    if (wanted != quarter) {
      LocalDateTime time = LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC);
      offsetSeconds = zone.getRules().getOffset(time).getTotalSeconds();
      quarter = wanted;
    }
    return offsetSeconds;
  }
}
