// SPDX-License-Identifier: Apache-2.0
package winnow.decode.lease;

import java.util.Locale;
import winnow.decode.RejectReason;
import winnow.decode.text.BadValueException;

/** How servers write who has a lease. */
final class Client {
  private static final int ETHERNET_DIGITS = 12;
  private static final int MOST_CHARS = 255;

  private Client() {}

  /**
   * A hardware address: that of Ethernet as lower-case pairs with colons, whichever way it is
   * written, another as it is; empty for one of zeros alone.
   */
  static String mac(CharSequence text) throws BadValueException {
    StringBuilder digits = new StringBuilder(ETHERNET_DIGITS);
    boolean isHex = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      isHex &= Character.digit(c, 16) >= 0 || c == ':' || c == '-' || c == '.';
      if (Character.digit(c, 16) >= 0) {
        digits.append(Character.toLowerCase(c));
      }
    }
    if (!isHex || text.length() > MOST_CHARS) {
      throw BadValueException.notA("a hardware address", text, RejectReason.MALFORMED);
    }
    if (digits.chars().allMatch(digit -> digit == '0')) {
      return "";
    }
    if (digits.length() == ETHERNET_DIGITS) {
      for (int at = ETHERNET_DIGITS - 2; at > 0; at -= 2) {
        digits.insert(at, ':');
      }
      return digits.toString();
    }
    return text.toString().toLowerCase(Locale.ROOT);
  }

  /** A name; empty for a mark that stands for none. */
  static String name(CharSequence text) throws BadValueException {
    if (text.length() > MOST_CHARS) {
      throw BadValueException.notA("a host name", text, RejectReason.MALFORMED);
    }
    String name = text.toString().strip();
    return name.equals("*") || name.equals("-") ? "" : name;
  }
}
