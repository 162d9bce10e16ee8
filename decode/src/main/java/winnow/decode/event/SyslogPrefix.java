// SPDX-License-Identifier: Apache-2.0
package winnow.decode.event;

import java.time.Month;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeOptions;
import winnow.decode.text.BadValueException;
import winnow.decode.text.LogClock;
import winnow.decode.text.Numbers;
import winnow.decode.text.Slice;
import winnow.decode.text.Times;

/**
 * What stands before an event in a line of syslog: priority, time and host of RFC 5424, or of RFC
 * 3164, `Jan 2 03:04:05`, perhaps with a year after the day.
 */
final class SyslogPrefix {
  private static final String TIME_OF_DAY = "\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?:?";

  private final LogClock clock;
  private final ZoneId zone;
  private String[] words = new String[0];
  private int time;

  /** Lines of the input that {@code options} describe. */
  SyslogPrefix(DecodeOptions options) {
    clock = new LogClock(options);
    zone = options.zone();
  }

  /** Reads {@code prefix}, which may be empty or something else. */
  void read(Slice prefix) {
    words = new String[0];
    if (prefix.isBlank()) {
      return;
    }
    words = prefix.toString().strip().split("\\s+");
    words[0] = words[0].replaceFirst("^<\\d{1,3}>", "");
    int first = words[0].isEmpty() ? 1 : 0;
    boolean versioned = words.length > first && words[first].equals("1");
    time = versioned ? first + 1 : first;
  }

  /** Who sent the line, null when it does not say. */
  @Nullable String host() {
    int index;
    if (isIso()) {
      index = time + 1;
    } else if (isNamedMonth()) {
      index = time + (hasYear() ? 4 : 3);
    } else {
      return null;
    }
    boolean named =
        index < words.length && !words[index].equals("-") && !words[index].endsWith(":");
    return named ? words[index] : null;
  }

  /**
   * When the line was sent, microseconds since the epoch; null when it does not say.
   *
   * @throws BadValueException when the time has no year and it is not known when that was
   */
  @Nullable Long timeMicros() throws BadValueException {
    if (isIso()) {
      return Times.parseIso(words[time], zone);
    }
    int clockTime = time + (isNamedMonth() && hasYear() ? 3 : 2);
    if (!isNamedMonth() || clockTime >= words.length || !words[clockTime].matches(TIME_OF_DAY)) {
      return null;
    }
    String text = words[clockTime];
    int second =
        Numbers.parseInt(text.substring(0, 2), 0, 23) * 3600
            + Numbers.parseInt(text.substring(3, 5), 0, 59) * 60
            + Numbers.parseInt(text.substring(6, 8), 0, 60);
    int day = Numbers.parseInt(words[time + 1], 1, 31);
    String date = words[time] + " " + words[time + 1] + " " + text;
    return hasYear()
        ? clock.micros(Numbers.parseInt(words[time + 2], 1970, 2199), month(), day, second, 0, date)
        : clock.yearless(month(), day, second, 0, date);
  }

  private boolean isIso() {
    return time < words.length && words[time].length() > 10 && words[time].charAt(4) == '-';
  }

  private boolean isNamedMonth() {
    return time + 2 < words.length && words[time].length() == 3 && month() > 0;
  }

  private boolean hasYear() {
    return words[time + 2].length() == 4;
  }

  /** The month that is named, 0 when it is none. */
  private int month() {
    String name = words[time].toUpperCase(Locale.ROOT);
    for (Month month : Month.values()) {
      if (month.name().startsWith(name)) {
        return month.getValue();
      }
    }
    return 0;
  }
}
