// SPDX-License-Identifier: Apache-2.0
package winnow.decode.text;

import org.jspecify.annotations.Nullable;
import winnow.decode.RejectReason;
import winnow.schema.IpAddress;

/** Reads addresses from text; long ones seen lately are not read again. Holds at most 1024. */
public final class Addresses {
  private static final int SLOTS = 1024;
  private static final int MAX_CHARS = 39;
  private static final int MAX_IPV4_CHARS = 15;

  private final @Nullable String[] texts = new String[SLOTS];
  private final @Nullable IpAddress[] addresses = new IpAddress[SLOTS];

  /** The address that {@code text} is; an IPv6 zone at its end is passed over. */
  public IpAddress parse(CharSequence text) throws BadValueException {
    int length = text.length();
    if (length <= MAX_IPV4_CHARS) {
      // Reading a dotted quad costs no more than looking for it.
      IpAddress found = IpAddress.find(text).orElse(null);
      if (found != null) {
        return found;
      }
    }
    int hash = length;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    int slot = (hash * 0x9e3779b9) >>> 22;
    String kept = texts[slot];
    IpAddress address = addresses[slot];
    if (kept != null && address != null && kept.contentEquals(text)) {
      return address;
    }
    IpAddress fresh = read(text);
    if (length <= MAX_CHARS) {
      texts[slot] = text.toString();
      addresses[slot] = fresh;
    }
    return fresh;
  }

  private static IpAddress read(CharSequence text) throws BadValueException {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '%') {
        return read(text.subSequence(0, i));
      }
    }
    return IpAddress.find(text)
        .orElseThrow(() -> BadValueException.notA("an IP address", text, RejectReason.BAD_ADDRESS));
  }
}
