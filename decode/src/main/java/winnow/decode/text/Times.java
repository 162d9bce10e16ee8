// SPDX-License-Identifier: Apache-2.0
package winnow.decode.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import winnow.decode.RejectReason;

/** Reads times from text, as microseconds since 1970-01-01T00:00:00Z. */
public final class Times {
  /** Times from here on are refused: 2200-01-01T00:00:00Z, microseconds since the epoch. */
  public static final long END_MICROS = 7_258_118_400_000_000L;

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long SECONDS_PER_DAY = 86_400;
  private static final int DATE_AND_TIME_CHARS = 19;

  private Times() {}

  /** Seconds since the epoch, with fraction. */
  public static long parseEpoch(CharSequence text) throws BadValueException {
    try {
      return checked(Numbers.parseSecondsAsMicros(text), text);
    } catch (BadValueException e) {
      throw BadValueException.notA("a time", text, RejectReason.BAD_TIME);
    }
  }

  /**
   * ISO 8601: `2026-01-02T03:04:05`, a blank instead of `T` and slashes in the date allowed, then
   * an optional fraction, then an optional `Z` or offset `+HH:MM`; without offset it is a time in
   * {@code zone}.
   */
  public static long parseIso(CharSequence text, ZoneId zone) throws BadValueException {
    int length = text.length();
    if (length < DATE_AND_TIME_CHARS
        || (text.charAt(4) != '-' && text.charAt(4) != '/')
        || text.charAt(7) != text.charAt(4)
        || (text.charAt(10) != 'T' && text.charAt(10) != ' ')
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      throw bad(text);
    }
    int at = DATE_AND_TIME_CHARS;
    long fraction = 0;
    if (at < length && (text.charAt(at) == '.' || text.charAt(at) == ',')) {
      int digits = 0;
      for (at++; at < length && isDigit(text.charAt(at)); at++, digits++) {
        fraction = digits < 6 ? fraction * 10 + text.charAt(at) - '0' : fraction;
      }
      if (digits == 0) {
        throw bad(text);
      }
      for (; digits < 6; digits++) {
        fraction *= 10;
      }
    }
    long micros = local(text) * MICROS_PER_SECOND + fraction;
    if (at == length) {
      return checked(micros - offsetSeconds(text, zone) * MICROS_PER_SECOND, text);
    }
    return checked(micros - offsetSeconds(text, at) * MICROS_PER_SECOND, text);
  }

  /** The start of the day of {@code date}, `2026-01-02`, plus {@code time}, `03:04:05`. */
  public static long parseDateAndTime(CharSequence date, CharSequence time, ZoneId zone)
      throws BadValueException {
    return parseIso(date + "T" + time, zone);
  }

  /** Appends {@code micros} as `2026-01-02T03:04:05.123456Z`. */
  public static void appendIso(StringBuilder text, long micros) {
    long second = Math.floorDiv(micros, MICROS_PER_SECOND);
    long epochDay = Math.floorDiv(second, SECONDS_PER_DAY);
    int secondOfDay = (int) Math.floorMod(second, SECONDS_PER_DAY);
    LocalDate date = LocalDate.ofEpochDay(epochDay);
    appendPadded(text, date.getYear(), 4).append('-');
    appendPadded(text, date.getMonthValue(), 2).append('-');
    appendPadded(text, date.getDayOfMonth(), 2).append('T');
    appendPadded(text, secondOfDay / 3600, 2).append(':');
    appendPadded(text, secondOfDay / 60 % 60, 2).append(':');
    appendPadded(text, secondOfDay % 60, 2).append('.');
    appendPadded(text, (int) Math.floorMod(micros, MICROS_PER_SECOND), 6).append('Z');
  }

  private static StringBuilder appendPadded(StringBuilder text, int value, int width) {
    int power = 1;
    for (int i = 1; i < width; i++) {
      power *= 10;
    }
    for (; power > 0; power /= 10) {
      text.append((char) ('0' + value / power % 10));
    }
    return text;
  }

  /** Seconds since the epoch of the date and time as if they were UTC. */
  private static long local(CharSequence text) throws BadValueException {
    int year = number(text, 0, 4);
    int month = number(text, 5, 2);
    int day = number(text, 8, 2);
    int hour = number(text, 11, 2);
    int minute = number(text, 14, 2);
    int second = number(text, 17, 2);
    if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
      throw bad(text);
    }
    if (hour > 23 || minute > 59 || second > 60) {
      throw bad(text);
    }
    return epochDay(year, month, day) * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second;
  }

  private static int daysIn(int year, int month) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /** Days since 1970-01-01 in the proleptic Gregorian calendar, from March-based years. */
  private static long epochDay(int year, int month, int day) {
    long shifted = month <= 2 ? year - 1L : year;
    long era = Math.floorDiv(shifted, 400L);
    long yearOfEra = shifted - era * 400;
    long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097 + dayOfEra - 719_468;
  }

  private static long offsetSeconds(CharSequence text, ZoneId zone) throws BadValueException {
    if (zone == ZoneOffset.UTC) {
      return 0;
    }
    try {
      LocalDateTime time = LocalDateTime.ofEpochSecond(local(text), 0, ZoneOffset.UTC);
      return zone.getRules().getOffset(time).getTotalSeconds();
    } catch (DateTimeException e) {
      throw bad(text);
    }
  }

  /** What `Z`, `+HH:MM`, `+HHMM` or `+HH` at {@code at} means, seconds east of UTC. */
  private static long offsetSeconds(CharSequence text, int at) throws BadValueException {
    int left = text.length() - at;
    char sign = text.charAt(at);
    if (left == 1 && (sign == 'Z' || sign == 'z')) {
      return 0;
    }
    boolean colon = left == 6 && text.charAt(at + 3) == ':';
    if ((sign != '+' && sign != '-') || !(colon || left == 5 || left == 3)) {
      throw bad(text);
    }
    int hours = number(text, at + 1, 2);
    int minutes = left == 3 ? 0 : number(text, colon ? at + 4 : at + 3, 2);
    long seconds = hours * 3600L + minutes * 60L;
    return sign == '-' ? -seconds : seconds;
  }

  private static int number(CharSequence text, int at, int digits) throws BadValueException {
    int value = 0;
    for (int i = at; i < at + digits; i++) {
      if (!isDigit(text.charAt(i))) {
        throw bad(text);
      }
      value = value * 10 + text.charAt(i) - '0';
    }
    return value;
  }

  private static long checked(long micros, CharSequence text) throws BadValueException {
    if (micros < 0 || micros >= END_MICROS) {
      throw BadValueException.notA("a time from 1970 to 2200", text, RejectReason.BAD_TIME);
    }
    return micros;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static BadValueException bad(CharSequence text) {
    return BadValueException.notA("a time", text, RejectReason.BAD_TIME);
  }
}
