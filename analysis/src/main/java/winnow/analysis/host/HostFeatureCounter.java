// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.host;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import winnow.analysis.count.DictionaryIds;
import winnow.analysis.count.RowSource;
import winnow.analysis.count.SharedTexts;
import winnow.context.InternalNetworks;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.LongVector;
import winnow.schema.batch.TextVector;

/**
 * Counts the {@link HostFeature}s of the hosts inside, day after day: days have to be given in
 * their order, so that it knows what is new. Memory is bounded by the distinct edges of all days.
 * Not thread-safe.
 */
public final class HostFeatureCounter {
  private static final long MICROS_PER_HOUR = 3_600_000_000L;
  private static final int NXDOMAIN = 3;
  private static final double STEPS_PER_BIT = 1 << 16;

  /** An hour is quiet in which less than one in so many of the day's bytes are sent. */
  private static final long QUIET_PART = 100;

  private static final int FEW_HOSTS = 2;
  private static final double FEW_SHARE = 0.01;

  /** FTP, SSH, Telnet, Kerberos, LDAP, SMB, MSSQL, MySQL, RDP, PostgreSQL, VNC, WinRM. */
  private static final BitSet LOGON_PORTS =
      ports(21, 22, 23, 88, 389, 445, 1433, 3306, 3389, 5432, 5900, 5985, 5986);

  private static final List<String> DNS_COLUMNS = List.of("client_addr", "query", "rcode");
  private static final List<String> HTTP_COLUMNS = List.of("client_addr", "host");

  private final SharedTexts texts = new SharedTexts();
  private final DictionaryIds firsts = new DictionaryIds(texts);
  private final DictionaryIds seconds = new DictionaryIds(texts);
  private final InsideHosts inside;

  /** Pairs of address and service that are the far end of an edge. */
  private final DistinctKeys ends = new DistinctKeys();

  /** Pairs of host and end, of all days so far. */
  private final DistinctKeys known = new DistinctKeys();

  /** Bytes sent by pairs of host and hour of a workday or a day off, of earlier days. */
  private final DistinctKeys sentInHours = new DistinctKeys();

  /** Bytes sent by pairs of host and 0 for workdays or 1 for days off, of earlier days. */
  private final DistinctKeys sentOnDays = new DistinctKeys();

  private Day day = new Day(false);

  /** A counter for the hosts of {@code networks}. */
  public HostFeatureCounter(InternalNetworks networks) {
    inside = new InsideHosts(networks, texts);
  }

  private static BitSet ports(int... ports) {
    BitSet set = new BitSet();
    Arrays.stream(ports).forEach(set::set);
    return set;
  }

  /** What is counted of one day. */
  private static final class Day {
    final boolean isOff;
    final DistinctKeys newEdges = new DistinctKeys();
    final DistinctKeys sent = new DistinctKeys();
    final DistinctKeys received = new DistinctKeys();
    final DistinctKeys logons = new DistinctKeys();
    final Map<Integer, double[]> hosts = new HashMap<>();
    final DistinctKeys edges = new DistinctKeys();
    final DistinctKeys peers = new DistinctKeys();
    final DistinctKeys sentToPeers = new DistinctKeys();

    /** How many hosts have flows with an end, also where only what it sent was seen. */
    final Map<Integer, Integer> clientsOfEnd = new HashMap<>();

    final DistinctKeys clients = new DistinctKeys();
    final DistinctKeys services = new DistinctKeys();
    final DistinctKeys hours = new DistinctKeys();
    final DistinctKeys names = new DistinctKeys();
    final DistinctKeys parents = new DistinctKeys();
    final DistinctKeys webHosts = new DistinctKeys();
    final Map<Integer, Integer> hostsOfEnd = new HashMap<>();

    Day(boolean isOff) {
      this.isOff = isOff;
    }

    void add(int host, HostFeature feature, double amount) {
      hosts
              .computeIfAbsent(host, id -> new double[HostFeature.values().length])[
              feature.ordinal()] +=
          amount;
    }

    /** Raises {@code feature} of each pair's first to the pair's amount. */
    void addMost(DistinctKeys keys, HostFeature feature) {
      for (int number = 0; number < keys.size(); number++) {
        raise(keys.first(number), feature, keys.amount(number));
      }
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

  /** Counts a day: the rows of each kind that there are. */
  public HostFeatures count(LocalDate date, List<RowSource> sources) {
    day = new Day(date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0);
    for (RowSource rows : sources) {
      for (int part = 0; part < rows.parts(); part++) {
        switch (rows.kind()) {
          case FLOW -> rows.read(part, FlowEnds.COLUMNS, this::flows);
          case DNS -> rows.read(part, DNS_COLUMNS, this::queries);
          case HTTP -> rows.read(part, HTTP_COLUMNS, this::requests);
        }
      }
    }
    rate();
    day.addMost(day.edges, HostFeature.MOST_FLOWS);
    day.addMost(day.sentToPeers, HostFeature.MOST_OCTETS_OUT);
    day.addMost(day.parents, HostFeature.MOST_NAMES);
    day.addMost(day.logons, HostFeature.LOGON_FLOWS);
    addOctetsOfEnds();
    learnHours();
    Map<String, double[]> byHost = new HashMap<>();
    day.hosts.forEach((host, values) -> byHost.put(texts.text(host), values));
    return new HostFeatures(byHost);
  }

  private void flows(ColumnBatch batch) {
    TextVector sources = batch.texts("src_addr");
    TextVector destinations = batch.texts("dst_addr");
    LongVector times = batch.longs("event_time");
    FlowEnds sides = new FlowEnds(batch);
    firsts.use(sources);
    seconds.use(destinations);
    for (int row = 0; row < batch.rows(); row++) {
      int source = sources.ids()[row];
      int destination = destinations.ids()[row];
      if (source >= 0 && destination >= 0) {
        int hour = (int) (Math.floorDiv(times.value(row), MICROS_PER_HOUR) % 24);
        flow(sides, row, firsts.id(source), seconds.id(destination), hour);
      }
    }
  }

  private void flow(FlowEnds sides, int row, int source, int destination, int hour) {
    boolean sourceBegan = sides.sourceBegan(row);
    int client = sourceBegan ? source : destination;
    int server = sourceBegan ? destination : source;
    long sent = sides.sent(row);
    long received = sides.received(row);
    if (inside.contains(client)) {
      day.add(client, HostFeature.OCTETS_OUT, sent);
      day.add(client, HostFeature.OCTETS_IN, received);
      if (sourceBegan) {
        began(client, server, sides.service(row), hour, sent);
        day.add(client, HostFeature.FAILED_FLOWS, sides.failed(row) ? 1 : 0);
      }
      day.sentToPeers.add(client, server, sent);
      int end = ends.number(server, sides.service(row));
      if (day.sent.add(client, end)) {
        day.clientsOfEnd.merge(end, 1, Integer::sum);
      }
      day.sent.add(client, end, sent);
      day.received.add(client, end, received);
    }
    if (inside.contains(server)) {
      day.add(server, HostFeature.OCTETS_SERVED, (double) sent + received);
      day.addNew(day.clients, server, client, HostFeature.CLIENTS);
    }
  }

  private void began(int client, int server, int service, int hour, long sent) {
    day.add(client, HostFeature.FLOWS, 1);
    if (day.peers.add(client, server)) {
      day.add(client, HostFeature.PEERS, 1);
      day.add(client, HostFeature.INTERNAL_PEERS, inside.contains(server) ? 1 : 0);
    }
    day.addNew(day.services, client, service, HostFeature.SERVICES);
    day.addNew(day.hours, client, hour, HostFeature.HOURS);
    day.hours.add(client, hour, sent);
    int end = ends.number(server, service);
    if (day.edges.add(client, end)) {
      day.hostsOfEnd.merge(end, 1, Integer::sum);
      if (known.add(client, end)) {
        day.newEdges.add(client, end);
        day.add(client, HostFeature.NEW_EDGES, 1);
        day.add(client, HostFeature.NEW_INTERNAL_EDGES, inside.contains(server) ? 1 : 0);
      }
    }
    day.edges.add(client, end, 1);
    if (LOGON_PORTS.get(service & 0xffff)) {
      day.logons.add(client, end, 1);
    }
    if (isOdd(client, hour)) {
      day.add(client, HostFeature.ODD_HOUR_OCTETS, sent);
    }
  }

  private boolean isOdd(int host, int hour) {
    long all = sentOnDays.amountOf(host, day.isOff ? 1 : 0);
    return all > 0 && QUIET_PART * sentInHours.amountOf(host, hourOfWeek(hour)) < all;
  }

  private int hourOfWeek(int hour) {
    return day.isOff ? 24 + hour : hour;
  }

  private void learnHours() {
    for (int number = 0; number < day.hours.size(); number++) {
      int host = day.hours.first(number);
      long sent = day.hours.amount(number);
      sentInHours.add(host, hourOfWeek(day.hours.second(number)), sent);
      sentOnDays.add(host, day.isOff ? 1 : 0, sent);
    }
  }

  /** Adds what is known of the ends that hosts sent to and got from when all were counted. */
  private void addOctetsOfEnds() {
    double fewHosts = Math.max(FEW_HOSTS, FEW_SHARE * day.hosts.size());
    for (int number = 0; number < day.sent.size(); number++) {
      int host = day.sent.first(number);
      int end = day.sent.second(number);
      long sent = day.sent.amount(number);
      long received = day.received.amountOf(host, end);
      if (day.newEdges.contains(host, end)) {
        day.add(host, HostFeature.NEW_OCTETS_OUT, sent);
        day.add(host, HostFeature.NEW_OCTETS_IN, received);
        day.raise(host, HostFeature.NEW_LOGON_FLOWS, day.logons.amountOf(host, end));
      }
      if (inside.contains(ends.first(end))) {
        day.raise(host, HostFeature.INTERNAL_OCTETS_IN, received);
      } else if (day.clientsOfEnd.getOrDefault(end, 0) <= fewHosts) {
        day.raise(host, HostFeature.RARE_OCTETS_OUT, sent);
        day.raise(host, HostFeature.RARE_OCTETS_IN, received);
      }
    }
  }

  /** Adds how rare the edges are, which is known when all hosts were counted. */
  private void rate() {
    double hosts = day.hosts.size();
    for (int edge = 0; edge < day.edges.size(); edge++) {
      double share = day.hostsOfEnd.getOrDefault(day.edges.second(edge), 1) / hosts;
      double bits = -StrictMath.log(share) / StrictMath.log(2);
      // In steps of a power of two, sums are exact, whatever the order of the rows.
      day.add(
          day.edges.first(edge),
          HostFeature.RARITY,
          StrictMath.rint(bits * STEPS_PER_BIT) / STEPS_PER_BIT);
    }
  }

  private void queries(ColumnBatch batch) {
    LongVector codes = batch.longs("rcode");
    ofClients(
        batch,
        "query",
        (client, name, row) -> {
          day.add(client, HostFeature.QUERIES, 1);
          if (day.names.add(client, name)) {
            day.add(client, HostFeature.NAMES, 1);
            day.parents.add(client, texts.id(DomainNames.domain(texts.text(name))), 1);
          }
          boolean noSuchName = !codes.isAbsent(row) && codes.value(row) == NXDOMAIN;
          day.add(client, HostFeature.NO_SUCH_NAME, noSuchName ? 1 : 0);
        });
  }

  private void requests(ColumnBatch batch) {
    ofClients(
        batch,
        "host",
        (client, host, row) -> {
          day.add(client, HostFeature.REQUESTS, 1);
          day.addNew(day.webHosts, client, host, HostFeature.WEB_HOSTS);
        });
  }

  private interface ClientRow {
    void take(int client, int text, int row);
  }

  private void ofClients(ColumnBatch batch, String textColumn, ClientRow taker) {
    TextVector clients = batch.texts("client_addr");
    TextVector other = batch.texts(textColumn);
    firsts.use(clients);
    seconds.use(other);
    for (int row = 0; row < batch.rows(); row++) {
      int client = clients.ids()[row];
      int text = other.ids()[row];
      if (client >= 0 && text >= 0 && inside.contains(firsts.id(client))) {
        taker.take(firsts.id(client), seconds.id(text), row);
      }
    }
  }
}
