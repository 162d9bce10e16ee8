// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dns;

import java.nio.charset.StandardCharsets;

/**
 * Domain names in presentation form (RFC 1035 section 5.1, RFC 4343 section 2.1): labels with dots
 * between them and none at the end; bytes outside printable ASCII as {@code \DDD}; a dot or
 * backslash inside a label after a backslash. The root is {@code .}; letters keep their case.
 */
public final class DnsNames {
  /** The root. */
  public static final String ROOT = ".";

  private DnsNames() {}

  /**
   * The presentation form of a name that a sensor logs as text, whose bytes may be anything; dots
   * are taken for the ends of labels.
   */
  public static String fromText(String text) {
    if (text.isEmpty() || text.equals("<Root>")) {
      return ROOT;
    }
    int end = text.length() > 1 && text.endsWith(".") ? text.length() - 1 : text.length();
    for (int i = 0; i < end; i++) {
      if (!isPlain(text.charAt(i))) {
        return escape(text.substring(0, end));
      }
    }
    return end == text.length() ? text : text.substring(0, end);
  }

  /**
   * The presentation form of a name that a server logs in master file form (RFC 1035 section 5.1),
   * where a backslash may stand before any character.
   */
  public static String fromMasterFile(String text) {
    if (text.indexOf('\\') < 0) {
      return fromText(text);
    }
    StringBuilder name = new StringBuilder(text.length());
    int end = text.endsWith(".") && !text.endsWith("\\.") ? text.length() - 1 : text.length();
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == end) {
        name.append(fromText(String.valueOf(c)));
      } else if (isDecimalEscape(text, i, end)) {
        appendByte(name, Integer.parseInt(text, i + 1, i + 4, 10));
        i += 3;
      } else {
        appendByte(name, text.charAt(++i));
      }
    }
    return name.toString();
  }

  private static boolean isDecimalEscape(String text, int at, int end) {
    if (at + 3 >= end) {
      return false;
    }
    for (int i = at + 1; i <= at + 3; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return Integer.parseInt(text, at + 1, at + 4, 10) <= 0xff;
  }

  private static String escape(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    StringBuilder name = new StringBuilder(bytes.length + 16);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\\' && isHexEscape(bytes, i)) {
        int high = Character.digit(bytes[i + 2], 16);
        int low = Character.digit(bytes[i + 3], 16);
        appendByte(name, high << 4 | low);
        i += 3;
      } else if (bytes[i] == '.') {
        name.append('.');
      } else {
        appendByte(name, bytes[i] & 0xff);
      }
    }
    return name.toString();
  }

  /** Appends one byte of a label. */
  static void appendByte(StringBuilder name, int value) {
    if (value == '.' || value == '\\') {
      name.append('\\').append((char) value);
    } else if (isPlain((char) value)) {
      name.append((char) value);
    } else {
      name.append('\\')
          .append((char) ('0' + value / 100))
          .append((char) ('0' + value / 10 % 10))
          .append((char) ('0' + value % 10));
    }
  }

  /** Whether a byte of a label stands for itself; a dot in text does too. */
  static boolean isPlain(char c) {
    return c > ' ' && c < 0x7f && c != '\\';
  }

  private static boolean isHexEscape(byte[] bytes, int at) {
    return at + 3 < bytes.length
        && bytes[at + 1] == 'x'
        && Character.digit(bytes[at + 2], 16) >= 0
        && Character.digit(bytes[at + 3], 16) >= 0;
  }
}
