// SPDX-License-Identifier: Apache-2.0
package winnow.decode.event;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Slice;
import winnow.decode.text.Times;

/**
 * What stands before an event in a line of syslog: priority, time and host of RFC 5424, or of RFC
 * 3164, whose time has no year and is not used.
 */
final class SyslogPrefix {
  private @Nullable String host;
  private @Nullable Long timeMicros;

  /** Reads {@code prefix}, which may be empty or something else. */
  void read(Slice prefix, ZoneId zone) {
    host = null;
    timeMicros = null;
    if (prefix.isBlank()) {
      return;
    }
    String[] words = prefix.toString().strip().split("\\s+");
    words[0] = words[0].replaceFirst("^<\\d{1,3}>", "");
    int first = words[0].isEmpty() ? 1 : 0;
    boolean versioned = words.length > first && words[first].equals("1");
    int time = versioned ? first + 1 : first;
    if (words.length <= time) {
      return;
    }
    if (words[time].length() > 10 && words[time].charAt(4) == '-') {
      timeMicros = time(words[time], zone);
      host = host(words, time + 1);
    } else if (words[time].length() == 3) {
      host = host(words, time + 3);
    }
  }

  /** Who sent the line, null when it does not say. */
  @Nullable String host() {
    return host;
  }

  /** When the line was sent, microseconds since the epoch; null when it does not say. */
  @Nullable Long timeMicros() {
    return timeMicros;
  }

  private static @Nullable Long time(String text, ZoneId zone) {
    try {
      return Times.parseIso(text, zone);
    } catch (BadValueException e) {
      return null;
    }
  }

  private static @Nullable String host(String[] words, int index) {
    boolean named =
        index < words.length && !words[index].equals("-") && !words[index].endsWith(":");
    return named ? words[index] : null;
  }
}
