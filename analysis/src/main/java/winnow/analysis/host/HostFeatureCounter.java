// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.host;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;
import winnow.analysis.count.StableHash;
import winnow.analysis.day.DayCounts;
import winnow.analysis.day.DomainNames;
import winnow.analysis.day.PairCounts;

/**
 * Makes the {@link HostFeature}s of the hosts inside of what was counted, day after day: days have
 * to be given in their order, so that it knows what is new. Not thread-safe.
 */
public final class HostFeatureCounter {
  private static final double STEPS_PER_BIT = 1 << 16;
  private static final int FEW_HOSTS = 2;
  private static final double FEW_SHARE = 0.01;
  private static final double MANY_SHARE = 0.25;

  /** Edges of earlier days. */
  private final SeenKeys known = new SeenKeys();

  private final SendingHours sendingHours = new SendingHours();

  /** Nothing is known yet. */
  public HostFeatureCounter() {}

  /** What is made of one day. */
  private static final class Day {
    final LocalDate date;
    final DayCounts counts;
    final Map<Integer, double[]> hosts = new HashMap<>();
    final DistinctKeys peers = new DistinctKeys();
    final DistinctKeys clients = new DistinctKeys();
    final DistinctKeys services = new DistinctKeys();
    final DistinctKeys failedPeers = new DistinctKeys();
    final DistinctKeys sentToPeers = new DistinctKeys();
    final BitSet newEdges = new BitSet();

    /** How many hosts began flows to each end. */
    final Map<Integer, Integer> hostsOfEnd = new HashMap<>();

    /** How many hosts have flows with an end, also where only what it sent was seen. */
    final Map<Integer, Integer> clientsOfEnd = new HashMap<>();

    Day(LocalDate date, DayCounts counts) {
      this.date = date;
      this.counts = counts;
    }

    void add(int host, HostFeature feature, double amount) {
      hosts
              .computeIfAbsent(host, id -> new double[HostFeature.values().length])[
              feature.ordinal()] +=
          amount;
    }

    /** Raises a feature to {@code amount}. */
    void raise(int host, HostFeature feature, long amount) {
      double[] values = hosts.get(host);
      if (values != null) {
        values[feature.ordinal()] = Math.max(values[feature.ordinal()], amount);
      }
    }

    void addNew(DistinctKeys keys, int host, int other, HostFeature feature) {
      if (keys.add(host, other)) {
        add(host, feature, 1);
      }
    }
  }

  /** The features of the next day. */
  public HostFeatures count(LocalDate date, DayCounts counts) {
    Day day = new Day(date, counts);
    PairCounts edges = counts.edges();
    for (int edge = 0; edge < edges.size(); edge++) {
      edge(day, edge);
    }
    for (int pair = 0; pair < day.sentToPeers.size(); pair++) {
      day.raise(
          day.sentToPeers.first(pair), HostFeature.MOST_OCTETS_OUT, day.sentToPeers.amount(pair));
    }
    addNames(day);
    addSites(day);
    BitSet hosts = counts.hosts();
    day.hosts.keySet().removeIf(host -> !hosts.get(host));
    addHours(day);
    for (int edge = 0; edge < edges.size(); edge++) {
      if (counts.isInside(edges.first(edge))) {
        addRarity(day, edge);
        addMostFlows(day, edge);
        addOctetsOfEnd(day, edge);
      }
    }
    Map<String, double[]> byHost = new HashMap<>();
    day.hosts.forEach((host, values) -> byHost.put(counts.texts().text(host), values));
    return new HostFeatures(byHost);
  }

  private void edge(Day day, int edge) {
    PairCounts edges = day.counts.edges();
    int client = edges.first(edge);
    int end = edges.second(edge);
    int server = day.counts.server(end);
    long sent = edges.sum(edge, DayCounts.SENT);
    long received = edges.sum(edge, DayCounts.RECEIVED);
    if (day.counts.isInside(client)) {
      day.add(client, HostFeature.OCTETS_OUT, sent);
      day.add(client, HostFeature.OCTETS_IN, received);
      day.sentToPeers.add(client, server, sent);
      day.clientsOfEnd.merge(end, 1, Integer::sum);
      if (edges.sum(edge, DayCounts.FLOWS) > 0) {
        began(day, edge, client, server, day.counts.service(end));
      }
    }
    if (day.counts.isInside(server)) {
      day.add(server, HostFeature.OCTETS_SERVED, (double) sent + received);
      day.addNew(day.clients, server, client, HostFeature.CLIENTS);
    }
  }

  private void began(Day day, int edge, int client, int server, int service) {
    PairCounts edges = day.counts.edges();
    long flows = edges.sum(edge, DayCounts.FLOWS);
    boolean isInternal = day.counts.isInside(server);
    day.add(client, HostFeature.FLOWS, flows);
    long failed = edges.sum(edge, DayCounts.FAILED);
    if (failed > 0) {
      day.add(client, HostFeature.FAILED_FLOWS, failed);
      day.add(client, HostFeature.FAILED_ENDS, 1);
      day.addNew(day.failedPeers, client, server, HostFeature.FAILED_PEERS);
      day.raise(client, HostFeature.MOST_FAILED_FLOWS, failed);
    }
    if (day.peers.add(client, server)) {
      day.add(client, HostFeature.PEERS, 1);
      day.add(client, HostFeature.INTERNAL_PEERS, isInternal ? 1 : 0);
    }
    day.addNew(day.services, client, service, HostFeature.SERVICES);
    day.hostsOfEnd.merge(edges.second(edge), 1, Integer::sum);
    if (known.add(key(day.counts, edge), day.date)) {
      day.newEdges.set(edge);
      day.add(client, HostFeature.NEW_EDGES, 1);
      day.add(client, HostFeature.NEW_INTERNAL_EDGES, isInternal ? 1 : 0);
    }
    if (LogonPorts.contain(service)) {
      day.raise(client, HostFeature.LOGON_FLOWS, flows);
    }
  }

  private static long key(DayCounts counts, int edge) {
    int end = counts.edges().second(edge);
    long client = counts.hash(counts.edges().first(edge));
    return StableHash.mix(
        client, StableHash.mix(counts.hash(counts.server(end)), counts.service(end)));
  }

  /** Adds how rare an edge is, which is known when all hosts were counted. */
  private static void addRarity(Day day, int edge) {
    PairCounts edges = day.counts.edges();
    if (edges.sum(edge, DayCounts.FLOWS) > 0) {
      double share = day.hostsOfEnd.getOrDefault(edges.second(edge), 1) / (double) day.hosts.size();
      double bits = -StrictMath.log(share) / StrictMath.log(2);
      // In steps of a power of two, sums are exact, whatever the order of the rows.
      day.add(
          edges.first(edge),
          HostFeature.RARITY,
          StrictMath.rint(bits * STEPS_PER_BIT) / STEPS_PER_BIT);
    }
  }

  /** Resolvers, proxies and the like are used as often as people work. */
  private static void addMostFlows(Day day, int edge) {
    PairCounts edges = day.counts.edges();
    int clients = day.clientsOfEnd.getOrDefault(edges.second(edge), 0);
    if (clients < Math.max(FEW_HOSTS + 1, MANY_SHARE * day.hosts.size())) {
      day.raise(edges.first(edge), HostFeature.MOST_FLOWS, edges.sum(edge, DayCounts.FLOWS));
    }
  }

  /** Adds what was sent to and got from an end, by how new it is and how many contact it. */
  private static void addOctetsOfEnd(Day day, int edge) {
    PairCounts edges = day.counts.edges();
    int host = edges.first(edge);
    int end = edges.second(edge);
    long sent = edges.sum(edge, DayCounts.SENT);
    long received = edges.sum(edge, DayCounts.RECEIVED);
    if (day.newEdges.get(edge)) {
      day.add(host, HostFeature.NEW_OCTETS_OUT, sent);
      day.add(host, HostFeature.NEW_OCTETS_IN, received);
      if (LogonPorts.contain(day.counts.service(end))) {
        day.raise(host, HostFeature.NEW_LOGON_FLOWS, edges.sum(edge, DayCounts.FLOWS));
      }
    }
    if (day.counts.isInside(day.counts.server(end))) {
      day.raise(host, HostFeature.INTERNAL_OCTETS_IN, received);
    } else if (day.clientsOfEnd.getOrDefault(end, 0)
        <= Math.max(FEW_HOSTS, FEW_SHARE * day.hosts.size())) {
      day.raise(host, HostFeature.RARE_OCTETS_OUT, sent);
      day.raise(host, HostFeature.RARE_OCTETS_IN, received);
    }
  }

  private void addHours(Day day) {
    PairCounts hours = day.counts.hours();
    boolean isOff = day.date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    for (int row = 0; row < hours.size(); row++) {
      int host = hours.first(row);
      day.add(host, HostFeature.HOURS, 1);
      if (sendingHours.isOdd(day.counts.texts().text(host), isOff, hours.second(row))) {
        day.add(host, HostFeature.ODD_HOUR_OCTETS, hours.sum(row, DayCounts.SENT_IN_HOUR));
      }
    }
    for (int row = 0; row < hours.size(); row++) {
      sendingHours.add(
          day.counts.texts().text(hours.first(row)),
          isOff,
          hours.second(row),
          hours.sum(row, DayCounts.SENT_IN_HOUR));
    }
  }

  private static void addNames(Day day) {
    PairCounts names = day.counts.names();
    DistinctKeys parents = new DistinctKeys();
    for (int row = 0; row < names.size(); row++) {
      int host = names.first(row);
      day.add(host, HostFeature.QUERIES, names.sum(row, DayCounts.COUNT));
      day.add(host, HostFeature.NAMES, 1);
      day.add(host, HostFeature.NO_SUCH_NAME, names.sum(row, DayCounts.NO_SUCH_NAME));
      String name = day.counts.texts().text(names.second(row));
      parents.add(host, day.counts.texts().id(DomainNames.domain(name)), 1);
    }
    for (int pair = 0; pair < parents.size(); pair++) {
      day.raise(parents.first(pair), HostFeature.MOST_NAMES, parents.amount(pair));
    }
  }

  private static void addSites(Day day) {
    PairCounts sites = day.counts.sites();
    for (int row = 0; row < sites.size(); row++) {
      day.add(sites.first(row), HostFeature.REQUESTS, sites.sum(row, DayCounts.COUNT));
      day.add(sites.first(row), HostFeature.WEB_HOSTS, 1);
    }
  }

  /** Packs what is known of earlier days. */
  public void write(PackedWriter out) {
    known.write(out);
    sendingHours.write(out);
  }

  /** Takes over what {@link #write} packed; no day may have been counted before. */
  public void read(PackedReader in) {
    known.read(in);
    sendingHours.read(in);
  }
}
