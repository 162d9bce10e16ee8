// SPDX-License-Identifier: Apache-2.0
package winnow.decode.text;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import winnow.decode.RejectReason;

/**
 * Reads times that were written after a pattern of strftime (POSIX, ISO 9945), such as `%d/%b/%Y`.
 * Read: `%Y %y %m %d %e %b %B %h %H %I %p %M %S %f %z %s %a %A %Z` and the short forms `%T %F %D
 * %R`; names are English. The last text is kept with its time: lines of a second repeat it.
 */
public final class TimePattern {
  /** The time of the Common Log Format, without brackets. */
  public static final String COMMON_LOG = "%d/%b/%Y:%H:%M:%S %z";

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final String CODES = "YymdebBhHIpMSfzsaAZ";
  private static final long MICROS_PER_SECOND = 1_000_000;

  private final String pattern;
  private byte[] lastText = new byte[0];
  private long lastMicros;
  private Slice text = new Slice();
  private int at;
  private int year;
  private int month;
  private int day;
  private int hour;
  private int minute;
  private int second;
  private long micros;
  private boolean afternoon;
  private boolean hasHalf;
  private long offsetSeconds;
  private boolean hasOffset;
  private long epochSeconds;

  /**
   * Times written after {@code pattern}.
   *
   * @throws IllegalArgumentException when it has a code that is not read
   */
  public TimePattern(String pattern) {
    this.pattern =
        pattern
            .replace("%T", "%H:%M:%S")
            .replace("%F", "%Y-%m-%d")
            .replace("%D", "%m/%d/%y")
            .replace("%R", "%H:%M");
    for (int i = this.pattern.indexOf('%'); i >= 0; i = this.pattern.indexOf('%', i + 2)) {
      char code = i + 1 < this.pattern.length() ? this.pattern.charAt(i + 1) : ' ';
      if (code != '%' && CODES.indexOf(code) < 0) {
        throw new IllegalArgumentException(
            "time pattern \"" + pattern + "\": %" + code + " is not read");
      }
    }
  }

  /**
   * The time that {@code value} is, microseconds since the epoch; local ones are in {@code local}.
   */
  public long parse(Slice value, LocalTimes local) throws BadValueException {
    byte[] bytes = value.bytes();
    if (lastText.length > 0
        && Arrays.equals(lastText, 0, lastText.length, bytes, value.start(), value.end())) {
      return lastMicros;
    }
    lastMicros = read(value, local);
    lastText = Arrays.copyOfRange(bytes, value.start(), value.end());
    return lastMicros;
  }

  private long read(Slice value, LocalTimes local) throws BadValueException {
    reset(value);
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '%' && i + 1 < pattern.length()) {
        take(pattern.charAt(++i));
      } else if (c == ' ') {
        blanks();
      } else if (at < text.length() && text.charAt(at) == c) {
        at++;
      } else {
        throw bad();
      }
    }
    if (at != text.length()) {
      throw bad();
    }
    long time = sum(local);
    if (time < 0 || time >= Times.END_MICROS) {
      throw BadValueException.notA("a time from 1970 to 2200", text, RejectReason.BAD_TIME);
    }
    return time;
  }

  private void reset(Slice value) {
    text = value;
    at = 0;
    year = 1970;
    month = 1;
    day = 1;
    hour = 0;
    minute = 0;
    second = 0;
    micros = 0;
    hasHalf = false;
    hasOffset = false;
    epochSeconds = -1;
  }

  private long sum(LocalTimes local) throws BadValueException {
    if (epochSeconds >= 0) {
      return epochSeconds * MICROS_PER_SECOND + micros;
    }
    int hours = hasHalf ? hour % 12 + (afternoon ? 12 : 0) : hour;
    try {
      // A leap second counts as the last second of its minute.
      LocalDateTime time = LocalDateTime.of(year, month, day, hours, minute, Math.min(second, 59));
      long localMicros = time.toEpochSecond(ZoneOffset.UTC) * MICROS_PER_SECOND + micros;
      return hasOffset ? localMicros - offsetSeconds * MICROS_PER_SECOND : local.toUtc(localMicros);
    } catch (DateTimeException e) {
      throw bad();
    }
  }

  private void take(char code) throws BadValueException {
    switch (code) {
      case 'Y' -> year = (int) number(4, 4);
      case 'y' -> year = twoDigitYear((int) number(2, 2));
      case 'm' -> month = (int) number(1, 2);
      case 'd', 'e' -> {
        blanks();
        day = (int) number(1, 2);
      }
      case 'b', 'B', 'h' -> month = monthNamed(word());
      case 'H', 'I' -> {
        blanks();
        hour = (int) number(1, 2);
      }
      case 'p' -> {
        hasHalf = true;
        afternoon = word().startsWith("p");
      }
      case 'M' -> minute = (int) number(1, 2);
      case 'S' -> second = (int) number(1, 2);
      case 'f' -> micros = fraction();
      case 'z' -> offset();
      case 's' -> epochSeconds = number(1, 11);
      case 'a', 'A', 'Z' -> word();
      default -> at++;
    }
  }

  private static int twoDigitYear(int value) {
    return value < 70 ? 2000 + value : 1900 + value;
  }

  private int monthNamed(String name) throws BadValueException {
    int index = name.length() < 3 ? -1 : MONTHS.indexOf(name.substring(0, 3));
    if (index < 0) {
      throw bad();
    }
    return index + 1;
  }

  private long number(int minDigits, int maxDigits) throws BadValueException {
    long value = 0;
    int digits = 0;
    while (digits < maxDigits && at < text.length() && isDigit(text.charAt(at))) {
      value = value * 10 + text.charAt(at++) - '0';
      digits++;
    }
    if (digits < minDigits) {
      throw bad();
    }
    return value;
  }

  private long fraction() throws BadValueException {
    int start = at;
    long value = number(1, 6);
    for (int digits = at - start; digits < 6; digits++) {
      value *= 10;
    }
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return value;
  }

  private void offset() throws BadValueException {
    hasOffset = true;
    offsetSeconds = 0;
    if (at < text.length() && text.charAt(at) == 'Z') {
      at++;
      return;
    }
    boolean east = at < text.length() && text.charAt(at) == '+';
    if (!east && (at == text.length() || text.charAt(at) != '-')) {
      throw bad();
    }
    at++;
    long hours = number(2, 2);
    at += at < text.length() && text.charAt(at) == ':' ? 1 : 0;
    long seconds = hours * 3600 + number(2, 2) * 60;
    offsetSeconds = east ? seconds : -seconds;
  }

  private String word() throws BadValueException {
    int start = at;
    while (at < text.length() && Character.isLetter(text.charAt(at))) {
      at++;
    }
    if (start == at) {
      throw bad();
    }
    return text.subSequence(start, at).toString().toLowerCase(Locale.ROOT);
  }

  private void blanks() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private BadValueException bad() {
    return BadValueException.notA("a time like " + pattern, text, RejectReason.BAD_TIME);
  }
}
