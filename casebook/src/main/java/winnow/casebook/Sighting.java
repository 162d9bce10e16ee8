// SPDX-License-Identifier: Apache-2.0
package winnow.casebook;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import winnow.schema.Finding;
import winnow.schema.IpAddress;

/**
 * What suppressions look at: a row of a list, or a piece of evidence.
 *
 * @param host the address, name or user that it is about
 * @param family who found it
 * @param addresses the addresses of its two ends
 * @param names the names that it deals with
 * @param ports the ports of its two ends
 * @param agent user agent; null when it has none
 * @param firstMicros when it began, microseconds since the epoch
 * @param lastMicros when it ended
 */
public record Sighting(
    String host,
    String family,
    Set<IpAddress> addresses,
    Set<String> names,
    Set<Integer> ports,
    @Nullable String agent,
    long firstMicros,
    long lastMicros) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** An end, and its port and protocol if it is one of those that have them. */
  private static final Pattern END = Pattern.compile("(\\S+?)(?: (\\d{1,5})/\\d{1,3})?");

  /** Port and protocol in a description of many words. */
  private static final Pattern SERVICE =
      Pattern.compile("(?<![\\d/])(\\d{1,5})/\\d{1,3}(?![\\d/])");

  private static final Pattern NAMED_PORT = Pattern.compile("(.*[^:]):\\d{1,5}");
  private static final List<String> PORTS = List.of("src_port", "dst_port", "server_port", "port");
  private static final List<String> NAMES = List.of("sni", "host");

  /** Takes copies. */
  public Sighting {
    addresses = Set.copyOf(addresses);
    names = Set.copyOf(names);
    ports = Set.copyOf(ports);
  }

  /**
   * A row of a list of findings. Its ports, user agent and names come from the telemetry row.
   *
   * @throws IllegalArgumentException when the row is not JSON
   */
  public static Sighting of(Finding finding) {
    JsonNode row = parse(finding);
    Ends ends = new Ends();
    ends.add(finding.entity());
    if (finding.peer() != null) {
      ends.add(finding.peer());
    }
    for (String name : NAMES) {
      String text = row.path(name).asString("");
      if (!text.isEmpty()) {
        ends.add(text);
      }
    }
    for (String port : PORTS) {
      if (row.path(port).isIntegralNumber()) {
        ends.ports.add(row.path(port).intValue());
      }
    }
    return new Sighting(
        usual(finding.entity()),
        finding.method(),
        ends.addresses,
        ends.names,
        ends.ports,
        row.path("user_agent").asStringOpt().orElse(null),
        finding.eventTimeMicros(),
        finding.eventTimeMicros());
  }

  /**
   * A piece of evidence.
   *
   * @param peer the other side as the evidence names it: an address or a name, maybe with port and
   *     protocol as in {@code 192.0.2.7 443/6}, or a description
   */
  public static Sighting of(
      String host, String family, String peer, long firstMicros, long lastMicros) {
    Ends ends = new Ends();
    ends.add(host);
    java.util.regex.Matcher end = END.matcher(peer);
    if (end.matches()) {
      ends.add(end.group(1));
    }
    for (MatchResult service : SERVICE.matcher(peer).results().toList()) {
      ends.ports.add(Integer.valueOf(service.group(1)));
    }
    return new Sighting(
        usual(host), family, ends.addresses, ends.names, ends.ports, null, firstMicros, lastMicros);
  }

  /** The usual notation of an address; another text as it is. */
  static String usual(String text) {
    return IpAddress.find(text).map(IpAddress::toString).orElse(text);
  }

  private static JsonNode parse(Finding finding) {
    try {
      return MAPPER.readTree(finding.row());
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "row of finding " + finding.rank() + " of run " + finding.runId() + " is not JSON", e);
    }
  }

  /** What the ends are called. */
  private static final class Ends {
    final Set<IpAddress> addresses = new LinkedHashSet<>();
    final Set<String> names = new LinkedHashSet<>();
    final Set<Integer> ports = new LinkedHashSet<>();

    /** Adds an address or a name, with or without the port that a request has after it. */
    void add(String text) {
      java.util.regex.Matcher named = NAMED_PORT.matcher(text);
      String bare = IpAddress.find(text).isEmpty() && named.matches() ? named.group(1) : text;
      if (bare.startsWith("[") && bare.endsWith("]")) {
        bare = bare.substring(1, bare.length() - 1);
      }
      Optional<IpAddress> address = IpAddress.find(bare);
      address.ifPresent(addresses::add);
      if (address.isEmpty()) {
        names.add(bare);
      }
    }
  }
}
