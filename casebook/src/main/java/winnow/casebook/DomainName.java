// SPDX-License-Identifier: Apache-2.0
package winnow.casebook;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The labels of a domain name, so that names are compared label by label and never as text. */
final class DomainName {
  private DomainName() {}

  /**
   * The labels of {@code name}, the top-level domain last, in lower case and, when they are of
   * another script, in their ASCII form (RFC 3490). A final dot is left out; a dot after a
   * backslash is part of its label (RFC 1035, section 5.1).
   */
  static List<String> labels(String name) {
    String ascii = ascii(name);
    List<String> labels = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < ascii.length(); i++) {
      char c = ascii.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '.') {
        labels.add(ascii.substring(start, i));
        start = i + 1;
      }
    }
    if (start < ascii.length()) {
      labels.add(ascii.substring(start));
    }
    return List.copyOf(labels);
  }

  private static String ascii(String name) {
    boolean isAscii = name.chars().allMatch(c -> c < 0x80);
    if (isAscii) {
      return name.toLowerCase(Locale.ROOT);
    }
    try {
      return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      // No host name: it is compared as it stands.
      return name.toLowerCase(Locale.ROOT);
    }
  }
}
