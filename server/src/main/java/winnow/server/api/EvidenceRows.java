// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import winnow.schema.Case;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryKind;

/**
 * Where the telemetry rows are that a piece of evidence rests on. Evidence names what a host dealt
 * with as {@code ADDRESS PORT/PROTOCOL}, an address, a domain, or by what its traffic looks like,
 * and so may its facts; where nothing of that narrows it down, it is all that the host did in the
 * time of the evidence. Of a host that had several addresses on the day, it is the rows of each in
 * the time that it was seen there.
 *
 * @param rows the rows
 * @param from when they begin
 * @param to when they end, itself not included
 */
record EvidenceRows(Neighbourhood rows, Instant from, Instant to) {
  /** The times of evidence may be told in whole seconds. */
  private static final Duration ROUNDING = Duration.ofSeconds(1);

  private static final Pattern SERVICE = Pattern.compile("(\\S+) (\\d{1,5})/(\\d{1,3})");
  private static final Pattern ROLE =
      Pattern.compile("(to|from) (?:inside|outside) (\\d{1,5})/(\\d{1,3})(?:,.*)?");
  private static final Pattern REQUEST = Pattern.compile("([A-Z]+) (\\d)xx ([\\w-]*), .*");
  private static final Pattern QUERY_TYPE = Pattern.compile("type (\\d{1,5})(?:,.*)?");
  private static final Set<String> OF_DNS = Set.of("dns-tunnel", "domains", "queries", "names");
  private static final Set<String> OF_HTTP = Set.of("sites", "requests");

  /** The rows of {@code evidence}, a part of the explanation of {@code found}. */
  static EvidenceRows of(Case found, JsonNode evidence) {
    Instant start = found.day().atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant end = found.day().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant first = instant(evidence.path("first"), start);
    Instant last = instant(evidence.path("last"), end.minus(ROUNDING));
    String peer = evidence.path("peer").asString("");
    String family = evidence.path("family").asString("");
    TelemetryKind kind = kind(family, peer);
    List<String> whats = whats(peer, evidence);
    JsonNode addresses = CaseViews.explanation(found).path("host").path("addresses");
    List<Neighbourhood> rows = new ArrayList<>();
    for (JsonNode seen : addresses) {
      Neighbourhood there = of(seen.path("address").asString(""), whats, kind);
      Instant from = instant(seen.path("first"), start);
      Instant to = instant(seen.path("last"), end).plus(ROUNDING);
      rows.add(addresses.size() == 1 ? there : there.within(from, to));
    }
    return new EvidenceRows(
        rows.isEmpty() ? of(found.host(), whats, kind) : Neighbourhood.any(rows),
        first,
        last.plus(ROUNDING));
  }

  private static Neighbourhood of(String host, List<String> whats, TelemetryKind kind) {
    List<Neighbourhood> rows = new ArrayList<>();
    for (String what : whats) {
      rows(host, what, kind).filter(one -> !rows.contains(one)).ifPresent(rows::add);
    }
    return rows.isEmpty() ? Neighbourhood.all(kind, host) : Neighbourhood.any(rows);
  }

  private static List<String> whats(String peer, JsonNode evidence) {
    List<String> whats = new ArrayList<>(List.of(peer));
    for (JsonNode part : evidence.path("parts")) {
      whats.add(part.path("fact").asString(""));
    }
    return whats;
  }

  /** The address in what evidence calls the other side; the whole text when there is none. */
  static String end(String peer) {
    Matcher service = SERVICE.matcher(peer);
    return service.matches() ? service.group(1) : peer;
  }

  /** The statement that shows the rows, to be given to {@code winnow search}. */
  String statement() {
    return rows.statement(from, to);
  }

  private static TelemetryKind kind(String family, String peer) {
    if (IpAddress.find(end(peer)).isPresent() || ROLE.matcher(peer).matches()) {
      return TelemetryKind.FLOW;
    }
    if (OF_DNS.contains(family)) {
      return TelemetryKind.DNS;
    }
    return OF_HTTP.contains(family) || isName(peer) ? TelemetryKind.HTTP : TelemetryKind.FLOW;
  }

  /** The rows of a host that {@code what} names; empty when it names none. */
  private static Optional<Neighbourhood> rows(String host, String what, TelemetryKind kind) {
    return switch (kind) {
      case FLOW -> flows(host, what);
      case DNS -> queries(host, what);
      case HTTP -> requests(host, what);
    };
  }

  private static Optional<Neighbourhood> flows(String host, String what) {
    Matcher service = SERVICE.matcher(what);
    if (service.matches() && IpAddress.find(service.group(1)).isPresent()) {
      return Optional.of(
          Neighbourhood.service(
              host, service.group(1), number(service.group(2)), number(service.group(3))));
    }
    Matcher role = ROLE.matcher(what);
    if (role.matches()) {
      boolean isClient = role.group(1).equals("to");
      return Optional.of(
          Neighbourhood.port(host, isClient, number(role.group(2)), number(role.group(3))));
    }
    return IpAddress.find(what).map(address -> Neighbourhood.flow(host, what));
  }

  private static Optional<Neighbourhood> queries(String host, String what) {
    Matcher type = QUERY_TYPE.matcher(what);
    if (type.matches()) {
      return Optional.of(Neighbourhood.queryType(host, number(type.group(1))));
    }
    return isName(what)
        ? Optional.of(Neighbourhood.dns(host, what.toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  private static Optional<Neighbourhood> requests(String host, String what) {
    Matcher request = REQUEST.matcher(what);
    if (request.matches()) {
      return Optional.of(
          Neighbourhood.requestsLike(
              host, request.group(1), number(request.group(2)), request.group(3)));
    }
    return isName(what)
        ? Optional.of(Neighbourhood.requestsBelow(host, what.toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  private static boolean isName(String peer) {
    return peer.contains(".") && !peer.contains(" ");
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  private static Instant instant(JsonNode text, Instant otherwise) {
    try {
      return Instant.parse(text.asString(""));
    } catch (DateTimeException e) {
      return otherwise;
    }
  }
}
