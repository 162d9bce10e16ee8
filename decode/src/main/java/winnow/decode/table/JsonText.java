// SPDX-License-Identifier: Apache-2.0
package winnow.decode.table;

import java.util.List;

/** Writes JSON (RFC 8259). */
final class JsonText {
  private static final String HEX = "0123456789abcdef";

  private JsonText() {}

  /** Appends {@code text} as a string. A surrogate without its other half is escaped. */
  static void appendString(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || (Character.isSurrogate(c) && !isPaired(text, i))) {
        appendEscaped(json, c);
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }

  static void appendStrings(StringBuilder json, List<String> texts) {
    json.append('[');
    for (int i = 0; i < texts.size(); i++) {
      json.append(i == 0 ? "" : ",");
      appendString(json, texts.get(i));
    }
    json.append(']');
  }

  static void appendNumbers(StringBuilder json, List<Long> numbers) {
    json.append('[');
    for (int i = 0; i < numbers.size(); i++) {
      json.append(i == 0 ? "" : ",").append(numbers.get(i).longValue());
    }
    json.append(']');
  }

  private static void appendEscaped(StringBuilder json, char c) {
    json.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      json.append(HEX.charAt(c >> shift & 15));
    }
  }

  private static boolean isPaired(String text, int index) {
    return Character.isHighSurrogate(text.charAt(index))
        ? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
        : index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
  }
}
