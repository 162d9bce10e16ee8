// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

import org.jspecify.annotations.Nullable;

/** A strict parser of address text: no octal, no shortened dotted quads, no zone. */
final class IpAddressParser {
  private final CharSequence text;

  IpAddressParser(CharSequence text) {
    this.text = text;
  }

  @Nullable IpAddress parse() {
    int length = text.length();
    if (length < 2 || length > 45) {
      return null;
    }
    for (int i = 0; i < length && i < 5; i++) {
      if (text.charAt(i) == ':') {
        return ipv6();
      }
    }
    long bits = ipv4(0);
    return bits < 0 ? null : IpAddress.ofIpv4((int) bits);
  }

  /** The 32 bits of the dotted quad that fills the text from {@code start}, or -1. */
  private long ipv4(int start) {
    long bits = 0;
    int octets = 0;
    int position = start;
    while (position < text.length()) {
      int begin = position;
      int value = 0;
      while (position < text.length() && isDigit(text.charAt(position))) {
        value = value * 10 + text.charAt(position++) - '0';
        if (value > 255) {
          return -1;
        }
      }
      boolean leadingZero = position - begin > 1 && text.charAt(begin) == '0';
      if (position == begin || leadingZero || ++octets > 4) {
        return -1;
      }
      bits = bits << 8 | value;
      if (position == text.length()) {
        break;
      }
      if (text.charAt(position++) != '.' || position == text.length()) {
        return -1;
      }
    }
    return octets == 4 ? bits : -1;
  }

  private @Nullable IpAddress ipv6() {
    int[] groups = new int[8];
    int count = 0;
    int gap = -1;
    int position = 0;
    int length = text.length();
    if (text.charAt(0) == ':') {
      if (text.charAt(1) != ':') {
        return null;
      }
      gap = 0;
      position = 2;
    }
    while (position < length) {
      if (count == 8) {
        return null;
      }
      int begin = position;
      int value = 0;
      while (position < length && Character.digit(text.charAt(position), 16) >= 0) {
        value = value << 4 | Character.digit(text.charAt(position++), 16);
        if (position - begin > 4) {
          return null;
        }
      }
      if (position < length && text.charAt(position) == '.') {
        long bits = count <= 6 ? ipv4(begin) : -1;
        if (bits < 0) {
          return null;
        }
        groups[count++] = (int) (bits >>> 16);
        groups[count++] = (int) bits & 0xffff;
        position = length;
        break;
      }
      if (position == begin) {
        return null;
      }
      groups[count++] = value;
      if (position == length) {
        break;
      }
      if (text.charAt(position++) != ':' || position == length) {
        return null;
      }
      if (text.charAt(position) == ':') {
        if (gap >= 0) {
          return null;
        }
        gap = count;
        position++;
      }
    }
    if (gap < 0 ? count != 8 : count > 7) {
      return null;
    }
    return assemble(groups, count, gap);
  }

  private static IpAddress assemble(int[] groups, int count, int gap) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < 8; i++) {
      int group;
      if (gap < 0 || i < gap) {
        group = groups[i];
      } else {
        int fromEnd = 8 - i;
        group = fromEnd <= count - gap ? groups[count - fromEnd] : 0;
      }
      if (i < 4) {
        high = high << 16 | group;
      } else {
        low = low << 16 | group;
      }
    }
    return new IpAddress(high, low);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
