// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;
import winnow.analysis.day.DayCounts;
import winnow.analysis.detect.Detector;
import winnow.analysis.detect.Evidence;
import winnow.analysis.detect.ObservedDay;
import winnow.analysis.evidence.Calibration;
import winnow.analysis.evidence.Calibrator;
import winnow.analysis.evidence.CauchyCombination;
import winnow.analysis.host.Habits;

/**
 * Finds hosts whose words are surprising: rare for the host by how common they are, or rare for
 * everybody. A day is held against a model of the days before, and learnt afterwards. What many
 * hosts begin on the same day is rare for nobody.
 *
 * <p>A word's p-value combines those of both axes, calibrated on earlier days. A host's score is
 * the sum over its most surprising words of -log2 p beyond what is ordinary; its p-value combines
 * how rare such a score is among hosts, how rare it is for this one, and of sites how rare it is
 * that a host goes to several that nobody knows within a minute, or gets programs from them ({@link
 * NewSites}).
 */
public final class ViewDetector implements Detector {
  /** So many words of a host at most make its score. */
  private static final int MOST_WORDS = 8;

  private static final double ORDINARY_BITS = 5;

  /** After fewer days much is new that no later day would call new: such scores are not learnt. */
  private static final int LEAST_DAYS = 5;

  /** With fewer words of earlier days it cannot be told what is ordinary. */
  private static final int LEAST_LEARNT = 1000;

  /** Words that a larger share of the hosts begin on the same day are not learnt from. */
  private static final double MOST_SHARE_OF_HOSTS = 0.05;

  /** Scores are calibrated in this unit, bits. */
  private static final double SCALE = 4;

  private final View view;
  private final ViewSettings settings;
  private final int threads;
  private final WordPairs pairs = new WordPairs();
  private final WordHistory history;
  private final Calibration.Builder hostAxis = new Calibration.Builder();
  private final Calibration.Builder fleetAxis = new Calibration.Builder();
  private final Calibrator scores = new Calibrator();
  private final Habits habits = new Habits(List.of("surprise"));
  private final Calibrator newSites = new Calibrator();
  private int judged;

  private ViewDetector(View view, ViewSettings settings, int threads) {
    this.view = view;
    this.settings = settings;
    this.threads = threads;
    history = new WordHistory(pairs, settings.windowDays(), settings.repeats());
  }

  /**
   * One for each view of telemetry.
   *
   * @param threads how many train its model
   */
  public static List<Detector> all(int threads) {
    return all(ViewSettings.PRODUCT, threads);
  }

  /**
   * One for each view of telemetry, which judges as {@code settings} say.
   *
   * @param threads how many train its model
   */
  public static List<Detector> all(ViewSettings settings, int threads) {
    return Arrays.stream(View.values())
        .<Detector>map(view -> new ViewDetector(view, settings, threads))
        .toList();
  }

  @Override
  public String family() {
    return view.family();
  }

  /** A word of a host, and how surprising it is. */
  private record Surprise(int at, double others, double bits) {}

  @Override
  public List<Evidence> next(ObservedDay day) {
    DayWords words = view.words(day.counts(), pairs);
    List<Evidence> found = look(day, words);
    history.add(words);
    return found;
  }

  private List<Evidence> look(ObservedDay day, DayWords words) {
    Map<Integer, List<Surprise>> byHost = surprises(words);
    List<Integer> hosts = List.copyOf(byHost.keySet());
    judged = hosts.size();
    Map<String, double[]> sums = new HashMap<>();
    byHost.forEach(
        (host, surprises) -> sums.put(pairs.address(host), new double[] {bits(surprises)}));
    Map<String, Habits.Assessment> own = habits.next(day.date(), sums);
    Calibrator.Day inFleet =
        scores.day(
            hosts.stream()
                .mapToDouble(host -> bits(byHost.getOrDefault(host, List.of())) / SCALE)
                .toArray());
    Map<Integer, NewSites> fresh = newSites(day.counts(), words);
    Calibrator.Day ordinary = newSites.day(ofNewSites(hosts, fresh, day));
    List<Evidence> found = new ArrayList<>();
    for (int i = 0; i < hosts.size(); i++) {
      List<Surprise> surprises = byHost.getOrDefault(hosts.get(i), List.of());
      NewSites sites = fresh.get(hosts.get(i));
      if (!surprises.isEmpty() || sites != null) {
        CauchyCombination p = new CauchyCombination().add(inFleet.p(bits(surprises) / SCALE));
        Habits.Assessment assessment = own.get(pairs.address(hosts.get(i)));
        if (settings.hasOwnHabits() && assessment != null && assessment.hasHabits()) {
          p.add(assessment.p());
        }
        if (sites != null) {
          p.add(ordinary.p(Evidence.Part.sum(sites.parts())));
        }
        found.add(evidence(day.counts(), words, hosts.get(i), surprises, sites, p.p()));
      }
    }
    ordinary.learn();
    if (history.daysKept() >= Math.min(LEAST_DAYS, settings.windowDays())) {
      inFleet.learn();
    }
    return found;
  }

  private Map<Integer, NewSites> newSites(DayCounts day, DayWords words) {
    return view == View.SITES && !history.isEmpty()
        ? NewSites.of(day, words, history, hostsOfWords(words))
        : Map.of();
  }

  /** What new sites say of each host of the network; most have none. */
  private static double[] ofNewSites(
      List<Integer> hosts, Map<Integer, NewSites> fresh, ObservedDay day) {
    double[] scores = new double[Math.max(hosts.size(), day.features().byHost().size())];
    int next = 0;
    for (NewSites sites : fresh.values()) {
      scores[next++] = Evidence.Part.sum(sites.parts());
    }
    return scores;
  }

  private static double bits(List<Surprise> surprises) {
    return surprises.stream().mapToDouble(Surprise::bits).sum();
  }

  private Map<Integer, List<Surprise>> surprises(DayWords words) {
    Axes axes = axes(words);
    Calibration ordinaryOfHost = axes.ordinaryOfHost(hostAxis);
    Calibration ordinaryOfFleet = axes.ordinaryOfFleet(fleetAxis);
    Map<Integer, List<Surprise>> byHost = new HashMap<>();
    for (int at = 0; at < words.size(); at++) {
      List<Surprise> ofThis = byHost.computeIfAbsent(words.host(at), id -> new ArrayList<>());
      double bits =
          settings.isCalibrated()
              ? -log2(p(axes, at, ordinaryOfHost, ordinaryOfFleet)) - ORDINARY_BITS
              : raw(axes, at) - ORDINARY_BITS;
      if (bits > 0) {
        ofThis.add(new Surprise(at, axes.others[at], bits));
      }
    }
    byHost.replaceAll((host, surprises) -> most(words, surprises));
    axes.learn(hostAxis, fleetAxis);
    return byHost;
  }

  private double p(Axes axes, int at, Calibration ordinaryOfHost, Calibration ordinaryOfFleet) {
    CauchyCombination p = new CauchyCombination();
    if (looksAtFleet()) {
      p.add(ordinaryOfFleet.p(axes.ofFleet[at]));
    }
    if (looksAtHost()) {
      p.add(ordinaryOfHost.p(axes.ofHost[at]));
    }
    return p.p();
  }

  private double raw(Axes axes, int at) {
    return Math.max(looksAtFleet() ? axes.ofFleet[at] : 0, looksAtHost() ? axes.ofHost[at] : 0);
  }

  private boolean looksAtHost() {
    return settings.axes() != ViewSettings.Axes.FLEET && !history.isEmpty();
  }

  /** Without history there is nothing else to look at. */
  private boolean looksAtFleet() {
    return settings.axes() != ViewSettings.Axes.HOST || history.isEmpty();
  }

  /** Where the words of a day lie on both axes of surprise, bits. */
  private static final class Axes {
    /** How much rarer the word is for the host than for all; 0 without history. */
    final double[] ofHost;

    /** How few others have it. */
    final double[] ofFleet;

    /** How many others have it. */
    final double[] others;

    final BitSet ordinary = new BitSet();

    Axes(int words) {
      ofHost = new double[words];
      ofFleet = new double[words];
      others = new double[words];
    }

    Calibration ordinaryOfHost(Calibration.Builder learnt) {
      return known(learnt.build(), ofHost);
    }

    Calibration ordinaryOfFleet(Calibration.Builder learnt) {
      return known(learnt.build(), ofFleet);
    }

    /** Where there is no past to speak of, the words of the day are held against each other. */
    private static Calibration known(Calibration learnt, double[] today) {
      if (learnt.total() >= LEAST_LEARNT) {
        return learnt;
      }
      Calibration.Builder all = new Calibration.Builder();
      Arrays.stream(today).forEach(all::add);
      return learnt.plus(all.build());
    }

    void learn(Calibration.Builder hostAxis, Calibration.Builder fleetAxis) {
      ordinary.stream()
          .forEach(at -> {
            hostAxis.add(ofHost[at]);
            fleetAxis.add(ofFleet[at]);
          });
    }
  }

  private Axes axes(DayWords words) {
    Axes axes = new Axes(words.size());
    int[] hostsToday = hostsOfWords(words);
    double hosts = hosts(words);
    WordModel model = history.isEmpty() ? null : WordModel.train(pairs, history, settings, threads);
    for (int at = 0; at < words.size(); at++) {
      int word = words.word(at);
      int pair = words.pair(at);
      if (model != null) {
        double general =
            Math.max(model.general(word), (hostsToday[word] - 1) / (double) words.size());
        axes.ofHost[at] = -log2(model.ofHost(words.host(at), word, pair, general) / general);
      }
      int before = history.hostsOfWord(word) - (history.daysOfPair(pair) > 0 ? 1 : 0);
      axes.others[at] = Math.max(before, hostsToday[word] - 1);
      axes.ofFleet[at] = -log2((axes.others[at] + 0.5) / (hosts + 1));
      axes.ordinary.set(
          at, model != null && (before > 0 || hostsToday[word] < MOST_SHARE_OF_HOSTS * hosts));
    }
    return axes;
  }

  private List<Surprise> most(DayWords words, List<Surprise> surprises) {
    return surprises.stream()
        .sorted(
            Comparator.comparingDouble(Surprise::bits)
                .reversed()
                .thenComparing(one -> pairs.wordKey(words.word(one.at()))))
        .limit(MOST_WORDS)
        .toList();
  }

  private int[] hostsOfWords(DayWords words) {
    int[] hosts = new int[pairs.words()];
    for (int at = 0; at < words.size(); at++) {
      hosts[words.word(at)]++;
    }
    return hosts;
  }

  private double hosts(DayWords words) {
    boolean[] seen = new boolean[pairs.hosts()];
    int today = 0;
    for (int at = 0; at < words.size(); at++) {
      today += seen[words.host(at)] ? 0 : 1;
      seen[words.host(at)] = true;
    }
    return Math.max(today, history.hosts());
  }

  private Evidence evidence(
      DayCounts day,
      DayWords words,
      int host,
      List<Surprise> surprises,
      @Nullable NewSites sites,
      double p) {
    List<Evidence.Part> parts = new ArrayList<>(sites == null ? List.of() : sites.parts());
    long first = sites == null ? Long.MAX_VALUE : sites.firstMicros();
    long last = sites == null ? Long.MIN_VALUE : sites.lastMicros();
    for (Surprise one : surprises) {
      String what = view.describe(day, words.source(one.at()));
      double days = history.daysOfPair(words.pair(one.at()));
      parts.add(Evidence.Part.of(what, words.count(one.at()), days, one.others(), one.bits()));
      first = Math.min(first, words.firstMicros(one.at()));
      last = Math.max(last, words.lastMicros(one.at()));
    }
    return new Evidence(
        family(),
        pairs.address(host),
        sites == null ? parts.getFirst().fact() : sites.site(),
        view.technique(),
        first,
        last,
        Evidence.Part.sum(parts),
        p,
        parts);
  }

  @Override
  public int judged() {
    return judged;
  }

  @Override
  public void write(PackedWriter out) {
    history.write(out);
    hostAxis.write(out);
    fleetAxis.write(out);
    scores.write(out);
    habits.write(out);
    newSites.write(out);
  }

  @Override
  public void read(PackedReader in) {
    history.read(in);
    hostAxis.read(in);
    fleetAxis.read(in);
    scores.read(in);
    habits.read(in);
    newSites.read(in);
  }

  private static double log2(double value) {
    return StrictMath.log(value) / StrictMath.log(2);
  }
}
