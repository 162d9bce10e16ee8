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
      case "remote_addr" -> HttpFields.CLIENT;
      case "remote_port" -> HttpFields.CLIENT_PORT;
      case "proxy_add_x_forwarded_for" -> HttpFields.FORWARDED_FOR;
      case "remote_user" -> HttpFields.USER;
      case "time_local" -> HttpFields.time(TimePattern.COMMON_LOG);
      case "time_iso8601" -> HttpFields.ISO_TIME;
      case "msec" -> HttpFields.EPOCH;
      case "request" -> HttpFields.REQUEST_LINE;
      case "request_method" -> HttpFields.METHOD;
      case "request_uri" -> HttpFields.TARGET;
      case "uri", "document_uri" -> HttpFields.PATH;
      case "args", "query_string", "is_args" -> HttpFields.QUERY;
      case "scheme" -> HttpFields.SCHEME;
      case "host" -> HttpFields.HOST;
      case "server_name" -> HttpFields.HOST_IF_NONE;
      case "server_addr" -> HttpFields.SERVER;
      case "server_port" -> HttpFields.SERVER_PORT;
      case "server_protocol" -> HttpFields.VERSION;
      case "hostname" -> HttpFields.REPORTER;
      case "status" -> HttpFields.STATUS;
      case "body_bytes_sent" -> HttpFields.RESPONSE_BODY_OCTETS;
      case "bytes_sent" -> HttpFields.RESPONSE_OCTETS;
      case "request_length" -> HttpFields.REQUEST_OCTETS;
      case "request_time" -> HttpFields.DURATION_SECONDS;
      case "content_type" -> HttpFields.REQUEST_MIME_TYPE;
      case "content_length" -> HttpFields.REQUEST_BODY_OCTETS;
      case "request_id" -> HttpFields.UID;
      case "upstream_cache_status" -> HttpFields.ACTION;
      default -> null;
    };
  }
}
