// SPDX-License-Identifier: Apache-2.0
package winnow.decode.text;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import winnow.decode.RejectReason;

/**
 * Times of lines that come as a date and a time of day in separate values, in a zone that the input
 * does not name. The last date and offset are kept: they repeat.
 */
public final class LocalTimes {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;
  private static final long MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND;
  private static final long UNSET = -1;

  private final ZoneId zone;
  private byte[] lastDate = new byte[0];
  private long lastDateMicros;
  private long dateMicros = UNSET;
  private long timeMicros = UNSET;
  private long headerDateMicros = UNSET;
  private long offsetMinute = Long.MIN_VALUE;
  private long offsetMicros;

  /** Times in {@code zone}. */
  public LocalTimes(ZoneId zone) {
    this.zone = zone;
  }

  /** The zone of times without offset. */
  public ZoneId zone() {
    return zone;
  }

  /** Forgets date and time of the line before. */
  public void begin() {
    dateMicros = UNSET;
    timeMicros = UNSET;
  }

  /** The date of lines that give the time of day alone, null when not known. */
  public void headerDate(@Nullable Slice date) throws BadValueException {
    headerDateMicros = date == null ? UNSET : parseDate(date);
  }

  /** A date, `2026-01-02`. */
  public void date(Slice date) throws BadValueException {
    byte[] bytes = date.bytes();
    if (!Arrays.equals(lastDate, 0, lastDate.length, bytes, date.start(), date.end())) {
      lastDateMicros = parseDate(date);
      lastDate = Arrays.copyOfRange(bytes, date.start(), date.end());
    }
    dateMicros = lastDateMicros;
  }

  /** A time of day, `03:04:05`, a fraction after it. */
  public void timeOfDay(Slice time) throws BadValueException {
    int length = time.length();
    int fraction = length > 8 && (time.charAt(8) == '.' || time.charAt(8) == ',') ? 9 : 8;
    if (length < 8
        || time.charAt(2) != ':'
        || time.charAt(5) != ':'
        || (fraction == 8 && length > 8)) {
      throw bad(time);
    }
    int hour = two(time, 0);
    int minute = two(time, 3);
    int second = two(time, 6);
    if (hour > 23 || minute > 59 || second > 60) {
      throw bad(time);
    }
    long micros = ((hour * 60L + minute) * 60 + second) * MICROS_PER_SECOND;
    long unit = MICROS_PER_SECOND / 10;
    for (int at = fraction; at < length; at++, unit /= 10) {
      micros += unit * digit(time, at);
    }
    timeMicros = micros;
  }

  /** The time that the line has put together, microseconds since the epoch. */
  public long micros() throws BadValueException {
    long day = dateMicros == UNSET ? headerDateMicros : dateMicros;
    if (day == UNSET || timeMicros == UNSET) {
      throw new BadValueException(RejectReason.MISSING_FIELD, "no date and time are set");
    }
    return toUtc(day + timeMicros);
  }

  /** The instant at which clocks of the zone show {@code localMicros}. */
  public long toUtc(long localMicros) {
    if (zone == ZoneOffset.UTC) {
      return localMicros;
    }
    long minute = Math.floorDiv(localMicros, MICROS_PER_MINUTE);
    if (minute != offsetMinute) {
      LocalDateTime local =
          LocalDateTime.ofEpochSecond(localMicros / MICROS_PER_SECOND, 0, ZoneOffset.UTC);
      offsetMicros = zone.getRules().getOffset(local).getTotalSeconds() * MICROS_PER_SECOND;
      offsetMinute = minute;
    }
    return localMicros - offsetMicros;
  }

  private static long parseDate(Slice date) throws BadValueException {
    long micros = Times.parseIso(date + "T00:00:00", ZoneOffset.UTC);
    if (micros % MICROS_PER_DAY != 0) {
      throw bad(date);
    }
    return micros;
  }

  private static int two(Slice text, int at) throws BadValueException {
    return digit(text, at) * 10 + digit(text, at + 1);
  }

  private static int digit(Slice text, int at) throws BadValueException {
    int digit = text.charAt(at) - '0';
    if (digit < 0 || digit > 9) {
      throw bad(text);
    }
    return digit;
  }

  private static BadValueException bad(CharSequence text) {
    return BadValueException.notA("a date or time of day", text, RejectReason.BAD_TIME);
  }
}
