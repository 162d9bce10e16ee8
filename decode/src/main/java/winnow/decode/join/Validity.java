// SPDX-License-Identifier: Apache-2.0
package winnow.decode.join;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Times between which certificates are valid: in any year from 1 to 9999 (RFC 5280 4.1.2.5). */
public final class Validity {
  private static final int MAX_CHARS = 40;
  private static final int MICRO_DIGITS = 6;
  private static final long FIRST_SECOND = -62_135_596_800L;
  private static final long LAST_SECOND = 253_402_300_799L;
  private static final long MICROS_PER_SECOND = 1_000_000;

  private Validity() {}

  /**
   * Microseconds since the epoch of seconds since the epoch, or of a date and time in UTC as ISO
   * 8601 has it; null when it is neither, as certificates may say anything.
   */
  public static @Nullable Long micros(CharSequence text) {
    if (text.length() > MAX_CHARS) {
      return null;
    }
    String time = text.toString();
    try {
      long micros =
          time.indexOf('T') > 0
              ? seconds(time) * MICROS_PER_SECOND
              : new BigDecimal(time).movePointRight(MICRO_DIGITS).longValue();
      long second = Math.floorDiv(micros, MICROS_PER_SECOND);
      return second >= FIRST_SECOND && second <= LAST_SECOND ? Long.valueOf(micros) : null;
    } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
      return null;
    }
  }

  private static long seconds(String time) {
    String local = time.endsWith("Z") ? time.substring(0, time.length() - 1) : time;
    return LocalDateTime.parse(local).toEpochSecond(ZoneOffset.UTC);
  }
}
