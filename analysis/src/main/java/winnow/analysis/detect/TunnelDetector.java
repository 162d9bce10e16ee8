// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.detect;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import winnow.analysis.count.RowSource;
import winnow.analysis.evidence.Calibration;
import winnow.analysis.host.DomainNames;
import winnow.context.InternalNetworks;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryKind;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.LongVector;
import winnow.schema.batch.TextVector;

/**
 * Finds data carried out in the names of DNS queries: the information in the distinct names that a
 * host asks for under one domain (Paxson and others, Practical comprehensive bounds on
 * surreptitious communication over DNS, USENIX Security 2013), which is what the site's own names
 * would not have told, and how few hosts ask under that domain. A resolver that asks for what a
 * client of it asked for carries nothing out itself.
 */
public final class TunnelDetector implements Detector {
  private static final String TECHNIQUE = "T1071.004";
  private static final List<String> COLUMNS =
      List.of("event_time", "client_addr", "server_addr", "query", "qtype");
  private static final int LEAST_NAMES = 5;

  /** Names of a domain that this many hosts ask for teach what names look like. */
  private static final int MANY_CLIENTS = 3;

  private static final double LEAST_BYTES = 64;
  private static final double NOVELTY_BITS = 3;

  /** Types of records that carry much and that hosts seldom ask for: CNAME, NULL, MX, TXT. */
  private static final Set<Long> CARRIERS = Set.of(5L, 10L, 15L, 16L);

  private final InternalNetworks inside;
  private final NameModel model = new NameModel();
  private final Calibration.Builder learnt = new Calibration.Builder();
  private final Map<String, Integer> daysKnown = new HashMap<>();
  private int days;

  /** A detector for the hosts of {@code inside}. */
  public TunnelDetector(InternalNetworks inside) {
    this.inside = inside;
  }

  @Override
  public String family() {
    return "dns-tunnel";
  }

  /** What a host asked for under a domain. */
  private static final class Asked {
    final Set<String> names = new HashSet<>();
    long queries;
    long carriers;
    long firstMicros = Long.MAX_VALUE;
    long lastMicros = Long.MIN_VALUE;
  }

  /** A day: what was asked for, by domain and host. */
  private static final class Day {
    final Map<String, Map<String, Asked>> byDomain = new HashMap<>();
    final Set<String> hosts = new HashSet<>();

    /** Who sent queries to a host, by the host. */
    final Map<String, Set<String>> clientsOf = new HashMap<>();

    /** The names that {@code host} asked for under a domain and no client of it did. */
    Set<String> own(String host, Map<String, Asked> byHost, Set<String> names) {
      Set<String> own = new HashSet<>(names);
      for (String client : clientsOf.getOrDefault(host, Set.of())) {
        Asked ofClient = byHost.get(client);
        // Two resolvers that ask each other would answer for each other.
        boolean isMutual = clientsOf.getOrDefault(client, Set.of()).contains(host);
        if (ofClient != null && !isMutual) {
          own.removeAll(ofClient.names);
        }
      }
      return own;
    }
  }

  @Override
  public List<Evidence> next(LocalDate day, List<RowSource> sources) {
    Day asked = new Day();
    for (RowSource rows : sources) {
      if (rows.kind() == TelemetryKind.DNS) {
        for (int part = 0; part < rows.parts(); part++) {
          rows.read(part, COLUMNS, batch -> read(batch, asked));
        }
      }
    }
    Calibration ordinary = learnt.build();
    List<Evidence> found = new ArrayList<>();
    asked.byDomain.forEach((domain, byHost) ->
        byHost.forEach((host, one) -> {
          Set<String> own = asked.own(host, byHost, one.names);
          if (own.size() >= LEAST_NAMES) {
            double share = byHost.size() / (double) asked.hosts.size();
            found.add(evidence(domain, host, one, own, share, ordinary));
          }
        }));
    learn(asked, found);
    return found;
  }

  private Evidence evidence(
      String domain,
      String host,
      Asked asked,
      Set<String> names,
      double share,
      Calibration ordinary) {
    double bytes =
        names.stream()
                .sorted()
                .mapToDouble(name -> model.bits(DomainNames.below(name, domain)))
                .reduce(0, Double::sum)
            / Byte.SIZE;
    int before = daysKnown.getOrDefault(domain, 0);
    double carriers = asked.carriers / (double) asked.queries;
    List<Evidence.Part> parts =
        List.of(
            Evidence.Part.of("distinct names", names.size(), 0),
            Evidence.Part.of(
                "information in them, bytes", bytes, Math.max(0, log2(bytes / LEAST_BYTES))),
            Evidence.Part.of("share of the hosts that ask under the domain", share, -log2(share)),
            Evidence.Part.of("share of TXT, NULL, MX and CNAME", carriers, 2 * carriers),
            Evidence.Part.of(
                "days the domain was seen before",
                before,
                days == 0 ? 0 : Math.max(-NOVELTY_BITS, NOVELTY_BITS - 1.5 * log2(1 + before))));
    double score = parts.stream().mapToDouble(Evidence.Part::bits).reduce(0, Double::sum);
    return new Evidence(
        family(),
        host,
        domain,
        TECHNIQUE,
        asked.firstMicros,
        asked.lastMicros,
        score,
        ordinary.p(score),
        parts);
  }

  private void learn(Day asked, List<Evidence> found) {
    Map<String, Double> best = new HashMap<>();
    found.forEach(one -> best.merge(one.host(), one.score(), Math::max));
    best.values().forEach(learnt::add);
    for (int host = best.size(); host < asked.hosts.size(); host++) {
      learnt.add(Double.NEGATIVE_INFINITY);
    }
    asked.byDomain.forEach((domain, byHost) -> {
      daysKnown.merge(domain, 1, Integer::sum);
      if (byHost.size() >= MANY_CLIENTS) {
        byHost.values().stream()
            .flatMap(one -> one.names.stream())
            .distinct()
            .forEach(name -> model.learn(DomainNames.below(name, domain)));
      }
    });
    days++;
  }

  private void read(ColumnBatch batch, Day asked) {
    TextVector clients = batch.texts("client_addr");
    TextVector servers = batch.texts("server_addr");
    TextVector queries = batch.texts("query");
    LongVector times = batch.longs("event_time");
    LongVector types = batch.longs("qtype");
    String[] domains = new String[queries.dictionary().length];
    for (int i = 0; i < domains.length; i++) {
      domains[i] = DomainNames.domain(queries.dictionary()[i]);
    }
    boolean[] own = new boolean[clients.dictionary().length];
    for (int i = 0; i < own.length; i++) {
      own[i] = IpAddress.find(clients.dictionary()[i]).filter(inside::contains).isPresent();
    }
    for (int row = 0; row < batch.rows(); row++) {
      int client = clients.ids()[row];
      int query = queries.ids()[row];
      if (client >= 0 && query >= 0 && own[client]) {
        String host = clients.dictionary()[client];
        asked.hosts.add(host);
        int server = servers.ids()[row];
        if (server >= 0) {
          asked
              .clientsOf
              .computeIfAbsent(servers.dictionary()[server], address -> new HashSet<>())
              .add(host);
        }
        Asked one =
            asked
                .byDomain
                .computeIfAbsent(domains[query], domain -> new HashMap<>())
                .computeIfAbsent(host, name -> new Asked());
        one.names.add(queries.dictionary()[query]);
        one.queries++;
        one.carriers += !types.isAbsent(row) && CARRIERS.contains(types.value(row)) ? 1 : 0;
        one.firstMicros = Math.min(one.firstMicros, times.value(row));
        one.lastMicros = Math.max(one.lastMicros, times.value(row));
      }
    }
  }

  private static double log2(double value) {
    return StrictMath.log(value) / StrictMath.log(2);
  }
}
