// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.detect;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import winnow.analysis.count.LongTable;
import winnow.analysis.count.RowSource;
import winnow.analysis.count.StableHash;
import winnow.analysis.evidence.Calibration;
import winnow.context.InternalNetworks;

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

  private final InternalNetworks inside;
  private final Calibration.Builder learnt = new Calibration.Builder();

  /** Pairs of host and end of earlier days, and on how many they were seen. */
  private final LongTable known = new LongTable();

  private int[] daysKnown = new int[64];
  private int days;

  /** A detector for the hosts of {@code inside}. */
  public BeaconDetector(InternalNetworks inside) {
    this.inside = inside;
  }

  @Override
  public String family() {
    return "beacon";
  }

  @Override
  public List<Evidence> next(LocalDate day, List<RowSource> sources) {
    Contacts contacts = new Contacts(inside);
    contacts.count(sources);
    double fewHosts = Math.max(FEW_HOSTS, MOST_SHARE_OF_HOSTS * contacts.hosts());
    BitSet wanted = new BitSet();
    for (int pair = 0; pair < contacts.pairs(); pair++) {
      wanted.set(
          pair, contacts.contacts(pair) >= LEAST_CONTACTS && contacts.clients(pair) <= fewHosts);
    }
    contacts.keep(sources, wanted::get);
    Calibration ordinary = learnt.build();
    List<Evidence> found = new ArrayList<>();
    for (int pair = wanted.nextSetBit(0); pair >= 0; pair = wanted.nextSetBit(pair + 1)) {
      look(contacts, pair, ordinary, found);
    }
    learn(contacts, found);
    return found;
  }

  private void look(Contacts contacts, int pair, Calibration ordinary, List<Evidence> found) {
    long[] all = contacts.times(pair);
    long[] times = sessions(all);
    if (times.length <= LEAST_CONTACTS) {
      return;
    }
    double[] intervals = intervals(times);
    double spread = StrictMath.log(quantile(intervals, 0.9) / quantile(intervals, 0.1));
    double deviation = POISSON_DEVIATION / Math.sqrt(intervals.length);
    double timing =
        Math.min(MOST_TIMING_BITS, NormalTail.bits((POISSON_SPREAD - spread) / deviation));
    if (timing < LEAST_TIMING_BITS) {
      return;
    }
    double hosts = contacts.hosts();
    double median = quantile(intervals, 0.5) + SESSION_MICROS;
    double sizes = relativeRange(contacts.octets(pair));
    int hours = hours(times);
    int before = daysBefore(contacts, pair);
    List<Evidence.Part> parts =
        List.of(
            Evidence.Part.of(
                "median interval, s", median / MICROS_PER_SECOND, TIMING_WEIGHT * timing),
            Evidence.Part.of("ln of the ratio of long to short intervals", spread, 0),
            Evidence.Part.of("contacts", times.length, 0),
            Evidence.Part.of(
                "hosts that contact the same end",
                contacts.clients(pair),
                -log2(contacts.clients(pair) / hosts)),
            Evidence.Part.of(
                "range of the middle half of sizes over their median",
                sizes,
                Math.clamp(-log2(sizes + 1.0 / 16), 0, MOST_BITS)),
            Evidence.Part.of("hours of the day", hours, Math.min(MOST_BITS, log2(hours))),
            Evidence.Part.of("days it was seen before", before, novelty(before)));
    double score = parts.stream().mapToDouble(Evidence.Part::bits).reduce(0, Double::sum);
    found.add(
        new Evidence(
            family(),
            contacts.host(pair),
            (contacts.peer(pair) + " " + contacts.service(pair)).strip(),
            TECHNIQUE,
            all[0],
            all[all.length - 1],
            score,
            ordinary.p(score),
            parts));
  }

  /** What is seen for the first time speaks for, what is seen every day against an attack. */
  private double novelty(int before) {
    return days == 0 ? 0 : Math.max(-NOVELTY_BITS, NOVELTY_BITS - 1.5 * log2(1 + before));
  }

  private void learn(Contacts contacts, List<Evidence> found) {
    Map<String, Double> best = new HashMap<>();
    found.forEach(one -> best.merge(one.host(), one.score(), Math::max));
    best.values().forEach(learnt::add);
    for (int host = best.size(); host < contacts.hosts(); host++) {
      learnt.add(Double.NEGATIVE_INFINITY);
    }
    for (int pair = 0; pair < contacts.pairs(); pair++) {
      int number = known.add(key(contacts, pair));
      if (number >= daysKnown.length) {
        daysKnown = Arrays.copyOf(daysKnown, 2 * number);
      }
      daysKnown[number]++;
    }
    days++;
  }

  private int daysBefore(Contacts contacts, int pair) {
    int number = known.find(key(contacts, pair));
    return number == LongTable.NONE ? 0 : daysKnown[number];
  }

  private static long key(Contacts contacts, int pair) {
    long peer = StableHash.of(contacts.peer(pair) + " " + contacts.service(pair));
    return StableHash.mix(StableHash.of(contacts.host(pair)), peer);
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
