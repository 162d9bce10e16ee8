// SPDX-License-Identifier: Apache-2.0
package winnow.app.terminal;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Numbers as people read them. */
public final class Amounts {
  private static final String[] BYTE_UNITS = {"B", "KB", "MB", "GB", "TB"};

  private Amounts() {}

  /** {@code 1234567} as {@code 1,234,567}. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** {@code count(value)} with a noun that fits the number. */
  public static String count(long value, String noun) {
    return count(value) + " " + noun + (value == 1 ? "" : "s");
  }

  /** Bytes with a fitting decimal unit. */
  public static String bytes(long value) {
    double scaled = value;
    int unit = 0;
    while (scaled >= 1000 && unit < BYTE_UNITS.length - 1) {
      scaled /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", scaled, BYTE_UNITS[unit]);
  }

  /** Counts by name, such as `3 bad address, 1 truncated`. */
  public static String byReason(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(entry -> count(entry.getValue()) + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }
}
