// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.day;

import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import winnow.analysis.count.LongTable;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;
import winnow.analysis.count.SharedTexts;
import winnow.analysis.count.StableHash;
import winnow.schema.TelemetryKind;

/**
 * What the hosts of a network did on a day, counted: integers alone, which can be added in any
 * order, so the same rows give the same counts however they are parted. Texts have ids of {@link
 * #texts}; hosts have the text that they are known by, see {@link OwnHosts}. Not thread-safe while
 * it is counted.
 */
public final class DayCounts {
  /** Sums of {@link #edges}: flows that the client began. */
  public static final int FLOWS = 0;

  /** Sums of {@link #edges}: TCP flows among them that brought no connection about. */
  public static final int FAILED = 1;

  /** Sums of {@link #edges}: bytes from the client. */
  public static final int SENT = 2;

  /** Sums of {@link #edges}: bytes to the client. */
  public static final int RECEIVED = 3;

  /** The only sum of {@link #hours}: bytes sent. */
  public static final int SENT_IN_HOUR = 0;

  /** The first sum of words, names and sites: how often. */
  public static final int COUNT = 0;

  /** Sums of {@link #names}: answers that there is no such name. */
  public static final int NO_SUCH_NAME = 1;

  /** Sums of {@link #names}: queries of types that carry much. */
  public static final int CARRIERS = 2;

  /** Sums of {@link #sites}: requests that brought something that can run. */
  public static final int PROGRAMS = 1;

  private final OwnHosts hosts;
  private final SharedTexts texts;
  private final InsideHosts inside;
  private long[] hashes = {};
  private final LongTable ends = new LongTable();
  private final LongTable words = new LongTable();
  private final PairCounts edges = new PairCounts(4, true);
  private final PairCounts hours = new PairCounts(1, false);
  private final PairCounts behaviour = new PairCounts(1, true);
  private final PairCounts names = new PairCounts(3, true);
  private final PairCounts resolvers = new PairCounts(0, false);
  private final PairCounts queries = new PairCounts(1, true);
  private final PairCounts sites = new PairCounts(2, true);
  private final PairCounts requests = new PairCounts(1, true);
  private final PairCounts addresses = new PairCounts(1, true);

  /** Rows that are about no host: by kind, then reason. */
  private final long[] unused = new long[TelemetryKind.values().length * Unused.values().length];

  /** Nothing counted yet, of {@code hosts}. */
  public DayCounts(OwnHosts hosts) {
    this(hosts, new SharedTexts());
  }

  /** Nothing counted yet; ids are those of {@code texts}, which other counts may share. */
  DayCounts(OwnHosts hosts, SharedTexts texts) {
    this.hosts = hosts;
    this.texts = texts;
    inside = new InsideHosts(hosts, texts);
  }

  /** Whose rows are counted. */
  public OwnHosts ownHosts() {
    return hosts;
  }

  /** The texts that ids stand for. */
  public SharedTexts texts() {
    return texts;
  }

  /** Looks at all texts once; afterwards several threads may read the counts. */
  public void freeze() {
    hashes = new long[texts.size()];
    for (int id = 0; id < hashes.length; id++) {
      hashes[id] = StableHash.of(texts.text(id));
    }
    if (hashes.length > 0) {
      inside.contains(hashes.length - 1);
    }
  }

  /** The stable hash of the text of this id. */
  public long hash(int text) {
    return text < hashes.length ? hashes[text] : StableHash.of(texts.text(text));
  }

  /** Whether the text of this id is what one of the network's own hosts is known by. */
  public boolean isInside(int text) {
    return inside.contains(text);
  }

  /**
   * The texts of the addresses inside that something was seen of: clients, and servers that
   * answered, be it that a client acknowledged what was not seen itself. Those that are only tried,
   * as by a scan, may belong to nobody.
   */
  public BitSet hosts() {
    BitSet hosts = new BitSet();
    for (int edge = 0; edge < edges.size(); edge++) {
      hosts.set(edges.first(edge));
      if (isAnswered(edge)) {
        hosts.set(server(edges.second(edge)));
      }
    }
    for (PairCounts byClient : List.of(names, sites)) {
      for (int row = 0; row < byClient.size(); row++) {
        hosts.set(byClient.first(row));
      }
    }
    for (int text = hosts.nextSetBit(0); text >= 0; text = hosts.nextSetBit(text + 1)) {
      hosts.set(text, isInside(text));
    }
    return hosts;
  }

  private boolean isAnswered(int edge) {
    return edges.sum(edge, RECEIVED) > 0
        || service(edges.second(edge)) >>> Short.SIZE == FlowEnds.TCP
            && edges.sum(edge, FLOWS) > edges.sum(edge, FAILED);
  }

  /**
   * Flows by client, the end that began them, and {@link #server} and {@link #service} of the other
   * end, where one of both is inside. Times are of flows that the client was seen to begin.
   */
  public PairCounts edges() {
    return edges;
  }

  /** The bytes that clients inside sent, by hour of the day, UTC, in flows that they began. */
  public PairCounts hours() {
    return hours;
  }

  /** How often hosts inside used services how; the second is of {@link #word}. */
  public PairCounts behaviour() {
    return behaviour;
  }

  /** The names that hosts inside asked for. */
  public PairCounts names() {
    return names;
  }

  /** Which servers were asked, first, by which hosts inside, second. */
  public PairCounts resolvers() {
    return resolvers;
  }

  /** What the queries of hosts inside looked like; the second is of {@link #word}. */
  public PairCounts queries() {
    return queries;
  }

  /** The hosts that requests were sent to, by client inside. */
  public PairCounts sites() {
    return sites;
  }

  /** What the requests of hosts inside looked like; the second is a text. */
  public PairCounts requests() {
    return requests;
  }

  /** In how many rows hosts inside that are known by names, first, had which address, second. */
  public PairCounts addresses() {
    return addresses;
  }

  /** The text of the address of an end. */
  public int server(int end) {
    return (int) (ends.key(end) >>> Integer.SIZE);
  }

  /** Protocol and, in the lower 16 bits, port of an end. */
  public int service(int end) {
    return (int) ends.key(end);
  }

  /** Address, port and protocol of an end, such as {@code 198.51.100.7 443/6}. */
  public String nameOf(int end) {
    int service = service(end);
    return texts.text(server(end)) + " " + (service & 0xffff) + "/" + (service >>> Short.SIZE);
  }

  /** The end of this address and service, {@link LongTable#NONE} when there is none. */
  int findEnd(int server, int service) {
    return ends.find(endKey(server, service));
  }

  int end(int server, int service) {
    return ends.add(endKey(server, service));
  }

  /** The ends of many keys at once; see {@link #endKey}. */
  void ends(long[] keys, int size, int[] found) {
    ends.addAll(keys, size, found);
  }

  /** The numbers of many words at once. */
  void numbersOf(long[] many, int size, int[] found) {
    words.addAll(many, size, found);
  }

  /** An end in one long. */
  static long endKey(int server, int service) {
    return (long) server << Integer.SIZE | service & 0xffff_ffffL;
  }

  /** The word of this number. */
  public long word(int number) {
    return words.key(number);
  }

  int numberOf(long word) {
    return words.add(word);
  }

  /** Counts rows that are about no host. */
  void skip(TelemetryKind kind, Unused reason, long rows) {
    unused[at(kind, reason)] += rows;
  }

  private static int at(TelemetryKind kind, Unused reason) {
    return kind.ordinal() * Unused.values().length + reason.ordinal();
  }

  /** How many rows are about no host; none of a kind or a reason that there is not. */
  public Map<TelemetryKind, Map<Unused, Long>> unused() {
    Map<TelemetryKind, Map<Unused, Long>> byKind = new EnumMap<>(TelemetryKind.class);
    for (TelemetryKind kind : TelemetryKind.values()) {
      for (Unused reason : Unused.values()) {
        long rows = unused[at(kind, reason)];
        if (rows > 0) {
          byKind.computeIfAbsent(kind, one -> new EnumMap<>(Unused.class)).put(reason, rows);
        }
      }
    }
    return byKind;
  }

  /** Adds what {@code other} counted. */
  public void addAll(DayCounts other) {
    for (int i = 0; i < unused.length; i++) {
      unused[i] += other.unused[i];
    }
    IntUnaryOperator text = other.texts == texts ? id -> id : textsOf(other);
    IntUnaryOperator end = id -> end(text.applyAsInt(other.server(id)), other.service(id));
    IntUnaryOperator word = id -> numberOf(other.word(id));
    edges.addAll(other.edges, text, end);
    hours.addAll(other.hours, text, hour -> hour);
    behaviour.addAll(other.behaviour, text, word);
    names.addAll(other.names, text, text);
    resolvers.addAll(other.resolvers, text, text);
    queries.addAll(other.queries, text, word);
    sites.addAll(other.sites, text, text);
    requests.addAll(other.requests, text, text);
    addresses.addAll(other.addresses, text, text);
  }

  private IntUnaryOperator textsOf(DayCounts other) {
    int[] own = new int[other.texts.size()];
    for (int id = 0; id < own.length; id++) {
      own[id] = texts.id(other.texts.text(id));
    }
    return id -> own[id];
  }

  /** Packs all of it, so that it can be counted elsewhere. */
  public void write(PackedWriter out) {
    out.number(texts.size());
    for (int id = 0; id < texts.size(); id++) {
      out.text(texts.text(id));
    }
    write(ends, out);
    write(words, out);
    tables().forEach(table -> table.write(out));
    Arrays.stream(unused).forEach(out::number);
  }

  /** What {@link #write} packed. */
  public static DayCounts read(OwnHosts hosts, PackedReader in) {
    DayCounts counts = new DayCounts(hosts);
    int size = in.size();
    for (int id = 0; id < size; id++) {
      counts.texts.id(in.text());
    }
    read(counts.ends, in);
    read(counts.words, in);
    counts.tables().forEach(table -> table.read(in));
    Arrays.setAll(counts.unused, i -> in.number());
    return counts;
  }

  private List<PairCounts> tables() {
    return List.of(edges, hours, behaviour, names, resolvers, queries, sites, requests, addresses);
  }

  private static void write(LongTable table, PackedWriter out) {
    out.number(table.size());
    for (int id = 0; id < table.size(); id++) {
      out.word(table.key(id));
    }
  }

  private static void read(LongTable table, PackedReader in) {
    int size = in.size();
    for (int id = 0; id < size; id++) {
      table.add(in.word());
    }
  }
}
