// SPDX-License-Identifier: Apache-2.0
package winnow.decode.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import winnow.decode.RejectReason;

/** Reads numbers from text without detours over floating point. */
public final class Numbers {
  private static final int MAX_SAFE_DIGITS = 18;
  private static final int MAX_SECONDS_DIGITS = 12;
  private static final int MAX_CHARS = 64;
  private static final int MAX_EXPONENT = 64;

  private Numbers() {}

  /** A whole number in decimal, with sign; `.0` after it, as data frames write, is understood. */
  public static long parseLong(CharSequence text) throws BadValueException {
    int length = wholeLength(text);
    boolean negative = length > 0 && text.charAt(0) == '-';
    int at = negative ? 1 : 0;
    if (length - at > MAX_SAFE_DIGITS) {
      return parseLongest(text, length);
    }
    if (at == length) {
      throw BadValueException.notA("a number", text, RejectReason.BAD_NUMBER);
    }
    long value = 0;
    for (; at < length; at++) {
      int digit = text.charAt(at) - '0';
      if (digit < 0 || digit > 9) {
        throw BadValueException.notA("a number", text, RejectReason.BAD_NUMBER);
      }
      value = value * 10 + digit;
    }
    return negative ? -value : value;
  }

  /** A count: a whole number of at least 0. */
  public static long parseCount(CharSequence text) throws BadValueException {
    return inRange(parseLong(text), 0, Long.MAX_VALUE, text);
  }

  /** A whole number from {@code min} to {@code max}. */
  public static int parseInt(CharSequence text, int min, int max) throws BadValueException {
    return (int) inRange(parseLong(text), min, max, text);
  }

  /** A port: 0 to 65535. */
  public static int parsePort(CharSequence text) throws BadValueException {
    return parseInt(text, 0, 0xffff);
  }

  /** A whole number from 0 to {@code max}, in decimal, or in hexadecimal after `0x`. */
  public static int parseHexOrInt(CharSequence text, int max) throws BadValueException {
    if (text.length() < 3 || text.charAt(0) != '0' || (text.charAt(1) | 0x20) != 'x') {
      return parseInt(text, 0, max);
    }
    long value = 0;
    for (int i = 2; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), 16);
      value = digit < 0 || value > max ? Long.MAX_VALUE >> 4 : value << 4 | digit;
    }
    return (int) inRange(value, 0, max, text);
  }

  /**
   * A decimal number of seconds as microseconds, rounded to the nearest; an exponent is understood.
   */
  public static long parseSecondsAsMicros(CharSequence text) throws BadValueException {
    int length = text.length();
    boolean negative = length > 0 && text.charAt(0) == '-';
    int at = negative ? 1 : 0;
    long value = 0;
    int digits = 0;
    int scale = -1;
    boolean roundUp = false;
    for (; at < length; at++) {
      char c = text.charAt(at);
      if (c >= '0' && c <= '9') {
        if (scale < 6) {
          value = value * 10 + c - '0';
          scale += scale < 0 ? 0 : 1;
          digits++;
        } else if (scale == 6) {
          roundUp = c >= '5';
          scale = 7;
        }
      } else if (c == '.' && scale < 0) {
        scale = 0;
      } else {
        return parseScientific(text);
      }
    }
    int decimals = Math.clamp(scale, 0, 6);
    if (digits == 0 || digits - decimals > MAX_SECONDS_DIGITS) {
      throw BadValueException.notA("a number of seconds", text, RejectReason.BAD_NUMBER);
    }
    for (; decimals < 6; decimals++) {
      value *= 10;
    }
    value += roundUp ? 1 : 0;
    return negative ? -value : value;
  }

  /** Like {@link #parseSecondsAsMicros}, not negative. */
  public static long parseDurationMicros(CharSequence text) throws BadValueException {
    return inRange(parseSecondsAsMicros(text), 0, Long.MAX_VALUE, text);
  }

  private static long parseScientific(CharSequence text) throws BadValueException {
    try {
      BigDecimal seconds = parseDecimal(text, "a number of seconds");
      return seconds.movePointRight(6).setScale(0, RoundingMode.HALF_UP).longValueExact();
    } catch (ArithmeticException e) {
      throw BadValueException.notA("a number of seconds", text, RejectReason.BAD_NUMBER);
    }
  }

  /**
   * A number as {@link BigDecimal} reads it, of no more than 64 characters and 64 places before or
   * behind the point: what is made of {@code 1e1000000} takes a hundred megabytes.
   *
   * @param expected what a value that is none is not, for the message
   */
  public static BigDecimal parseDecimal(CharSequence text, String expected)
      throws BadValueException {
    if (text.length() <= MAX_CHARS) {
      try {
        BigDecimal number = new BigDecimal(text.toString());
        if (Math.abs((long) number.scale()) <= MAX_EXPONENT) {
          return number;
        }
      } catch (NumberFormatException e) {
        throw BadValueException.notA(expected, text, RejectReason.BAD_NUMBER);
      }
    }
    throw BadValueException.notA(expected, text, RejectReason.BAD_NUMBER);
  }

  /** The length of {@code text} without a fraction of zeros at its end. */
  private static int wholeLength(CharSequence text) {
    int end = text.length();
    if (end < 3 || text.charAt(end - 1) != '0') {
      return end;
    }
    int zeros = end;
    while (zeros > 1 && text.charAt(zeros - 1) == '0') {
      zeros--;
    }
    return text.charAt(zeros - 1) == '.' ? zeros - 1 : end;
  }

  private static long parseLongest(CharSequence text, int length) throws BadValueException {
    try {
      return Long.parseLong(text, 0, length, 10);
    } catch (NumberFormatException e) {
      throw BadValueException.notA("a number", text, RejectReason.BAD_NUMBER);
    }
  }

  private static long inRange(long value, long min, long max, CharSequence text)
      throws BadValueException {
    if (value < min || value > max) {
      throw BadValueException.notA("from " + min + " to " + max, text, RejectReason.BAD_NUMBER);
    }
    return value;
  }
}
