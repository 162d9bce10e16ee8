// SPDX-License-Identifier: Apache-2.0
package winnow.decode.proxy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import winnow.decode.text.Escapes;
import winnow.decode.text.Numbers;
import winnow.decode.text.Slice;
import winnow.decode.text.TimePattern;

/**
 * Apache's `LogFormat` (mod_log_config, mod_logio): `%`, then conditions, an argument in braces,
 * and one letter, `%!200,304{Referer}i` or `%>s`.
 */
final class ApacheLayout {
  private static final Pattern DIRECTIVE =
      Pattern.compile("%[!0-9,<>]*(?:\\{([^}]*)})?[<>]?(\\^t[io]|[A-Za-z])");
  private static final Slice ZERO = new Slice().over(new byte[] {'0'}, 0, 1);

  private ApacheLayout() {}

  /**
   * Adds the directive at {@code at}.
   *
   * @return index after it
   */
  static int add(String format, int at, Layout.Builder layout) {
    Matcher matcher = DIRECTIVE.matcher(format).region(at, format.length());
    if (!matcher.lookingAt()) {
      throw new IllegalArgumentException(
          "layout: \"%s\" is no directive of Apache".formatted(Layouts.shown(format, at)));
    }
    String name = matcher.group();
    String argument = matcher.group(1) == null ? "" : matcher.group(1);
    String letter = matcher.group(2);
    boolean brackets = letter.equals("t") && argument.isEmpty();
    if (brackets) {
      layout.literal('[');
    }
    HttpField field = field(letter, argument, name);
    @Nullable HttpField absent =
        letter.equals("b") ? (r, v) -> KnownField.RESPONSE_BODY_OCTETS.put(r, ZERO) : null;
    layout.value(name, field, Escapes.BACKSLASH, absent);
    if (brackets) {
      layout.literal(']');
    }
    return matcher.end();
  }

  private static @Nullable HttpField field(String letter, String argument, String name) {
    return switch (letter) {
      case "h", "a" -> KnownField.CLIENT;
      case "A" -> KnownField.SERVER;
      case "u" -> KnownField.USER;
      case "t" -> time(argument);
      case "r" -> KnownField.REQUEST_LINE;
      case "s" -> KnownField.STATUS;
      case "b", "B" -> KnownField.RESPONSE_BODY_OCTETS;
      case "I" -> KnownField.REQUEST_OCTETS;
      case "O" -> KnownField.RESPONSE_OCTETS;
      case "D" -> KnownField.DURATION_MICROS;
      case "T" -> duration(argument);
      case "m" -> KnownField.METHOD;
      case "U" -> KnownField.PATH;
      case "q" -> KnownField.QUERY;
      case "H" -> KnownField.VERSION;
      case "v", "V" -> KnownField.AUTHORITY;
      case "p" -> port(argument, name);
      case "i" -> Headers.ofRequest(argument);
      case "o" -> Headers.ofResponse(argument);
      case "e", "n" -> variable(argument);
      case "L" -> KnownField.UID;
      default -> null;
    };
  }

  private static @Nullable HttpField time(String argument) {
    String pattern = argument.replaceFirst("^(begin|end):", "");
    return switch (pattern) {
      case "" -> KnownField.time(TimePattern.COMMON_LOG);
      case "sec" -> KnownField.EPOCH;
      case "msec" -> (r, v) -> r.time(Numbers.parseCount(v) * 1_000);
      case "usec" -> (r, v) -> r.time(Numbers.parseCount(v));
      case "msec_frac" -> (r, v) -> r.addToTime(Numbers.parseInt(v, 0, 999) * 1_000L);
      case "usec_frac" -> (r, v) -> r.addToTime(Numbers.parseInt(v, 0, 999_999));
      default -> KnownField.time(pattern);
    };
  }

  private static HttpField duration(String unit) {
    return switch (unit) {
      case "ms" -> KnownField.DURATION_MILLIS;
      case "us" -> KnownField.DURATION_MICROS;
      default -> KnownField.DURATION_SECONDS;
    };
  }

  private static HttpField port(String which, String name) {
    return switch (which) {
      case "", "canonical", "local" -> KnownField.SERVER_PORT;
      case "remote" -> KnownField.CLIENT_PORT;
      default -> throw new IllegalArgumentException("layout: " + name + " is no port of Apache");
    };
  }

  private static @Nullable HttpField variable(String name) {
    return switch (name) {
      case "UNIQUE_ID" -> KnownField.UID;
      case "REMOTE_PORT" -> KnownField.CLIENT_PORT;
      case "SERVER_ADDR" -> KnownField.SERVER;
      default -> null;
    };
  }
}
