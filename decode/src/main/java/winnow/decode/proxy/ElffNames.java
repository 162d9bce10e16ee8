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
              case "s-ip" -> proxy ? KnownField.PROXY : KnownField.SERVER;
              case "s-port" -> proxy ? null : KnownField.SERVER_PORT;
              case "cs-uri" ->
                  isWholeUri || names.stream().noneMatch("cs-uri-path"::equals)
                      ? KnownField.URL
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
      case "date" -> KnownField.DATE;
      case "time" -> KnownField.TIME_OF_DAY;
      case "x-timestamp-unix", "x-timestamp-unix-utc", "timestamp" -> KnownField.EPOCH;
      case "gmttime", "localtime" -> KnownField.time(TimePattern.COMMON_LOG);
      case "time-taken" -> KnownField.DURATION_MILLIS;
      case "c-ip" -> KnownField.CLIENT;
      case "c-port" -> KnownField.CLIENT_PORT;
      case "x-forwarded-for" -> KnownField.FORWARDED_FOR;
      case "r-ip", "s-supplier-ip", "s-supplier-name", "cs-ip" -> KnownField.SERVER;
      case "r-port" -> KnownField.SERVER_PORT;
      case "s-computername" -> KnownField.REPORTER;
      case "cs-method", "s-operation" -> KnownField.METHOD;
      case "cs-uri-scheme", "cs-protocol" -> KnownField.SCHEME;
      case "cs-host", "x-host-header" -> KnownField.HOST;
      case "r-host" -> KnownField.HOST_IF_NONE;
      case "cs-uri-port" -> KnownField.PORT;
      case "cs-uri-path", "cs-uri-stem" -> KnownField.PATH;
      case "cs-uri-query" -> KnownField.QUERY;
      case "cs-uri-extension" -> KnownField.EXTENSION;
      case "cs-version", "cs-protocol-version" -> KnownField.VERSION;
      case "c-agent" -> KnownField.USER_AGENT;
      case "cs-referred" -> KnownField.REFERRER;
      case "cs-username", "cs-user" -> KnownField.USER;
      case "cs-auth-group", "cs-auth-groups" -> KnownField.GROUP;
      case "cs-bytes" -> KnownField.REQUEST_OCTETS;
      case "sc-bytes" -> KnownField.RESPONSE_OCTETS;
      case "cs-bodylength" -> KnownField.REQUEST_BODY_OCTETS;
      case "sc-bodylength", "rs-bodylength", "sc-content-len" -> KnownField.RESPONSE_BODY_OCTETS;
      case "sc-status" -> KnownField.STATUS;
      case "cs-mime-type", "sc-content-type" -> KnownField.MIME_TYPE;
      case "s-action", "s-object-source", "x-edge-result-type" -> KnownField.ACTION;
      case "sc-filter-result", "action" -> KnownField.FILTER_RESULT;
      case "x-exception-id" -> KnownField.EXCEPTION;
      case "cs-categories", "cs-category", "sc-filter-category", "urlcategory" ->
          KnownField.CATEGORIES;
      case "x-virus-id" -> KnownField.VIRUS;
      case "x-bluecoat-application-name" -> KnownField.APPLICATION;
      case "x-bluecoat-application-operation" -> KnownField.OPERATION;
      case "x-edge-request-id", "x-bluecoat-transaction-uuid", "s-session-id" -> KnownField.UID;
      default -> null;
    };
  }
}
