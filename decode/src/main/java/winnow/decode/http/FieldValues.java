// SPDX-License-Identifier: Apache-2.0
package winnow.decode.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import winnow.decode.text.Bytes;
import winnow.decode.text.ForwardedFor;
import winnow.decode.text.Utf8;
import winnow.schema.IpAddress;

/** Reads what certain fields say. */
final class FieldValues {
  private static final int MAX_LENGTH_DIGITS = 18;
  private static final String BASIC = "basic ";

  private FieldValues() {}

  /** A body length (RFC 9110 section 8.6); the first of a list; null when it is none. */
  static @Nullable Long length(byte[] bytes, int from, int to) {
    int start = from;
    while (start < to - 1 && bytes[start] == '0') {
      start++;
    }
    long length = 0;
    int at = start;
    while (at < to && bytes[at] >= '0' && bytes[at] <= '9' && at - start <= MAX_LENGTH_DIGITS) {
      length = 10 * length + bytes[at++] - '0';
    }
    boolean isWhole = at == to || bytes[at] == ',' || bytes[at] == ' ';
    return at == start || at - start > MAX_LENGTH_DIGITS || !isWhole ? null : Long.valueOf(length);
  }

  /** The media type without parameters, in lower case; null when it is empty. */
  static @Nullable String mediaType(String value) {
    int semicolon = value.indexOf(';');
    String type = (semicolon < 0 ? value : value.substring(0, semicolon)).strip();
    return type.isEmpty() ? null : type.toLowerCase(Locale.ROOT);
  }

  /** The user of Basic credentials (RFC 7617); the password is not looked at. */
  static @Nullable String basicUser(byte[] bytes, int from, int to) {
    if (!Tokens.startsWith(bytes, from, to, BASIC)) {
      return null;
    }
    int start = Tokens.afterBlanks(bytes, from + BASIC.length(), to);
    byte[] credentials;
    try {
      String text = new String(bytes, start, to - start, StandardCharsets.ISO_8859_1);
      credentials = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
    int colon = Bytes.indexOf(credentials, 0, credentials.length, (byte) ':');
    return colon == 0 ? null : Utf8.decode(credentials, 0, colon);
  }

  /** The first address in a Forwarded field (RFC 7239 section 4). */
  static Optional<IpAddress> forwarded(String value) {
    for (String pair : value.split("[;,]", -1)) {
      String text = pair.strip();
      if (text.regionMatches(true, 0, "for=", 0, 4)) {
        Optional<IpAddress> address = ForwardedFor.client(text.substring(4).replace("\"", ""));
        if (address.isPresent()) {
          return address;
        }
      }
    }
    return Optional.empty();
  }

  /** The file name in a Content-Disposition field (RFC 6266, RFC 8187); null when it has none. */
  static @Nullable String fileName(String value) {
    String extended = parameter(value, "filename*");
    int charsetEnd = extended == null ? -1 : extended.indexOf('\'');
    int languageEnd = extended == null ? -1 : extended.indexOf('\'', charsetEnd + 1);
    if (extended != null && charsetEnd >= 0 && languageEnd > charsetEnd) {
      return percentDecoded(extended.substring(languageEnd + 1));
    }
    String plain = parameter(value, "filename");
    return plain == null || plain.isEmpty() ? null : plain;
  }

  private static @Nullable String parameter(String value, String name) {
    int at = value.indexOf(';');
    while (at >= 0) {
      int equals = value.indexOf('=', at);
      if (equals < 0) {
        return null;
      }
      boolean isIt = value.substring(at + 1, equals).strip().equalsIgnoreCase(name);
      StringBuilder text = new StringBuilder();
      int end = parameterValue(value, equals + 1, text);
      if (isIt) {
        return text.toString();
      }
      at = value.indexOf(';', end);
    }
    return null;
  }

  /** Reads a token or quoted string; returns where it ends. */
  private static int parameterValue(String value, int from, StringBuilder text) {
    int at = from;
    while (at < value.length() && value.charAt(at) == ' ') {
      at++;
    }
    if (at == value.length() || value.charAt(at) != '"') {
      int end = value.indexOf(';', at);
      end = end < 0 ? value.length() : end;
      text.append(value.substring(at, end).strip());
      return end;
    }
    at++;
    while (at < value.length() && value.charAt(at) != '"') {
      if (value.charAt(at) == '\\' && at + 1 < value.length()) {
        at++;
      }
      text.append(value.charAt(at++));
    }
    return Math.min(at + 1, value.length());
  }

  private static String percentDecoded(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = 0;
    for (int at = 0; at < bytes.length; at++) {
      int high = at + 2 < bytes.length ? Character.digit(bytes[at + 1], 16) : -1;
      int low = at + 2 < bytes.length ? Character.digit(bytes[at + 2], 16) : -1;
      if (bytes[at] == '%' && high >= 0 && low >= 0) {
        bytes[length++] = (byte) (high << 4 | low);
        at += 2;
      } else {
        bytes[length++] = bytes[at];
      }
    }
    return Utf8.decode(bytes, 0, length);
  }
}
