// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import winnow.lake.search.SqlLiteral;
import winnow.schema.Finding;
import winnow.schema.TelemetryKind;

/**
 * Which rows belong together with a finding, or are the reason for a case.
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

  /** The flows between two addresses. */
  static Neighbourhood flow(String one, String other) {
    return new Neighbourhood(
        TelemetryKind.FLOW,
        "flows between " + one + " and " + other,
        FLOW_COLUMNS,
        "(src_addr = ? AND dst_addr = ?) OR (src_addr = ? AND dst_addr = ?)",
        List.of(one, other, other, one));
  }

  /** The queries of a client for a domain, which is in lower case, and names below it. */
  static Neighbourhood dns(String client, String domain) {
    return new Neighbourhood(
        TelemetryKind.DNS,
        "queries of " + client + " for " + domain + " and names below it",
        DNS_COLUMNS,
        "client_addr = ? AND (lower(query) = ? OR ends_with(lower(query), ?))",
        List.of(client, domain, "." + domain));
  }

  /** The flows of {@code host} to a service of {@code peer}, in whatever direction. */
  static Neighbourhood service(String host, String peer, int port, int protocol) {
    return new Neighbourhood(
        TelemetryKind.FLOW,
        "flows between " + host + " and " + peer + " port " + port,
        FLOW_COLUMNS,
        "protocol = ? AND ((src_addr = ? AND dst_addr = ? AND dst_port = ?)"
            + " OR (src_addr = ? AND src_port = ? AND dst_addr = ?))",
        List.of(protocol, host, peer, port, peer, port, host));
  }

  /** The flows of {@code host} to a port of whomever; or of whomever to a port of it. */
  static Neighbourhood port(String host, boolean isClient, int port, int protocol) {
    return new Neighbourhood(
        TelemetryKind.FLOW,
        isClient
            ? "flows of " + host + " to port " + port
            : "flows to port " + port + " of " + host,
        FLOW_COLUMNS,
        "protocol = ? AND ((src_addr = ? AND "
            + (isClient ? "dst_port" : "src_port")
            + " = ?) OR (dst_addr = ? AND "
            + (isClient ? "src_port" : "dst_port")
            + " = ?))",
        List.of(protocol, host, port, host, port));
  }

  /** The queries of a client for one type of record; 0 is that of those that do not say. */
  static Neighbourhood queryType(String client, int type) {
    return new Neighbourhood(
        TelemetryKind.DNS,
        "queries of " + client + " of type " + type,
        DNS_COLUMNS,
        "client_addr = ? AND coalesce(qtype, 0) = ?",
        List.of(client, type));
  }

  /** The requests of a client to a domain, which is in lower case, and names below it. */
  static Neighbourhood requestsBelow(String client, String domain) {
    return new Neighbourhood(
        TelemetryKind.HTTP,
        "requests of " + client + " to " + domain + " and names below it",
        HTTP_COLUMNS,
        "client_addr = ? AND (lower(host) = ? OR ends_with(lower(host), ?))",
        List.of(client, domain, "." + domain));
  }

  /**
   * The requests of a client with a method, a class of status (4 for 4xx) and the first part of a
   * media type. What a request does not say counts as 0, or as empty.
   */
  static Neighbourhood requestsLike(String client, String method, int status, String type) {
    return new Neighbourhood(
        TelemetryKind.HTTP,
        method + " requests of " + client + " answered with " + status + "xx",
        HTTP_COLUMNS,
        "client_addr = ? AND method = ? AND coalesce(status, 0) >= ? AND coalesce(status, 0) < ?"
            + " AND split_part(coalesce(mime_type, ''), '/', 1) = ?",
        List.of(client, method, status * 100, status * 100 + 100, type));
  }

  /** The rows that belong to any of {@code several}, which are of one kind and not empty. */
  static Neighbourhood any(List<Neighbourhood> several) {
    Neighbourhood first = several.getFirst();
    if (several.size() == 1) {
      return first;
    }
    return new Neighbourhood(
        first.kind,
        first.about + ", and " + (several.size() - 1) + " more like it",
        first.columns,
        several.stream().map(one -> "(" + one.condition + ")").collect(Collectors.joining(" OR ")),
        several.stream().flatMap(one -> one.parameters.stream()).toList());
  }

  /** Those of the rows that have their time from one moment to before another. */
  Neighbourhood within(Instant from, Instant to) {
    List<Object> values = new ArrayList<>(List.of(from.toString(), to.toString()));
    values.addAll(parameters);
    return new Neighbourhood(
        kind,
        about,
        columns,
        "event_time >= CAST(? AS TIMESTAMPTZ) AND event_time < CAST(? AS TIMESTAMPTZ) AND ("
            + condition
            + ")",
        values);
  }

  /** All that a host did. */
  static Neighbourhood all(TelemetryKind kind, String host) {
    return switch (kind) {
      case FLOW ->
          new Neighbourhood(
              kind,
              "flows of " + host,
              FLOW_COLUMNS,
              "src_addr = ? OR dst_addr = ?",
              List.of(host, host));
      case DNS ->
          new Neighbourhood(
              kind, "queries of " + host, DNS_COLUMNS, "client_addr = ?", List.of(host));
      case HTTP ->
          new Neighbourhood(
              kind, "requests of " + host, HTTP_COLUMNS, "client_addr = ?", List.of(host));
    };
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

  /** The statement for people, with its values in it: all rows of a time by time. */
  String statement(Instant from, Instant to) {
    StringBuilder text = new StringBuilder();
    text.append("SELECT ").append(String.join(", ", columns));
    text.append(" FROM ").append(kind.tableName());
    text.append(" WHERE event_time >= ").append(SqlLiteral.of(from.toString()));
    text.append(" AND event_time < ").append(SqlLiteral.of(to.toString())).append(" AND (");
    Iterator<Object> values = parameters.iterator();
    for (int i = 0; i < condition.length(); i++) {
      char next = condition.charAt(i);
      text.append(next == '?' ? SqlLiteral.of(values.next()) : String.valueOf(next));
    }
    return text.append(") ORDER BY event_time").toString();
  }

  private static String text(JsonNode row, String column) {
    return row.path(column).asString("");
  }
}
