// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import winnow.analysis.count.Progress;
import winnow.analysis.count.RowSource;
import winnow.analysis.count.Workers;
import winnow.analysis.day.DayCounter;
import winnow.analysis.day.DayCounts;
import winnow.analysis.day.DayRows;
import winnow.analysis.day.LocalDay;
import winnow.analysis.day.OwnHosts;
import winnow.analysis.detect.Detector;
import winnow.analysis.detect.Evidence;
import winnow.analysis.detect.ObservedDay;
import winnow.analysis.evaluate.Baseline;
import winnow.analysis.evaluate.Campaign;
import winnow.analysis.evaluate.HostDay;
import winnow.analysis.evaluate.OutlierRanking;
import winnow.analysis.evaluate.Ranking;
import winnow.analysis.evaluate.Trial;
import winnow.analysis.host.HostFeatureCounter;
import winnow.analysis.host.HostFeatures;
import winnow.analysis.outlier.OutlierDetector;
import winnow.analysis.score.ScoredRow;
import winnow.analysis.score.Side;
import winnow.analysis.score.SpotResult;
import winnow.analysis.view.ViewDetector;
import winnow.analysis.view.ViewSettings;
import winnow.lake.Lake;
import winnow.lake.ScanRequest;
import winnow.schema.TelemetryKind;
import winnow.schema.column.TelemetryTable;

/**
 * A lake of which it is known what was bad, whose hosts are ranked by methods. The days from the
 * first campaign on are ranked; those before are what methods may learn from.
 */
public final class LakeTrial {
  private final Lake lake;
  private final OwnHosts own;
  private final SortedMap<LocalDate, HostFeatures> days;
  private final Trial trial;

  private LakeTrial(Lake lake, OwnHosts own, SortedMap<LocalDate, HostFeatures> days, Trial trial) {
    this.lake = lake;
    this.own = own;
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
   * @param campaigns what was bad, on hosts called by their addresses; where leases tell who had an
   *     address, it is on who had it first on the day
   * @param own the network's own hosts
   */
  public static LakeTrial read(
      String name, Lake lake, List<Campaign> campaigns, OwnHosts own, DayListener listener) {
    SortedSet<LocalDate> all = new TreeSet<>();
    for (TelemetryKind kind : TelemetryKind.values()) {
      all.addAll(lake.days(kind));
    }
    LocalDate first =
        campaigns.stream().map(Campaign::firstDay).min(LocalDate::compareTo).orElse(LocalDate.MIN);
    HostFeatureCounter counter = new HostFeatureCounter();
    SortedMap<LocalDate, HostFeatures> days = new TreeMap<>();
    SortedMap<LocalDate, Integer> hosts = new TreeMap<>();
    int done = 0;
    for (LocalDate day : all) {
      HostFeatures features =
          counter.count(day, DayCounter.count(sources(lake, day), own.on(day), 1));
      days.put(day, features);
      if (!day.isBefore(first)) {
        hosts.put(day, features.byHost().size());
      }
      listener.read(++done, all.size());
    }
    List<Campaign> known = campaigns.stream().map(campaign -> known(campaign, own)).toList();
    return new LakeTrial(lake, own, days, new Trial(name, known, hosts));
  }

  private static Campaign known(Campaign campaign, OwnHosts own) {
    SortedSet<HostDay> hostDays = new TreeSet<>();
    for (HostDay one : campaign.hostDays()) {
      hostDays.add(new HostDay(one.day(), own.known(one.host(), one.day()).getFirst()));
    }
    return new Campaign(
        campaign.id(), campaign.kind(), campaign.technique(), campaign.malicious(), hostDays);
  }

  /** What methods are measured on. */
  public Trial trial() {
    return trial;
  }

  /** The hosts that were seen on each ranked day. */
  public SortedMap<LocalDate, Set<String>> hosts() {
    SortedMap<LocalDate, Set<String>> hosts = new TreeMap<>();
    ranked().forEach((day, features) -> hosts.put(day, features.byHost().keySet()));
    return hosts;
  }

  /** The ranking of a baseline. */
  public Ranking rank(Baseline baseline) {
    return baseline.rank(ranked());
  }

  /** The ranking of a detector of outliers, each day for itself. */
  public Ranking rank(OutlierDetector detector) {
    return OutlierRanking.rank(detector, ranked());
  }

  /**
   * Finds the evidence of each family on each day, with views that judge as the product's do and in
   * other ways. Rows are counted once.
   *
   * @param others the other ways
   * @param threads how many work at once
   * @return the evidence, by how views judge
   */
  public Map<ViewSettings, TrialEvidence> findEvidence(
      Collection<ViewSettings> others, int threads, DayListener listener) {
    EvidenceFinder finder = new EvidenceFinder(own, threads);
    List<OtherView> views = OtherView.all(others);
    Map<String, Map<LocalDate, List<Evidence>>> byFamily = new LinkedHashMap<>();
    Map<LocalDate, Map<String, Integer>> judged = new HashMap<>();
    int done = 0;
    for (LocalDate day : days.keySet()) {
      DayRows rows = new LocalDay(sources(lake, day), threads);
      DayCounts counts = rows.count(own.on(day));
      ObservedDay.ContactReader contacts =
          (edges, sites) -> rows.readContacts(counts, edges, sites);
      EvidenceFinder.Found found = finder.next(day, counts, contacts, List.of());
      judged.put(day, found.judged());
      found
          .byFamily()
          .forEach((family, evidence) ->
              byFamily.computeIfAbsent(family, name -> new HashMap<>()).put(day, evidence));
      ObservedDay observed = new ObservedDay(day, counts, found.features(), contacts);
      new Workers(threads).run(views.size(), thread -> view -> views.get(view).look(observed));
      listener.read(++done, days.size());
    }
    byFamily.values().forEach(ofDays -> ofDays.keySet().retainAll(trial.hosts().keySet()));
    Map<ViewSettings, TrialEvidence> evidence = new HashMap<>();
    evidence.put(ViewSettings.PRODUCT, new TrialEvidence(byFamily, judged));
    for (OtherView view : views) {
      view.found().keySet().retainAll(trial.hosts().keySet());
      evidence
          .computeIfAbsent(
              view.settings(), how -> new TrialEvidence(new LinkedHashMap<>(byFamily), judged))
          .byFamily()
          .put(view.detector().family(), view.found());
    }
    return evidence;
  }

  /** A view that judges in another way than the product's, and what it found. */
  private record OtherView(
      ViewSettings settings, Detector detector, Map<LocalDate, List<Evidence>> found) {
    static List<OtherView> all(Collection<ViewSettings> others) {
      List<OtherView> views = new ArrayList<>();
      for (ViewSettings settings : new LinkedHashSet<>(others)) {
        if (!settings.equals(ViewSettings.PRODUCT)) {
          ViewDetector.all(settings, 1)
              .forEach(view -> views.add(new OtherView(settings, view, new HashMap<>())));
        }
      }
      return views;
    }

    void look(ObservedDay day) {
      found.put(day.date(), detector.next(day));
    }
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
          for (String host : hosts(result.rows().get(place), day)) {
            ofDay.merge(host, (double) -place, Math::max);
          }
        }
      }
      scores.put(day, ofDay);
    }
    return Ranking.of("spot", scores);
  }

  private List<String> hosts(ScoredRow row, LocalDate day) {
    return row.sides().stream()
        .map(Side::document)
        .filter(own::contain)
        .flatMap(document -> own.known(document, day).stream())
        .distinct()
        .toList();
  }

  static List<RowSource> sources(Lake lake, LocalDate day) {
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
