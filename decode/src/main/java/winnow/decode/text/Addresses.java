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
  private static final int IPV4_OCTETS = 4;

  private final @Nullable String[] texts = new String[SLOTS];
  private final @Nullable IpAddress[] addresses = new IpAddress[SLOTS];

  /** The address that {@code text} is; an IPv6 zone at its end is passed over. */
  public IpAddress parse(CharSequence text) throws BadValueException {
    int length = text.length();
    if (length <= MAX_IPV4_CHARS) {
      // Reading a dotted quad costs no more than looking for it.
      IpAddress found = find(text);
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

  /** The address that {@code text} is, null when it is none; a zone makes it none. */
  public static @Nullable IpAddress find(CharSequence text) {
    if (text instanceof Slice slice && slice.length() <= MAX_IPV4_CHARS) {
      IpAddress address = findIpv4(slice.bytes(), slice.start(), slice.end());
      if (address != null) {
        return address;
      }
    }
    return IpAddress.find(text).orElse(null);
  }

  /** The dotted quad that {@code bytes[from, to)} are, without leading zeros; else null. */
  private static @Nullable IpAddress findIpv4(byte[] bytes, int from, int to) {
    int bits = 0;
    int octets = 0;
    int at = from;
    while (at < to) {
      int start = at;
      int value = 0;
      int digit = bytes[at] - '0';
      while (digit >= 0 && digit <= 9 && at - start < 3) {
        value = value * 10 + digit;
        at++;
        digit = at < to ? bytes[at] - '0' : -1;
      }
      boolean leadingZero = at - start > 1 && bytes[start] == '0';
      if (at == start || leadingZero || value > 255 || octets == IPV4_OCTETS) {
        return null;
      }
      bits = bits << 8 | value;
      octets++;
      if (at < to && (bytes[at] != '.' || ++at == to)) {
        return null;
      }
    }
    return octets == IPV4_OCTETS ? IpAddress.ofIpv4(bits) : null;
  }

  private static IpAddress read(CharSequence text) throws BadValueException {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '%') {
        return read(text.subSequence(0, i));
      }
    }
    IpAddress address = find(text);
    if (address == null) {
      throw BadValueException.notA("an IP address", text, RejectReason.BAD_ADDRESS);
    }
    return address;
  }
}
