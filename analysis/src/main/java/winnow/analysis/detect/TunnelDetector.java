// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.detect;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;
import winnow.analysis.count.StableHash;
import winnow.analysis.day.DayCounts;
import winnow.analysis.day.DomainNames;
import winnow.analysis.day.PairCounts;
import winnow.analysis.evidence.Calibrator;
import winnow.analysis.host.SeenKeys;

/**
 * Finds data carried out in the names of DNS queries: the information in the distinct names that a
 * host asks for under one domain (Paxson and others, Practical comprehensive bounds on
 * surreptitious communication over DNS, USENIX Security 2013), which is what the site's own names
 * would not have told, and how few hosts ask under that domain. A resolver that asks for what a
 * client of it asked for carries nothing out itself.
 */
public final class TunnelDetector implements Detector {
  private static final String TECHNIQUE = "T1071.004";
  private static final int LEAST_NAMES = 5;

  /** Names of a domain that this many hosts ask for teach what names look like. */
  private static final int MANY_CLIENTS = 3;

  private static final double LEAST_BYTES = 64;
  private static final double NOVELTY_BITS = 3;

  private final NameModel model = new NameModel();
  private final Calibrator learnt = new Calibrator();
  private final SeenKeys known = new SeenKeys();
  private int days;
  private int judged;

  /** Nothing is learnt yet. */
  public TunnelDetector() {}

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
  public List<Evidence> next(ObservedDay day) {
    Day asked = asked(day.counts());
    judged = asked.hosts.size();
    List<Suspect> suspects = new ArrayList<>();
    asked.byDomain.forEach((domain, byHost) ->
        byHost.forEach((host, one) -> {
          Set<String> own = asked.own(host, byHost, one.names);
          if (own.size() >= LEAST_NAMES) {
            double share = byHost.size() / (double) asked.hosts.size();
            List<Evidence.Part> parts = parts(domain, one, own, share);
            if (!parts.isEmpty()) {
              suspects.add(new Suspect(domain, host, one, parts));
            }
          }
        }));
    Calibrator.Day ordinary = learnt.day(bestOfHosts(suspects, asked.hosts.size()));
    List<Evidence> found = suspects.stream().map(suspect -> evidence(suspect, ordinary)).toList();
    // Without a day before it, nothing is new: such scores are not like those of later days.
    if (days > 0) {
      ordinary.learn();
    }
    learn(day.date(), asked);
    return found;
  }

  /** A host that asked for names under a domain, and what speaks against it. */
  private record Suspect(String domain, String host, Asked asked, List<Evidence.Part> parts) {}

  /** The best score of each host; those that have none are lower than any. */
  private static double[] bestOfHosts(List<Suspect> suspects, int hosts) {
    Map<String, Double> best = new HashMap<>();
    suspects.forEach(
        suspect -> best.merge(suspect.host(), Evidence.Part.sum(suspect.parts()), Math::max));
    double[] scores = new double[hosts];
    Arrays.fill(scores, Double.NEGATIVE_INFINITY);
    int host = 0;
    for (double score : best.values()) {
      scores[host++] = score;
    }
    return scores;
  }

  /** What speaks for a tunnel; nothing where names carry next to nothing. */
  private List<Evidence.Part> parts(String domain, Asked asked, Set<String> names, double share) {
    double bytes =
        names.stream()
                .sorted()
                .mapToDouble(name -> model.bits(DomainNames.below(name, domain)))
                .reduce(0, Double::sum)
            / Byte.SIZE;
    if (bytes < LEAST_BYTES) {
      return List.of();
    }
    int before = known.days(StableHash.of(domain));
    double carriers = asked.carriers / (double) asked.queries;
    return List.of(
        Evidence.Part.of("distinct names", names.size(), 0),
        Evidence.Part.of("information in them, bytes", bytes, log2(bytes / LEAST_BYTES)),
        Evidence.Part.of("share of the hosts that ask under the domain", share, -log2(share)),
        Evidence.Part.of("share of TXT, NULL, MX and CNAME", carriers, 2 * carriers),
        Evidence.Part.of(
            "days the domain was seen before", before, Novelty.bits(before, days, NOVELTY_BITS)));
  }

  private Evidence evidence(Suspect suspect, Calibrator.Day ordinary) {
    double score = Evidence.Part.sum(suspect.parts());
    return new Evidence(
        family(),
        suspect.host(),
        suspect.domain(),
        TECHNIQUE,
        suspect.asked().firstMicros,
        suspect.asked().lastMicros,
        score,
        ordinary.p(score),
        suspect.parts());
  }

  private void learn(LocalDate day, Day asked) {
    asked.byDomain.forEach((domain, byHost) -> {
      known.add(StableHash.of(domain), day);
      if (byHost.size() >= MANY_CLIENTS) {
        byHost.values().stream()
            .flatMap(one -> one.names.stream())
            .distinct()
            .forEach(name -> model.learn(DomainNames.below(name, domain)));
      }
    });
    known.forget(day);
    days++;
  }

  @Override
  public int judged() {
    return judged;
  }

  @Override
  public void write(PackedWriter out) {
    model.write(out);
    learnt.write(out);
    known.write(out);
    out.number(days);
  }

  @Override
  public void read(PackedReader in) {
    model.read(in);
    learnt.read(in);
    known.read(in);
    days = in.size();
  }

  private static Day asked(DayCounts counts) {
    Day asked = new Day();
    PairCounts names = counts.names();
    for (int row = 0; row < names.size(); row++) {
      String host = counts.texts().text(names.first(row));
      String name = counts.texts().text(names.second(row));
      asked.hosts.add(host);
      Asked one =
          asked
              .byDomain
              .computeIfAbsent(DomainNames.domain(name), domain -> new HashMap<>())
              .computeIfAbsent(host, address -> new Asked());
      one.names.add(name);
      one.queries += names.sum(row, DayCounts.COUNT);
      one.carriers += names.sum(row, DayCounts.CARRIERS);
      one.firstMicros = Math.min(one.firstMicros, names.firstMicros(row));
      one.lastMicros = Math.max(one.lastMicros, names.lastMicros(row));
    }
    PairCounts resolvers = counts.resolvers();
    for (int row = 0; row < resolvers.size(); row++) {
      asked
          .clientsOf
          .computeIfAbsent(counts.texts().text(resolvers.first(row)), address -> new HashSet<>())
          .add(counts.texts().text(resolvers.second(row)));
    }
    return asked;
  }

  private static double log2(double value) {
    return StrictMath.log(value) / StrictMath.log(2);
  }
}
