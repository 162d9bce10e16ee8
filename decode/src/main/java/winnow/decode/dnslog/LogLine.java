// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dnslog;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import winnow.decode.DecodeOptions;
import winnow.decode.RejectReason;
import winnow.decode.text.BadValueException;
import winnow.decode.text.LogClock;
import winnow.decode.text.Slice;
import winnow.decode.text.Times;

/**
 * A line of a log: its time first, then words with blanks between them. Reads the times that
 * servers and syslog daemons write:
 *
 * <ul>
 *   <li>{@code Mar 2 10:00:00}, perhaps with the year before or after the time of day (RFC 3164);
 *   <li>{@code 02-Mar-2026 10:00:00.123}, as BIND;
 *   <li>{@code 2026-03-02T10:00:00.123Z}, with or without fraction and offset (RFC 5424);
 *   <li>{@code [1772445600]}, seconds since the epoch, with or without fraction, as Unbound.
 * </ul>
 *
 * <p>A syslog priority in angle brackets, and the version after it, are passed over. Holds one line
 * at a time.
 */
final class LogLine {
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final int MIN_TIME_CHARS = 12;

  private final LogClock clock;
  private final ZoneId zone;
  private final Slice word = new Slice();
  private byte[] bytes = new byte[0];
  private int lineStart;
  private int at;
  private int end;
  private boolean precise;

  LogLine(DecodeOptions options) {
    clock = new LogClock(options);
    zone = options.zone();
  }

  /** Reads the time of {@code line}, microseconds since the epoch; the words follow. */
  long start(Slice line) throws BadValueException {
    bytes = line.bytes();
    lineStart = line.start();
    at = lineStart;
    end = line.end();
    precise = false;
    skipPriority();
    if (end - at < MIN_TIME_CHARS) {
      throw noTime();
    }
    byte first = bytes[at];
    if (first == '[') {
      return epoch();
    }
    if (first >= '0' && first <= '9') {
      return bytes[at + 2] == '-' ? bindTime() : isoTime();
    }
    return syslogTime();
  }

  /** Goes to index {@code from} of the array that holds {@code line}, without reading a time. */
  void over(Slice line, int from) {
    bytes = line.bytes();
    lineStart = line.start();
    at = from;
    end = line.end();
  }

  /** Whether the time has a fraction of a second. */
  boolean isPrecise() {
    return precise;
  }

  /** Moves to the next word; empty at the end of the line. Valid until the next call. */
  Slice next() {
    while (at < end && bytes[at] == ' ') {
      at++;
    }
    int from = at;
    while (at < end && bytes[at] != ' ') {
      at++;
    }
    return word.over(bytes, from, at);
  }

  /** Index of the byte after the last word. */
  int position() {
    return at;
  }

  /** Goes on at {@code position}. */
  void position(int position) {
    at = position;
  }

  byte[] bytes() {
    return bytes;
  }

  int end() {
    return end;
  }

  /** Index of {@code text} in {@code bytes[from, to)}, or -1. */
  static int indexOf(byte[] bytes, int from, int to, String text) {
    char first = text.charAt(0);
    for (int i = from; i <= to - text.length(); i++) {
      if (bytes[i] == first && startsWith(bytes, i, to, text)) {
        return i;
      }
    }
    return -1;
  }

  static boolean startsWith(byte[] bytes, int from, int to, String text) {
    if (to - from < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (bytes[from + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void skipPriority() {
    if (at < end && bytes[at] == '<') {
      int close = at + 1;
      while (close < end && close - at < 5 && bytes[close] != '>') {
        close++;
      }
      if (close < end && bytes[close] == '>') {
        at = close + 1;
        if (startsWith(bytes, at, end, "1 ")) {
          at += 2;
        }
      }
    }
  }

  private long epoch() throws BadValueException {
    int close = at + 1;
    while (close < end && bytes[close] != ']') {
      precise |= bytes[close] == '.';
      close++;
    }
    long micros = Times.parseEpoch(word.over(bytes, at + 1, close));
    at = Math.min(close + 1, end);
    return micros;
  }

  private long isoTime() throws BadValueException {
    int from = at;
    int to = from;
    boolean blankBetween = end - from > 10 && bytes[from + 10] == ' ';
    while (to < end && (bytes[to] != ' ' || (blankBetween && to == from + 10))) {
      precise |= bytes[to] == '.';
      to++;
    }
    at = to;
    return Times.parseIso(word.over(bytes, from, to), zone);
  }

  /** {@code 02-Mar-2026 10:00:00.123}. */
  private long bindTime() throws BadValueException {
    int from = at;
    if (end - from < 20 || bytes[from + 6] != '-' || bytes[from + 11] != ' ') {
      throw noTime();
    }
    int day = number(from, 2);
    int month = month(from + 3);
    int year = number(from + 7, 4);
    long second = timeOfDay(from + 12);
    long fraction = fraction();
    return clock.micros(year, month, day, second, fraction, word.over(bytes, from, at));
  }

  /** {@code Mar 2 10:00:00}, {@code Mar 2 2026 10:00:00}, {@code Mar 2 10:00:00 2026}. */
  private long syslogTime() throws BadValueException {
    int from = at;
    int month = month(from);
    at = from + 3;
    int day = digits(next());
    int year = -1;
    Slice third = next();
    if (third.length() == 4) {
      year = digits(third);
      third = next();
    }
    if (third.length() < 8) {
      throw noTime();
    }
    long second = timeOfDay(third.start());
    long fraction = fraction();
    int after = at;
    Slice fourth = next();
    if (year < 0 && fourth.length() == 4 && fourth.charAt(0) == '2' && isNumber(fourth)) {
      year = digits(fourth);
    } else {
      at = after;
    }
    Slice text = word.over(bytes, from, at);
    return year < 0
        ? clock.yearless(month, day, second, fraction, text)
        : clock.micros(year, month, day, second, fraction, text);
  }

  private int month(int from) throws BadValueException {
    int month =
        end - from < 3
            ? -1
            : MONTHS.indexOf(new String(bytes, from, 3, StandardCharsets.ISO_8859_1));
    if (month < 0 || month % 3 != 0) {
      throw noTime();
    }
    return month / 3 + 1;
  }

  /** Second of the day of {@code hh:mm:ss} at {@code from}; goes on after it. */
  private long timeOfDay(int from) throws BadValueException {
    if (end - from < 8 || bytes[from + 2] != ':' || bytes[from + 5] != ':') {
      throw noTime();
    }
    int hour = number(from, 2);
    int minute = number(from + 3, 2);
    int second = number(from + 6, 2);
    if (hour > 23 || minute > 59 || second > 60) {
      throw noTime();
    }
    at = from + 8;
    return hour * 3600L + minute * 60L + second;
  }

  /** Microseconds of {@code .123} here, 0 when there is none; goes on after it. */
  private long fraction() {
    if (at >= end || bytes[at] != '.') {
      return 0;
    }
    precise = true;
    long micros = 0;
    int digits = 0;
    for (at++; at < end && bytes[at] >= '0' && bytes[at] <= '9'; at++, digits++) {
      micros = digits < 6 ? micros * 10 + bytes[at] - '0' : micros;
    }
    for (; digits < 6; digits++) {
      micros *= 10;
    }
    return micros;
  }

  private int number(int from, int count) throws BadValueException {
    int value = 0;
    for (int i = from; i < from + count; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        throw noTime();
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private int digits(Slice text) throws BadValueException {
    if (text.isEmpty() || text.length() > 4) {
      throw noTime();
    }
    return number(text.start(), text.length());
  }

  private static boolean isNumber(Slice text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private BadValueException noTime() {
    int shown = Math.min(end, lineStart + 32);
    return BadValueException.notA(
        "a line that starts with a time",
        new Slice().over(bytes, lineStart, shown).toString(),
        RejectReason.BAD_TIME);
  }
}
