// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import java.util.List;
import tools.jackson.databind.JsonNode;
import winnow.schema.Finding;
import winnow.schema.TelemetryKind;

/**
 * Which rows belong together with a finding.
 *
 * @param kind kind of the rows
 * @param about what they have in common, in words
 * @param columns the columns worth seeing, the time first
 * @param condition SQL with a question mark for each parameter
 * @param parameters values of the question marks
 */
record Neighbourhood(
    TelemetryKind kind,
    String about,
    List<String> columns,
    String condition,
    List<Object> parameters) {
  private static final List<String> FLOW_COLUMNS =
      List.of(
          "event_time",
          "src_addr",
          "src_port",
          "dst_addr",
          "dst_port",
          "protocol",
          "octets",
          "packets",
          "reverse_octets",
          "reverse_packets",
          "duration",
          "tcp_flags",
          "conn_state",
          "service");
  private static final List<String> DNS_COLUMNS =
      List.of(
          "event_time",
          "client_addr",
          "server_addr",
          "query",
          "qtype",
          "rcode",
          "answers",
          "query_octets",
          "response_octets");
  private static final List<String> HTTP_COLUMNS =
      List.of(
          "event_time",
          "client_addr",
          "method",
          "host",
          "path",
          "query",
          "status",
          "mime_type",
          "user_agent",
          "request_octets",
          "response_octets",
          "action");

  /** Rows like that of {@code finding}. */
  static Neighbourhood of(Finding finding) {
    JsonNode row = StoredJson.parse(finding.row(), "row", finding);
    return switch (finding.kind()) {
      case FLOW -> flow(text(row, "src_addr"), text(row, "dst_addr"));
      case DNS -> dns(text(row, "client_addr"), ParentDomain.of(text(row, "query")));
      case HTTP -> http(text(row, "client_addr"), text(row, "host"));
    };
  }

  private static Neighbourhood flow(String one, String other) {
    return new Neighbourhood(
        TelemetryKind.FLOW,
        "flows between " + one + " and " + other,
        FLOW_COLUMNS,
        "(src_addr = ? AND dst_addr = ?) OR (src_addr = ? AND dst_addr = ?)",
        List.of(one, other, other, one));
  }

  private static Neighbourhood dns(String client, String domain) {
    return new Neighbourhood(
        TelemetryKind.DNS,
        "queries of " + client + " for " + domain + " and names below it",
        DNS_COLUMNS,
        "client_addr = ? AND (lower(query) = ? OR ends_with(lower(query), ?))",
        List.of(client, domain, "." + domain));
  }

  private static Neighbourhood http(String client, String host) {
    return new Neighbourhood(
        TelemetryKind.HTTP,
        "requests of " + client + " to " + host,
        HTTP_COLUMNS,
        "client_addr = ? AND host = ?",
        List.of(client, host));
  }

  /**
   * The statement, which finds the rows nearest in time first. Before the parameters of the
   * condition come the times from which and before which to look; after them, the time that the
   * rows are to be near to, in microseconds since the epoch.
   */
  String sql(int limit) {
    return "SELECT "
        + String.join(", ", columns)
        + " FROM "
        + kind.tableName()
        + " WHERE event_time >= ? AND event_time < ? AND ("
        + condition
        + ") ORDER BY abs(epoch_us(event_time) - ?) LIMIT "
        + limit;
  }

  private static String text(JsonNode row, String column) {
    return row.path(column).asString("");
  }
}
