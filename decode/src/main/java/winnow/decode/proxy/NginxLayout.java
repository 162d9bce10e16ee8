// SPDX-License-Identifier: Apache-2.0
package winnow.decode.proxy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import winnow.decode.text.Escapes;
import winnow.decode.text.TimePattern;

/** The `log_format` of nginx: variables, `$remote_addr` or `${remote_addr}`. */
final class NginxLayout {
  private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");
  private static final String SENT = "sent_http_";
  private static final String RECEIVED = "http_";

  private NginxLayout() {}

  /**
   * Adds the variable at {@code at}.
   *
   * @return index after it
   */
  static int add(String format, int at, Layout.Builder layout) {
    Matcher matcher = VARIABLE.matcher(format).region(at, format.length());
    if (!matcher.lookingAt()) {
      throw new IllegalArgumentException(
          "layout: \"%s\" is no variable of nginx".formatted(Layouts.shown(format, at)));
    }
    String name = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    layout.value("$" + name, field(name), Escapes.BACKSLASH, null);
    return matcher.end();
  }

  private static @Nullable HttpField field(String name) {
    if (name.startsWith(SENT)) {
      return Headers.ofResponse(name.substring(SENT.length()).replace('_', '-'));
    }
    if (name.startsWith(RECEIVED)) {
      return Headers.ofRequest(name.substring(RECEIVED.length()).replace('_', '-'));
    }
    return switch (name) {
      case "remote_addr" -> KnownField.CLIENT;
      case "remote_port" -> KnownField.CLIENT_PORT;
      case "proxy_add_x_forwarded_for" -> KnownField.FORWARDED_FOR;
      case "remote_user" -> KnownField.USER;
      case "time_local" -> KnownField.time(TimePattern.COMMON_LOG);
      case "time_iso8601" -> KnownField.ISO_TIME;
      case "msec" -> KnownField.EPOCH;
      case "request" -> KnownField.REQUEST_LINE;
      case "request_method" -> KnownField.METHOD;
      case "request_uri" -> KnownField.TARGET;
      case "uri", "document_uri" -> KnownField.PATH;
      case "args", "query_string", "is_args" -> KnownField.QUERY;
      case "scheme" -> KnownField.SCHEME;
      case "host" -> KnownField.HOST;
      case "server_name" -> KnownField.HOST_IF_NONE;
      case "server_addr" -> KnownField.SERVER;
      case "server_port" -> KnownField.SERVER_PORT;
      case "server_protocol" -> KnownField.VERSION;
      case "hostname" -> KnownField.REPORTER;
      case "status" -> KnownField.STATUS;
      case "body_bytes_sent" -> KnownField.RESPONSE_BODY_OCTETS;
      case "bytes_sent" -> KnownField.RESPONSE_OCTETS;
      case "request_length" -> KnownField.REQUEST_OCTETS;
      case "request_time" -> KnownField.DURATION_SECONDS;
      case "content_type" -> KnownField.REQUEST_MIME_TYPE;
      case "content_length" -> KnownField.REQUEST_BODY_OCTETS;
      case "request_id" -> KnownField.UID;
      case "upstream_cache_status" -> KnownField.ACTION;
      default -> null;
    };
  }
}
