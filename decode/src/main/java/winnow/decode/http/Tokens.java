// SPDX-License-Identifier: Apache-2.0
package winnow.decode.http;

import java.nio.charset.StandardCharsets;

/** Compares and reads the short texts of heads, as bytes. */
final class Tokens {
  private static final int CASE_BIT = 0x20;

  private Tokens() {}

  /** Whether {@code lowerCase} stands at {@code from}, in letters of any case. */
  static boolean isSame(byte[] lowerCase, byte[] bytes, int from) {
    for (int i = 0; i < lowerCase.length; i++) {
      int value = bytes[from + i];
      if (lowerCase[i] != (value >= 'A' && value <= 'Z' ? value | CASE_BIT : value)) {
        return false;
      }
    }
    return true;
  }

  /** Whether {@code bytes[from, to)} starts with {@code lowerCase}, in letters of any case. */
  static boolean startsWith(byte[] bytes, int from, int to, String lowerCase) {
    return to - from >= lowerCase.length()
        && isSame(lowerCase.getBytes(StandardCharsets.US_ASCII), bytes, from);
  }

  /** Whether {@code lowerCase} is in {@code bytes[from, to)}, in letters of any case. */
  static boolean contains(byte[] bytes, int from, int to, String lowerCase) {
    byte[] wanted = lowerCase.getBytes(StandardCharsets.US_ASCII);
    for (int at = from; at <= to - wanted.length; at++) {
      if (isSame(wanted, bytes, at)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a method may have the letter {@code value} (RFC 9110 section 5.6.2). */
  static boolean isTokenByte(byte value) {
    return value >= 'a' && value <= 'z'
        || value >= 'A' && value <= 'Z'
        || value >= '0' && value <= '9'
        || value > 0 && "!#$%&'*+-.^_`|~".indexOf(value) >= 0;
  }

  /** The index of the first blank in {@code bytes[from, to)}, or {@code to}. */
  static int blank(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != ' ' && bytes[at] != '\t') {
      at++;
    }
    return at;
  }

  /** The index of the first byte in {@code bytes[from, to)} that is no blank, or {@code to}. */
  static int afterBlanks(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    return at;
  }
}
