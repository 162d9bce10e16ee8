// SPDX-License-Identifier: Apache-2.0
package winnow.decode.proxy;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import winnow.decode.text.Escapes;
import winnow.decode.text.Numbers;
import winnow.decode.text.TimePattern;

/**
 * Squid's `logformat`: `%`, then how the value is quoted, its width, an argument in braces, and the
 * code, `%03>Hs` or `%{User-Agent}>h`. Codes may carry their namespace, `http::`.
 */
final class SquidLayout {
  private static final Pattern CODE =
      Pattern.compile(
          "%([\"\\[#'/]?)-?\\d*(?:\\.\\d+)?(?:\\{([^}]*)})?"
              + "((?:[a-z_]+::)?[<>]?[A-Za-z_]+)(?:\\{([^}]*)})?");

  /** All codes of a namespace or none, so that one ends where the next text begins. */
  private static final List<String> CODES =
      List.of(
              (">a >A >p >eui >la >lp >qos >nfmark >h >ha >Hs >st >sh >rm >ru >rs >rd >rP >rp >rv"
                      + " >handshake >cert_subject >cert_issuer >cert_errors >sni >negotiated_version"
                      + " >received_hello_version >received_supported_version >negotiated_cipher"
                      + " >connection_id <a <A <p <la <lp <qos <nfmark <h <ha <Hs <st <sh <bs <pt <tt"
                      + " <rm <ru <rs <rd <rP <rp <rv <cert_subject <cert_issuer <cert_errors <cert"
                      + " <negotiated_version <received_hello_version <received_supported_version"
                      + " <negotiated_cipher <service_name la lp sn ts tu tl tg tr dt tS busy_time un"
                      + " ul ue ui us credentials Hs Ss Sh mt rm ru rs rd rP rp rv st ea et err_code"
                      + " err_detail note tag master_xaction request_attempts bump_mode random"
                      + " sum_trs all_trs <last_h byte_count")
                  .split(" "))
          .stream()
          .sorted(Comparator.comparing(String::length).reversed())
          .toList();

  private SquidLayout() {}

  /** Whether {@code format} has codes that only Squid has. */
  static boolean isWritten(String format) {
    return Pattern.compile(
            "%[\"\\[#'/]?-?[\\d.]*(\\{[^}]*})?(http::|ssl::|[<>](a|p|A|h|ha|st|sh|Hs|ru|rm|la|lp)\\b"
                + "|(ts|tu|tl|tg|tr|Ss|Sh|rm|ru|rp|rv|un|ul|ui|ue|mt)\\b)")
        .matcher(format)
        .find();
  }

  /**
   * Adds the code at {@code at}.
   *
   * @return index after it
   */
  static int add(String format, int at, Layout.Builder layout) {
    Matcher matcher = CODE.matcher(format).region(at, format.length());
    String code = matcher.lookingAt() ? code(matcher.group(3)) : null;
    if (code == null) {
      throw new IllegalArgumentException(
          "layout: \"%s\" is no code of Squid".formatted(Layouts.shown(format, at)));
    }
    int end = matcher.start(3) + namespaceLength(matcher.group(3)) + code.length();
    String argument = matcher.group(2);
    if (argument == null && end < format.length() && format.charAt(end) == '{') {
      int close = format.indexOf('}', end);
      argument = close < 0 ? null : format.substring(end + 1, close);
      end = close < 0 ? end : close + 1;
    }
    HttpField field = field(code, argument == null ? "" : argument);
    Escapes escapes = escapes(String.valueOf(matcher.group(1)), layout.literal(), code);
    layout.value(format.substring(at, end), field, escapes, null);
    return end;
  }

  private static int namespaceLength(String text) {
    int colons = text.indexOf("::");
    return colons < 0 ? 0 : colons + 2;
  }

  private static @Nullable String code(String text) {
    String bare = text.substring(namespaceLength(text));
    return CODES.stream().filter(bare::startsWith).findFirst().orElse(null);
  }

  private static Escapes escapes(String modifier, String before, String code) {
    boolean url = code.endsWith("ru") || code.endsWith("rp");
    return switch (modifier) {
      case "\"" -> Escapes.BACKSLASH;
      case "#", "[" -> Escapes.PERCENT;
      case "'", "/" -> Escapes.NONE;
      default -> before.endsWith("\"") ? Escapes.BACKSLASH : url ? Escapes.NONE : Escapes.PERCENT;
    };
  }

  private static @Nullable HttpField field(String code, String argument) {
    return switch (code) {
      case ">a" -> KnownField.CLIENT;
      case ">p" -> KnownField.CLIENT_PORT;
      case "<a" -> KnownField.SERVER;
      case "<p" -> KnownField.SERVER_PORT;
      case "la", ">la" -> KnownField.PROXY;
      case "ts" -> KnownField.EPOCH;
      case "tu" -> (r, v) -> r.addToTime(Numbers.parseInt(v, 0, 999) * 1_000L);
      case "tl", "tg" -> KnownField.time(argument.isEmpty() ? TimePattern.COMMON_LOG : argument);
      case "tr" -> KnownField.DURATION_MILLIS;
      case "un", "ul" -> KnownField.USER;
      case "rm", ">rm" -> KnownField.METHOD;
      case "ru", ">ru" -> KnownField.URL;
      case "rs", ">rs" -> KnownField.SCHEME;
      case "rd", ">rd" -> KnownField.HOST;
      case "rP", ">rP" -> KnownField.PORT;
      case "rp", ">rp" -> KnownField.TARGET;
      case "rv", ">rv" -> KnownField.VERSION;
      case ">h", ">ha" -> Headers.ofRequest(argument);
      case "<h" -> Headers.ofResponse(argument);
      case ">Hs", "Hs" -> KnownField.STATUS;
      case "mt" -> KnownField.MIME_TYPE;
      case ">st" -> KnownField.REQUEST_OCTETS;
      case "<st" -> KnownField.RESPONSE_OCTETS;
      case "Ss" -> KnownField.ACTION;
      case "err_code" -> KnownField.EXCEPTION;
      default -> null;
    };
  }
}
