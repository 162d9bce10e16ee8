// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;
import winnow.analysis.count.StableHash;
import winnow.analysis.day.ContactTimes;
import winnow.analysis.day.DayCounts;
import winnow.analysis.day.PairCounts;
import winnow.analysis.evidence.Calibrator;
import winnow.analysis.host.SeenKeys;

/**
 * Finds hosts that call home: contacts of one end outside, at intervals that are too even for
 * chance or for people. Timing selects and context ranks, as much honest software calls as evenly:
 * an end that few hosts know, that is new, that gets the same amount each time, and all day long.
 *
 * <p>The spread of the intervals is L = ln(Q90 / Q10), which has no scale: 0 for a clock, 1.6 with
 * intervals jittered by 90 %, ln(ln 10 / ln(10/9)) = 3.08 for a Poisson process. By the delta
 * method the L of n intervals of such a process deviates from that by 3.29 / sqrt(n).
 */
public final class BeaconDetector implements Detector {
  private static final String TECHNIQUE = "T1071";
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long MICROS_PER_HOUR = 3_600 * MICROS_PER_SECOND;

  /** Contacts closer than this are one. */
  private static final long SESSION_MICROS = 5 * MICROS_PER_SECOND;

  private static final int LEAST_CONTACTS = 8;
  private static final double MOST_SHARE_OF_HOSTS = 0.05;
  private static final int FEW_HOSTS = 3;

  private static final double POISSON_SPREAD =
      StrictMath.log(StrictMath.log(10) / -StrictMath.log(0.9));
  private static final double POISSON_DEVIATION = 3.29;
  private static final double LEAST_TIMING_BITS = 8;
  private static final double MOST_TIMING_BITS = 12;
  private static final double TIMING_WEIGHT = 0.25;
  private static final double MOST_BITS = 4;
  private static final double NOVELTY_BITS = 3;

  private final Calibrator learnt = new Calibrator();

  /** Pairs of host and end of earlier days. */
  private final SeenKeys known = new SeenKeys();

  private int days;

  /** Nothing is learnt yet. */
  public BeaconDetector() {}

  @Override
  public String family() {
    return "beacon";
  }

  /** The pairs of a day of hosts inside and ends outside: edges and sites. */
  private static final class Contacted {
    final List<Contact> contacts = new ArrayList<>();
    final BitSet hosts = new BitSet();
    final Map<Integer, Integer> clientsOfEnd = new HashMap<>();
    final Map<Integer, Integer> clientsOfName = new HashMap<>();

    Contacted(DayCounts counts) {
      PairCounts edges = counts.edges();
      for (int edge = 0; edge < edges.size(); edge++) {
        int client = edges.first(edge);
        int end = edges.second(edge);
        long flows = edges.sum(edge, DayCounts.FLOWS);
        if (flows > 0 && counts.isInside(client) && !counts.isInside(counts.server(end))) {
          add(new Contact(true, edge, client, end, flows), clientsOfEnd);
        }
      }
      PairCounts sites = counts.sites();
      for (int site = 0; site < sites.size(); site++) {
        int name = sites.second(site);
        if (!counts.isInside(name)) {
          long requests = sites.sum(site, DayCounts.COUNT);
          add(new Contact(false, site, sites.first(site), name, requests), clientsOfName);
        }
      }
    }

    private void add(Contact contact, Map<Integer, Integer> clients) {
      contacts.add(contact);
      hosts.set(contact.host());
      clients.merge(contact.end(), 1, Integer::sum);
    }

    int hosts() {
      return hosts.cardinality();
    }

    int clients(Contact contact) {
      return (contact.isFlow() ? clientsOfEnd : clientsOfName).getOrDefault(contact.end(), 0);
    }
  }

  /**
   * A host inside and an end outside that it contacted.
   *
   * @param row of the edges, or of the sites
   * @param host text of its address
   * @param end number of the end, or text of the name
   */
  private record Contact(boolean isFlow, int row, int host, int end, long contacts) {
    String peer(DayCounts counts) {
      return isFlow ? counts.nameOf(end) : counts.texts().text(end);
    }

    long key(DayCounts counts) {
      long end =
          isFlow
              ? StableHash.mix(counts.hash(counts.server(this.end)), counts.service(this.end))
              : counts.hash(this.end);
      return StableHash.mix(counts.hash(host), end);
    }
  }

  @Override
  public List<Evidence> next(ObservedDay day) {
    Contacted contacted = new Contacted(day.counts());
    double fewHosts = Math.max(FEW_HOSTS, MOST_SHARE_OF_HOSTS * contacted.hosts());
    List<Contact> wanted =
        contacted.contacts.stream()
            .filter(contact ->
                contact.contacts() >= LEAST_CONTACTS && contacted.clients(contact) <= fewHosts)
            .toList();
    ContactTimes times = day.contacts().read(rows(wanted, true), rows(wanted, false));
    Map<Contact, List<Evidence.Part>> looked = new LinkedHashMap<>();
    for (Contact contact : wanted) {
      look(day.counts(), contacted, contact, times).ifPresent(parts -> looked.put(contact, parts));
    }
    Calibrator.Day ordinary = learnt.day(bestOfHosts(looked, contacted.hosts()));
    List<Evidence> found = new ArrayList<>();
    looked.forEach((contact, parts) ->
        found.add(evidence(day.counts(), contact, times(times, contact), parts, ordinary)));
    ordinary.learn();
    contacted.contacts.forEach(contact -> known.add(contact.key(day.counts()), day.date()));
    known.forget(day.date());
    days++;
    return found;
  }

  /** The best score of each host; those that have none are lower than any. */
  private static double[] bestOfHosts(Map<Contact, List<Evidence.Part>> looked, int hosts) {
    Map<Integer, Double> best = new HashMap<>();
    looked.forEach(
        (contact, parts) -> best.merge(contact.host(), Evidence.Part.sum(parts), Math::max));
    double[] scores = new double[hosts];
    Arrays.fill(scores, Double.NEGATIVE_INFINITY);
    int host = 0;
    for (double score : best.values()) {
      scores[host++] = score;
    }
    return scores;
  }

  private static BitSet rows(List<Contact> contacts, boolean areFlows) {
    BitSet rows = new BitSet();
    contacts.stream()
        .filter(contact -> contact.isFlow() == areFlows)
        .forEach(contact -> rows.set(contact.row()));
    return rows;
  }

  private static long[] times(ContactTimes times, Contact contact) {
    return contact.isFlow() ? times.timesOfEdge(contact.row()) : times.timesOfSite(contact.row());
  }

  private static long[] octets(ContactTimes times, Contact contact) {
    return contact.isFlow() ? times.octetsOfEdge(contact.row()) : times.octetsOfSite(contact.row());
  }

  private Optional<List<Evidence.Part>> look(
      DayCounts counts, Contacted contacted, Contact contact, ContactTimes read) {
    long[] times = sessions(times(read, contact));
    if (times.length <= LEAST_CONTACTS) {
      return Optional.empty();
    }
    double[] intervals = intervals(times);
    double spread = StrictMath.log(quantile(intervals, 0.9) / quantile(intervals, 0.1));
    double deviation = POISSON_DEVIATION / Math.sqrt(intervals.length);
    double timing =
        Math.min(MOST_TIMING_BITS, NormalTail.bits((POISSON_SPREAD - spread) / deviation));
    if (timing < LEAST_TIMING_BITS) {
      return Optional.empty();
    }
    double median = quantile(intervals, 0.5) + SESSION_MICROS;
    double sizes = relativeRange(octets(read, contact));
    int clients = contacted.clients(contact);
    int hours = hours(times);
    int before = known.days(contact.key(counts));
    return Optional.of(
        List.of(
            Evidence.Part.of(
                "median interval, s", median / MICROS_PER_SECOND, TIMING_WEIGHT * timing),
            Evidence.Part.of("ln of the ratio of long to short intervals", spread, 0),
            Evidence.Part.of("contacts", times.length, 0),
            Evidence.Part.of(
                "hosts that contact the same end",
                clients,
                -log2(clients / (double) contacted.hosts())),
            Evidence.Part.of(
                "range of the middle half of sizes over their median",
                sizes,
                Math.clamp(-log2(sizes + 1.0 / 16), 0, MOST_BITS)),
            Evidence.Part.of("hours of the day", hours, Math.min(MOST_BITS, log2(hours))),
            Evidence.Part.of("days it was seen before", before, novelty(before))));
  }

  private Evidence evidence(
      DayCounts counts,
      Contact contact,
      long[] times,
      List<Evidence.Part> parts,
      Calibrator.Day ordinary) {
    double score = Evidence.Part.sum(parts);
    return new Evidence(
        family(),
        counts.texts().text(contact.host()),
        contact.peer(counts),
        TECHNIQUE,
        times[0],
        times[times.length - 1],
        score,
        ordinary.p(score),
        parts);
  }

  /** What is seen for the first time speaks for, what is seen every day against an attack. */
  private double novelty(int before) {
    return days == 0 ? 0 : Math.max(-NOVELTY_BITS, NOVELTY_BITS - 1.5 * log2(1 + before));
  }

  @Override
  public void write(PackedWriter out) {
    learnt.write(out);
    known.write(out);
    out.number(days);
  }

  @Override
  public void read(PackedReader in) {
    learnt.read(in);
    known.read(in);
    days = in.size();
  }

  /** The first times of contacts that lie apart. */
  private static long[] sessions(long[] times) {
    long[] sessions = new long[times.length];
    int size = 0;
    long last = 0;
    for (long time : times) {
      if (size == 0 || time - last > SESSION_MICROS) {
        sessions[size++] = time;
      }
      last = time;
    }
    return Arrays.copyOf(sessions, size);
  }

  private static double[] intervals(long[] times) {
    double[] intervals = new double[times.length - 1];
    for (int i = 0; i < intervals.length; i++) {
      // Contacts that are nearer are one; what is left of a Poisson process is exponential again.
      intervals[i] = Math.max(MICROS_PER_SECOND, times[i + 1] - times[i] - SESSION_MICROS);
    }
    Arrays.sort(intervals);
    return intervals;
  }

  private static double relativeRange(long[] sorted) {
    double[] values = Arrays.stream(sorted).asDoubleStream().toArray();
    double range = quantile(values, 0.75) - quantile(values, 0.25);
    return range == 0 ? 0 : range / Math.max(1, quantile(values, 0.5));
  }

  /** Of the nearest rank. */
  private static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }

  private static int hours(long[] times) {
    return (int) Arrays.stream(times).map(time -> time / MICROS_PER_HOUR).distinct().count();
  }

  private static double log2(double value) {
    return StrictMath.log(value) / StrictMath.log(2);
  }
}
