// SPDX-License-Identifier: Apache-2.0
package winnow.decode.proxy;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import winnow.decode.text.Escapes;

/**
 * Compiles layouts as they stand in the configuration of Squid, Apache, nginx and Zscaler's NSS.
 * The text may be the format alone or the whole directive, `log_format main '…' '…';`; a name
 * stands for one of the layouts that these programs define themselves.
 */
final class Layouts {
  private static final int SHOWN_CHARS = 20;
  private static final String COMMON = "%h %l %u %t \"%r\" %>s %b";
  private static final String COMBINED = COMMON + " \"%{Referer}i\" \"%{User-Agent}i\"";
  private static final Map<String, String> NAMED =
      Map.of(
          "squid",
          "%ts.%03tu %6tr %>a %Ss/%03>Hs %<st %rm %ru %[un %Sh/%<a %mt",
          "squid-mime",
          "%ts.%03tu %6tr %>a %Ss/%03>Hs %<st %rm %ru %[un %Sh/%<a %mt [%>h] [%<h]",
          "common",
          COMMON,
          "combined",
          COMBINED,
          "vhost_combined",
          "%v " + COMBINED,
          "vhost_common",
          "%v " + COMMON,
          "squid-combined",
          "%>a %ui %un [%tl] \"%rm %ru HTTP/%rv\" %>Hs %<st \"%{Referer}>h\" \"%{User-Agent}>h\""
              + " %Ss:%Sh",
          "squid-common",
          "%>a %ui %un [%tl] \"%rm %ru HTTP/%rv\" %>Hs %<st %Ss:%Sh",
          "referrer",
          "%ts.%03tu %>a %{Referer}>h %ru",
          "useragent",
          "%>a [%tl] \"%{User-Agent}>h\"");

  private static final Pattern DIRECTIVE =
      Pattern.compile(
          "\\s*(?:logformat\\s+(?<squid>\\S+)\\s+|(?<apache>(?i:LogFormat)\\s+)(?=\")"
              + "|log_format\\s+(?<nginx>\\S+)\\s+)(?:escape=\\w+\\s+)?",
          Pattern.DOTALL);
  private static final Pattern NSS_FIELD = Pattern.compile("%\\d*(?:s|d|ld|lu|u)\\{(\\w+)}");
  private static final Pattern QUOTED =
      Pattern.compile("'((?:\\\\.|[^'\\\\])*)'|\"((?:\\\\.|[^\"\\\\])*)\"");

  private Layouts() {}

  /** Who defines what stands for a value. */
  private enum Program {
    SQUID,
    APACHE,
    NGINX,
    NSS
  }

  /**
   * The layout that {@code text} is, or is the name of.
   *
   * @param openEnd whether lines may go on after it
   * @throws IllegalArgumentException naming what is not understood
   */
  static Layout compile(String text, boolean openEnd) {
    String format = NAMED.getOrDefault(text, text).strip();
    Matcher directive = DIRECTIVE.matcher(format);
    if (directive.lookingAt()) {
      String rest = format.substring(directive.end());
      if (directive.group("squid") != null) {
        return compile(rest, Program.SQUID, openEnd);
      }
      boolean apache = directive.group("apache") != null;
      return compile(unquoted(rest, !apache), apache ? Program.APACHE : Program.NGINX, openEnd);
    }
    return compile(format, program(format), openEnd);
  }

  /** Adds a field of a feed of Zscaler's NSS, `%s{time}` or `%02d{hh}`. */
  private static int nss(String format, int at, Layout.Builder layout) {
    Matcher field = NSS_FIELD.matcher(format).region(at, format.length());
    if (!field.lookingAt()) {
      throw new IllegalArgumentException(
          "layout: \"%s\" is no field of NSS".formatted(shown(format, at)));
    }
    layout.value(field.group(), ZscalerNames.find(field.group(1)), Escapes.NONE, null);
    return field.end();
  }

  /** What stands at {@code at}, for a message. */
  static String shown(String format, int at) {
    return format.substring(at, Math.min(format.length(), at + SHOWN_CHARS));
  }

  private static Program program(String format) {
    if (NSS_FIELD.matcher(format).find()) {
      return Program.NSS;
    }
    if (SquidLayout.isWritten(format)) {
      return Program.SQUID;
    }
    int dollar = format.indexOf('$');
    int percent = format.indexOf('%');
    if (dollar < 0 && percent < 0) {
      throw new IllegalArgumentException(
          "layout \"%s\" has neither %% nor $, and is none of %s"
              .formatted(format, NAMED.keySet().stream().sorted().toList()));
    }
    return dollar >= 0 && (percent < 0 || dollar < percent) ? Program.NGINX : Program.APACHE;
  }

  private static Layout compile(String format, Program program, boolean openEnd) {
    Layout.Builder layout = new Layout.Builder();
    char mark = program == Program.NGINX ? '$' : '%';
    int at = 0;
    while (at < format.length()) {
      char c = format.charAt(at);
      if (c == mark && at + 1 < format.length() && format.charAt(at + 1) == mark) {
        layout.literal(mark);
        at += 2;
      } else if (c == mark) {
        at =
            switch (program) {
              case SQUID -> SquidLayout.add(format, at, layout);
              case APACHE -> ApacheLayout.add(format, at, layout);
              case NGINX -> NginxLayout.add(format, at, layout);
              case NSS -> nss(format, at, layout);
            };
      } else {
        at = literal(format, at, program, layout);
      }
    }
    return layout.build(openEnd);
  }

  /** Adds a character; Apache writes tabs and quotes with a backslash. */
  private static int literal(String format, int at, Program program, Layout.Builder layout) {
    char c = format.charAt(at);
    boolean escaped = c == '\\' && program != Program.NGINX && at + 1 < format.length();
    if (escaped) {
      char next = format.charAt(at + 1);
      layout.literal(next == 't' ? '\t' : next == 'n' ? '\n' : next);
      return at + 2;
    }
    layout.literal(c);
    return at + 1;
  }

  /** The quoted parts of a directive, put together, or the first alone. */
  private static String unquoted(String text, boolean all) {
    Matcher part = QUOTED.matcher(text);
    StringBuilder format = new StringBuilder();
    int at = 0;
    while (part.find(at) && text.substring(at, part.start()).isBlank()) {
      format.append(part.group(1) == null ? part.group(2) : part.group(1));
      at = part.end();
      if (!all) {
        break;
      }
    }
    if (at == 0) {
      throw new IllegalArgumentException("layout: no quoted text in \"" + text + "\"");
    }
    return all ? format.toString().replaceAll("\\\\(['\"\\\\])", "$1") : format.toString();
  }
}
