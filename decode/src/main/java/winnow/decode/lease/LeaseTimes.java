// SPDX-License-Identifier: Apache-2.0
package winnow.decode.lease;

import java.time.ZoneId;
import winnow.decode.RejectReason;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Times;

/** Times as lease files have them, in microseconds since the epoch. */
final class LeaseTimes {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int DATE_CHARS = 10;

  private LeaseTimes() {}

  /** Whole seconds since the epoch. */
  static long checked(long epochSeconds) throws BadValueException {
    if (epochSeconds < 0 || epochSeconds >= Times.END_MICROS / MICROS_PER_SECOND) {
      throw BadValueException.notA(
          "a time from 1970 to 2200", Long.toString(epochSeconds), RejectReason.BAD_TIME);
    }
    return epochSeconds * MICROS_PER_SECOND;
  }

  /** ISO 8601, a date alone, or seconds since the epoch; without offset in {@code zone}. */
  static long parse(CharSequence text, ZoneId zone) throws BadValueException {
    int digits = 0;
    while (digits < text.length()
        && (Character.digit(text.charAt(digits), 10) >= 0 || text.charAt(digits) == '.')) {
      digits++;
    }
    if (digits > 0 && digits == text.length()) {
      return Times.parseEpoch(text);
    }
    return Times.parseIso(text.length() == DATE_CHARS ? text + "T00:00:00" : text, zone);
  }
}
