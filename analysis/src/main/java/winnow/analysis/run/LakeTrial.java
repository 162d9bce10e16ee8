// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import winnow.analysis.count.Progress;
import winnow.analysis.count.RowSource;
import winnow.analysis.detect.Detector;
import winnow.analysis.detect.Evidence;
import winnow.analysis.evaluate.Baseline;
import winnow.analysis.evaluate.Campaign;
import winnow.analysis.evaluate.OutlierRanking;
import winnow.analysis.evaluate.Ranking;
import winnow.analysis.evaluate.Trial;
import winnow.analysis.evidence.DayCases;
import winnow.analysis.host.HostFeatureCounter;
import winnow.analysis.host.HostFeatures;
import winnow.analysis.host.HostHabits;
import winnow.analysis.outlier.OutlierDetector;
import winnow.analysis.score.ScoredRow;
import winnow.analysis.score.Side;
import winnow.analysis.score.SpotResult;
import winnow.context.InternalNetworks;
import winnow.lake.Lake;
import winnow.lake.ScanRequest;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryKind;
import winnow.schema.column.TelemetryTable;

/**
 * A lake of which it is known what was bad, whose hosts are ranked by methods. The days from the
 * first campaign on are ranked; those before are what methods may learn from.
 */
public final class LakeTrial {
  private final Lake lake;
  private final InternalNetworks inside;
  private final SortedMap<LocalDate, HostFeatures> days;
  private final Trial trial;

  private LakeTrial(
      Lake lake, InternalNetworks inside, SortedMap<LocalDate, HostFeatures> days, Trial trial) {
    this.lake = lake;
    this.inside = inside;
    this.days = days;
    this.trial = trial;
  }

  /** Is told how many days were read. */
  @FunctionalInterface
  public interface DayListener {
    /** So many of {@code total} days are done. */
    void read(int done, int total);
  }

  /**
   * Reads all days of {@code lake}.
   *
   * @param name name of the trial
   * @param campaigns what was bad
   * @param inside tells which hosts are the network's own
   */
  public static LakeTrial read(
      String name,
      Lake lake,
      List<Campaign> campaigns,
      InternalNetworks inside,
      DayListener listener) {
    SortedSet<LocalDate> all = new TreeSet<>();
    for (TelemetryKind kind : TelemetryKind.values()) {
      all.addAll(lake.days(kind));
    }
    LocalDate first =
        campaigns.stream().map(Campaign::firstDay).min(LocalDate::compareTo).orElse(LocalDate.MIN);
    HostFeatureCounter counter = new HostFeatureCounter(inside);
    SortedMap<LocalDate, HostFeatures> days = new TreeMap<>();
    SortedMap<LocalDate, Integer> hosts = new TreeMap<>();
    int done = 0;
    for (LocalDate day : all) {
      HostFeatures features = counter.count(sources(lake, day));
      days.put(day, features);
      if (!day.isBefore(first)) {
        hosts.put(day, features.byHost().size());
      }
      listener.read(++done, all.size());
    }
    return new LakeTrial(lake, inside, days, new Trial(name, campaigns, hosts));
  }

  /** What methods are measured on. */
  public Trial trial() {
    return trial;
  }

  /** The ranking of a baseline. */
  public Ranking rank(Baseline baseline) {
    return baseline.rank(ranked());
  }

  /** The ranking of a detector of outliers, each day for itself. */
  public Ranking rank(OutlierDetector detector) {
    return OutlierRanking.rank(detector, ranked());
  }

  /** The ranking by how unusual the amounts of hosts are for them, see {@link HostHabits}. */
  public Ranking rankByHabits() {
    HostHabits habits = new HostHabits();
    Map<LocalDate, Map<String, Double>> scores = new HashMap<>();
    days.forEach((day, features) -> {
      Map<String, Double> ofDay = new HashMap<>();
      habits
          .next(day, features)
          .forEach((host, assessment) -> ofDay.put(host, -StrictMath.log10(assessment.p())));
      scores.put(day, ofDay);
    });
    scores.keySet().retainAll(trial.hosts().keySet());
    return Ranking.of("habits", scores);
  }

  /** The ranking by the best evidence of {@code detector}, which has seen no day yet. */
  public Ranking rank(Detector detector) {
    Map<LocalDate, Map<String, Double>> scores = new HashMap<>();
    for (LocalDate day : days.keySet()) {
      Map<String, Double> ofDay = new HashMap<>();
      detector
          .next(day, sources(lake, day))
          .forEach(evidence -> ofDay.merge(evidence.host(), evidence.score(), Math::max));
      scores.put(day, ofDay);
    }
    scores.keySet().retainAll(trial.hosts().keySet());
    return Ranking.of(detector.family(), scores);
  }

  /** The ranking by all evidence together: habits, and that of {@code detectors}. */
  public Ranking rankCases(List<Detector> detectors) {
    HostHabits habits = new HostHabits();
    Map<LocalDate, Map<String, Double>> scores = new HashMap<>();
    days.forEach((day, features) -> {
      DayCases cases = new DayCases();
      habits
          .next(day, features)
          .forEach((host, assessment) -> cases.add(host, "habits", assessment.p()));
      for (Detector detector : detectors) {
        for (Evidence evidence : detector.next(day, sources(lake, day))) {
          cases.add(evidence.host(), detector.family(), evidence.p());
        }
      }
      scores.put(day, cases.scores());
    });
    scores.keySet().retainAll(trial.hosts().keySet());
    return Ranking.of("cases", scores);
  }

  private SortedMap<LocalDate, HostFeatures> ranked() {
    SortedMap<LocalDate, HostFeatures> ranked = new TreeMap<>(days);
    ranked.keySet().retainAll(trial.hosts().keySet());
    return ranked;
  }

  /**
   * The ranking of a person who goes down the lists of {@code engine}, one for each kind, side by
   * side: a host has the best place of its rows.
   */
  public Ranking rankBySpot(LocalEngine engine, Progress progress) {
    Map<LocalDate, Map<String, Double>> scores = new HashMap<>();
    for (LocalDate day : trial.hosts().keySet()) {
      Map<String, Double> ofDay = new HashMap<>();
      for (RowSource rows : sources(lake, day)) {
        SpotResult result = engine.analyze(AnalysisRequest.of(rows.kind(), day), rows, progress);
        for (int place = 0; place < result.rows().size(); place++) {
          for (String host : hosts(result.rows().get(place))) {
            ofDay.merge(host, (double) -place, Math::max);
          }
        }
      }
      scores.put(day, ofDay);
    }
    return Ranking.of("spot", scores);
  }

  private List<String> hosts(ScoredRow row) {
    return row.sides().stream()
        .map(Side::document)
        .filter(document -> IpAddress.find(document).filter(inside::contains).isPresent())
        .distinct()
        .toList();
  }

  private static List<RowSource> sources(Lake lake, LocalDate day) {
    List<RowSource> sources = new ArrayList<>();
    for (TelemetryKind kind : TelemetryKind.values()) {
      if (lake.days(kind).contains(day)) {
        ScanRequest request = ScanRequest.of(TelemetryTable.of(kind)).day(day);
        sources.add(new LakeRows(lake, kind, request));
      }
    }
    return sources;
  }
}
