// SPDX-License-Identifier: Apache-2.0
package winnow.decode.proxy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.decode.text.TimePattern;

/**
 * What the field names of the W3C extended log format mean, as Blue Coat proxies, IIS, ISA Server,
 * Forefront TMG and CloudFront use them. The prefix says between whom: c client, s the server or
 * proxy that logs, r the remote server.
 */
final class ElffNames {
  private static final Set<String> OF_PROXIES =
      Set.of("s-action", "sc-filter-result", "s-hierarchy", "s-supplier-name", "r-ip", "r-host");
  private static final Set<String> TARGETS =
      Set.of("cs-host", "cs-uri", "cs-uri-stem", "cs-uri-path", "cs(Host)", "r-host");
  private static final Set<String> TIMES =
      Set.of("x-timestamp-unix", "x-timestamp-unix-utc", "timestamp", "gmttime", "localtime");

  private ElffNames() {}

  /** Whether fields called {@code names} make up requests of clients. */
  static boolean isHttp(List<String> names) {
    boolean timed = names.contains("time") || names.stream().anyMatch(TIMES::contains);
    boolean target = names.stream().anyMatch(TARGETS::contains);
    return timed && names.contains("c-ip") && target;
  }

  /** The columns of a log whose header names {@code names}. */
  static NamedColumns columns(List<String> names) {
    boolean proxy = names.stream().anyMatch(OF_PROXIES::contains);
    boolean isWholeUri =
        names.stream().noneMatch(n -> n.equals("cs-host") || n.startsWith("cs-uri-"));
    return new NamedColumns(
        names,
        name ->
            switch (name) {
              case "s-ip" -> proxy ? HttpFields.PROXY : HttpFields.SERVER;
              case "s-port" -> proxy ? null : HttpFields.SERVER_PORT;
              case "cs-uri" ->
                  isWholeUri || names.stream().noneMatch("cs-uri-path"::equals)
                      ? HttpFields.URL
                      : null;
              default -> find(name);
            });
  }

  private static @Nullable HttpField find(String name) {
    int open = name.indexOf('(');
    if (open > 0 && name.endsWith(")")) {
      String header = name.substring(open + 1, name.length() - 1);
      boolean request = name.startsWith("cs(");
      return request ? Headers.ofRequest(header) : Headers.ofResponse(header);
    }
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "date" -> HttpFields.DATE;
      case "time" -> HttpFields.TIME_OF_DAY;
      case "x-timestamp-unix", "x-timestamp-unix-utc", "timestamp" -> HttpFields.EPOCH;
      case "gmttime", "localtime" -> HttpFields.time(TimePattern.COMMON_LOG);
      case "time-taken" -> HttpFields.DURATION_MILLIS;
      case "c-ip" -> HttpFields.CLIENT;
      case "c-port" -> HttpFields.CLIENT_PORT;
      case "x-forwarded-for" -> HttpFields.FORWARDED_FOR;
      case "r-ip", "s-supplier-ip", "s-supplier-name", "cs-ip" -> HttpFields.SERVER;
      case "r-port" -> HttpFields.SERVER_PORT;
      case "s-computername" -> HttpFields.REPORTER;
      case "cs-method", "s-operation" -> HttpFields.METHOD;
      case "cs-uri-scheme", "cs-protocol" -> HttpFields.SCHEME;
      case "cs-host", "x-host-header" -> HttpFields.HOST;
      case "r-host" -> HttpFields.HOST_IF_NONE;
      case "cs-uri-port" -> HttpFields.PORT;
      case "cs-uri-path", "cs-uri-stem" -> HttpFields.PATH;
      case "cs-uri-query" -> HttpFields.QUERY;
      case "cs-uri-extension" -> HttpFields.EXTENSION;
      case "cs-version", "cs-protocol-version" -> HttpFields.VERSION;
      case "c-agent" -> HttpFields.USER_AGENT;
      case "cs-referred" -> HttpFields.REFERRER;
      case "cs-username", "cs-user" -> HttpFields.USER;
      case "cs-auth-group", "cs-auth-groups" -> HttpFields.GROUP;
      case "cs-bytes" -> HttpFields.REQUEST_OCTETS;
      case "sc-bytes" -> HttpFields.RESPONSE_OCTETS;
      case "cs-bodylength" -> HttpFields.REQUEST_BODY_OCTETS;
      case "sc-bodylength", "rs-bodylength", "sc-content-len" -> HttpFields.RESPONSE_BODY_OCTETS;
      case "sc-status" -> HttpFields.STATUS;
      case "cs-mime-type", "sc-content-type" -> HttpFields.MIME_TYPE;
      case "s-action", "s-object-source", "x-edge-result-type" -> HttpFields.ACTION;
      case "sc-filter-result", "action" -> HttpFields.FILTER_RESULT;
      case "x-exception-id" -> HttpFields.EXCEPTION;
      case "cs-categories", "cs-category", "sc-filter-category", "urlcategory" ->
          HttpFields.CATEGORIES;
      case "x-virus-id" -> HttpFields.VIRUS;
      case "x-bluecoat-application-name" -> HttpFields.APPLICATION;
      case "x-bluecoat-application-operation" -> HttpFields.OPERATION;
      case "x-edge-request-id", "x-bluecoat-transaction-uuid", "s-session-id" -> HttpFields.UID;
      default -> null;
    };
  }
}
