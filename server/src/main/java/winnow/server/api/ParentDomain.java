// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The part of a name that its siblings share: the last two labels, or three where the last two look
 * like a public suffix (co.uk, com.au). Good enough to find rows that belong together; it decides
 * nothing.
 */
final class ParentDomain {
  private static final Set<String> SECOND_LEVELS =
      Set.of("ac", "co", "com", "edu", "go", "gob", "gov", "mil", "ne", "net", "or", "org");
  private static final int COUNTRY_CODE = 2;

  private ParentDomain() {}

  static String of(String name) {
    List<String> labels = List.of(name.toLowerCase(Locale.ROOT).split("\\."));
    int count = labels.size();
    int kept =
        count > 2
                && labels.get(count - 1).length() == COUNTRY_CODE
                && SECOND_LEVELS.contains(labels.get(count - 2))
            ? 3
            : 2;
    return String.join(".", labels.subList(Math.max(0, count - kept), count));
  }
}
