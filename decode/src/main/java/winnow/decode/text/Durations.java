// SPDX-License-Identifier: Apache-2.0
package winnow.decode.text;

import winnow.decode.RejectReason;

/** Reads lengths of time from text. */
public final class Durations {
  private static final long SECONDS_PER_MINUTE = 60;
  private static final long SECONDS_PER_DAY = 86_400;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int MAX_DAYS = 100_000;

  private Durations() {}

  /** Seconds with fraction, or `HH:MM:SS.mmm` with `1d ` or `1 day ` before it; microseconds. */
  public static long parseMicros(CharSequence text) throws BadValueException {
    int colon = indexOf(text, ':', 0);
    if (colon == text.length()) {
      return Numbers.parseDurationMicros(strip(text));
    }
    int second = indexOf(text, ':', colon + 1);
    if (second == text.length()) {
      throw BadValueException.notA("a duration", text, RejectReason.BAD_NUMBER);
    }
    int hoursAt = colon;
    while (hoursAt > 0 && text.charAt(hoursAt - 1) != ' ') {
      hoursAt--;
    }
    long days = days(strip(text.subSequence(0, hoursAt)));
    long hours = Numbers.parseInt(text.subSequence(hoursAt, colon), 0, MAX_DAYS);
    long minutes = Numbers.parseInt(text.subSequence(colon + 1, second), 0, 59);
    long micros = Numbers.parseDurationMicros(text.subSequence(second + 1, text.length()));
    long seconds = days * SECONDS_PER_DAY + (hours * 60 + minutes) * SECONDS_PER_MINUTE;
    return seconds * MICROS_PER_SECOND + micros;
  }

  private static long days(CharSequence text) throws BadValueException {
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    return text.isEmpty() ? 0 : Numbers.parseInt(text.subSequence(0, digits), 0, MAX_DAYS);
  }

  private static CharSequence strip(CharSequence text) {
    int from = 0;
    int to = text.length();
    while (from < to && text.charAt(from) == ' ') {
      from++;
    }
    while (to > from && text.charAt(to - 1) == ' ') {
      to--;
    }
    return from == 0 && to == text.length() ? text : text.subSequence(from, to);
  }

  private static int indexOf(CharSequence text, char wanted, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != wanted) {
      at++;
    }
    return at;
  }
}
