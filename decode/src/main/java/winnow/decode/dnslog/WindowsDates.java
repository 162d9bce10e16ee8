// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dnslog;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeOptions;
import winnow.decode.RejectReason;
import winnow.decode.text.BadValueException;
import winnow.decode.text.LineReader;
import winnow.decode.text.LogClock;
import winnow.decode.text.Slice;

/**
 * Reads dates and times as the locale of a Windows server writes them: {@code 3/2/2026 10:00:00
 * AM}, {@code 02.03.2026 10:00:00}, {@code 2026-03-02 10:00:00}, {@code 20260302 10:00:00}. A year
 * in front is followed by the month. Otherwise the first 64 KiB of the log tell whether day or
 * month is first: a number above 12 is a day; else dates with dots or dashes have the day first;
 * else of both readings, the one before the log was written that is closer to it, when that is
 * known; else month first with AM and PM and day first without.
 */
final class WindowsDates {
  private static final int MAX_MONTH = 12;
  private static final long SECONDS_PER_HOUR = 3600;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long SLACK_MICROS = 86_400 * MICROS_PER_SECOND;
  private static final int COMPACT_DATE_CHARS = 8;
  private static final int MIN_DATE_CHARS = 6;

  private final LogClock clock;
  private final int[] date = new int[3];
  private boolean dayFirst;
  private boolean yearFirst;
  private char separator;
  private long secondOfDay;
  private boolean hasHalf;

  WindowsDates(DecodeOptions options) {
    clock = new LogClock(options);
  }

  /** Whether {@code line} may start with a date. */
  static boolean startsWithDate(CharSequence line) {
    int digits = 0;
    int separators = 0;
    int at = 0;
    for (; at < line.length() && line.charAt(at) != ' '; at++) {
      char c = line.charAt(at);
      digits += c >= '0' && c <= '9' ? 1 : 0;
      separators += c == '/' || c == '.' || c == '-' ? 1 : 0;
    }
    return digits + separators == at
        && at >= MIN_DATE_CHARS
        && (separators == 0 ? at == COMPACT_DATE_CHARS : separators == 2);
  }

  /** Takes the order of day and month from the first bytes of a log. */
  void learn(byte[] head) throws IOException {
    LineReader lines = LineReader.of(head);
    Boolean found = null;
    Slice first = null;
    while (found == null && lines.next()) {
      if (startsWithDate(lines.line()) && split(lines.line())) {
        found = yearFirst ? Boolean.FALSE : order();
        first = first == null ? lines.line().subSequence(0, lines.line().length()) : first;
        if (found == null && separator != '/') {
          found = true;
        }
      }
    }
    dayFirst = found != null ? found : first != null && isDayFirst(first);
  }

  /** Which number is a day, since it is above 12; null when neither is. */
  private @Nullable Boolean order() {
    return date[0] > MAX_MONTH ? Boolean.TRUE : date[1] > MAX_MONTH ? Boolean.FALSE : null;
  }

  private boolean isDayFirst(Slice line) {
    Instant writtenAt = clock.writtenAt();
    boolean guess = split(line) && !hasHalf;
    if (writtenAt == null) {
      return guess;
    }
    try {
      long latest = writtenAt.getEpochSecond() * MICROS_PER_SECOND + SLACK_MICROS;
      long asDayFirst = micros(line, true);
      long asMonthFirst = micros(line, false);
      if (asDayFirst > latest || asMonthFirst > latest) {
        return asDayFirst <= latest || (asMonthFirst > latest && guess);
      }
      return asDayFirst == asMonthFirst ? guess : asDayFirst > asMonthFirst;
    } catch (BadValueException e) {
      return guess;
    }
  }

  /** The time at the start of {@code line}, microseconds since the epoch. */
  long parse(Slice line) throws BadValueException {
    if (!split(line)) {
      Slice shown = line.subSequence(0, Math.min(line.length(), 24));
      throw BadValueException.notA("a date and time", shown, RejectReason.BAD_TIME);
    }
    return micros(line, dayFirst);
  }

  private long micros(Slice line, boolean isDayFirst) throws BadValueException {
    int year = yearFirst ? date[0] : date[2];
    int month = yearFirst || isDayFirst ? date[1] : date[0];
    int day = yearFirst ? date[2] : isDayFirst ? date[0] : date[1];
    Slice shown = line.subSequence(0, Math.min(line.length(), 24));
    return clock.micros(year, month, day, secondOfDay, 0, shown);
  }

  /** Takes date and time apart. */
  private boolean split(Slice line) {
    int at = date(line);
    if (at < 0 || at + 1 >= line.length()) {
      return false;
    }
    int[] time = new int[3];
    at = numbers(line, at + 1, time, ':');
    if (at < 0 && (at = numbers(line, date(line) + 1, time, '.')) < 0) {
      return false;
    }
    char half = at + 2 < line.length() ? line.charAt(at + 1) : ' ';
    hasHalf = (half == 'A' || half == 'P') && line.charAt(at + 2) == 'M';
    int hour = hasHalf ? time[0] % 12 + (half == 'P' ? 12 : 0) : time[0];
    secondOfDay = hour * SECONDS_PER_HOUR + time[1] * 60L + time[2];
    return hour < 24 && time[1] < 60 && time[2] <= 60;
  }

  /** Reads the date; returns the index after it, or -1. */
  private int date(Slice line) {
    int end = 0;
    separator = ' ';
    while (end < line.length() && line.charAt(end) != ' ') {
      char c = line.charAt(end);
      separator = separator == ' ' && (c < '0' || c > '9') ? c : separator;
      end++;
    }
    if (separator == ' ') {
      yearFirst = true;
      date[0] = number(line, 0, 4);
      date[1] = number(line, 4, 6);
      date[2] = number(line, 6, 8);
      return end == COMPACT_DATE_CHARS && date[0] >= 0 && date[1] >= 0 && date[2] >= 0 ? end : -1;
    }
    int after = numbers(line, 0, date, separator);
    yearFirst = date[0] > 31;
    if (!yearFirst && date[2] < 100) {
      date[2] += 2000;
    }
    return after < 0 ? -1 : end;
  }

  /** Reads three numbers; returns the index after them, or -1. */
  private static int numbers(Slice line, int from, int[] numbers, char separator) {
    int at = from;
    for (int i = 0; i < numbers.length; i++) {
      int start = at;
      while (at < line.length() && line.charAt(at) >= '0' && line.charAt(at) <= '9') {
        at++;
      }
      numbers[i] = number(line, start, at);
      boolean good =
          numbers[i] >= 0 && (i == 2 || at < line.length() && line.charAt(at) == separator);
      if (!good) {
        return -1;
      }
      at += i < 2 ? 1 : 0;
    }
    return at;
  }

  private static int number(Slice line, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = i < line.length() ? line.charAt(i) - '0' : -1;
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return to > from && to - from <= 4 ? value : -1;
  }
}
