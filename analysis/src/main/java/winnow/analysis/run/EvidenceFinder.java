// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;
import winnow.analysis.count.RowSource;
import winnow.analysis.count.Workers;
import winnow.analysis.day.DayCounts;
import winnow.analysis.day.DayRows;
import winnow.analysis.day.HostAddresses;
import winnow.analysis.day.LocalDay;
import winnow.analysis.day.OwnHosts;
import winnow.analysis.day.Unused;
import winnow.analysis.detect.BeaconDetector;
import winnow.analysis.detect.Detector;
import winnow.analysis.detect.Evidence;
import winnow.analysis.detect.HabitsDetector;
import winnow.analysis.detect.ObservedDay;
import winnow.analysis.detect.TunnelDetector;
import winnow.analysis.host.HostFeature;
import winnow.analysis.host.HostFeatureCounter;
import winnow.analysis.host.HostFeatures;
import winnow.analysis.view.ViewDetector;
import winnow.schema.TelemetryKind;

/**
 * All detectors, which are given the days of a network in their order. What they learnt can be
 * packed, so that a day needs the rows of no earlier one. Not thread-safe.
 */
public final class EvidenceFinder {
  private final OwnHosts hosts;
  private final int threads;
  private final HostFeatureCounter features = new HostFeatureCounter();
  private final List<Detector> detectors;

  /**
   * Detectors that have seen no day.
   *
   * @param hosts whose rows the days have
   * @param threads how many work at once
   */
  public EvidenceFinder(OwnHosts hosts, int threads) {
    this.hosts = hosts;
    this.threads = threads;
    detectors = detectors(threads);
  }

  private static List<Detector> detectors(int threads) {
    List<Detector> detectors = new ArrayList<>(ViewDetector.all(threads));
    for (HostFeature.Family family : HostFeature.Family.values()) {
      detectors.add(new HabitsDetector(family));
    }
    detectors.add(new BeaconDetector());
    detectors.add(new TunnelDetector());
    return detectors;
  }

  /** The names of the families of evidence. */
  public static SortedSet<String> families() {
    SortedSet<String> families = new TreeSet<>();
    detectors(1).forEach(detector -> families.add(detector.family()));
    return families;
  }

  /**
   * What a day showed.
   *
   * @param features what its hosts did
   * @param addresses where those were that are known by names
   * @param unused rows that are about no host
   * @param byFamily the evidence of each family
   * @param judged how many hosts each family looked at
   * @param stages processor time of counting, of the features, and of the thread that found the
   *     evidence of each family
   */
  public record Found(
      HostFeatures features,
      HostAddresses addresses,
      Map<TelemetryKind, Map<Unused, Long>> unused,
      Map<String, List<Evidence>> byFamily,
      Map<String, Integer> judged,
      List<RunManifest.StageTime> stages) {}

  /** Counts the rows of the next day, and finds the evidence in them. */
  public Found next(LocalDate day, List<RowSource> sources) {
    return next(day, new LocalDay(sources, threads));
  }

  /** Counts the rows of the next day, and finds the evidence in them. */
  public Found next(LocalDate day, DayRows rows) {
    CpuClock clock = CpuClock.ofProcess();
    DayCounts counts = rows.count(hosts.on(day));
    return next(
        day,
        counts,
        (edges, sites) -> rows.readContacts(counts, edges, sites),
        List.of(clock.stage("count")));
  }

  /**
   * Finds the evidence of the next day, which was counted.
   *
   * @param before what was done already
   */
  public Found next(
      LocalDate day,
      DayCounts counts,
      ObservedDay.ContactReader contacts,
      List<RunManifest.StageTime> before) {
    List<RunManifest.StageTime> stages = new ArrayList<>(before);
    CpuClock clock = CpuClock.ofProcess();
    counts.freeze();
    ObservedDay observed = new ObservedDay(day, counts, features.count(day, counts), contacts);
    stages.add(clock.stage("features"));
    List<OfFamily> found = new ArrayList<>(Collections.nCopies(detectors.size(), OfFamily.NOTHING));
    new Workers(threads)
        .run(
            detectors.size(),
            thread -> piece -> found.set(piece, find(detectors.get(piece), observed)));
    Map<String, List<Evidence>> byFamily = new LinkedHashMap<>();
    for (OfFamily one : found) {
      byFamily.put(one.time().stage(), one.evidence());
      stages.add(one.time());
    }
    Map<String, Integer> judged = new TreeMap<>();
    detectors.forEach(detector -> judged.put(detector.family(), detector.judged()));
    return new Found(
        observed.features(), HostAddresses.of(counts), counts.unused(), byFamily, judged, stages);
  }

  /** What a family found, and how long it took. */
  private record OfFamily(List<Evidence> evidence, RunManifest.StageTime time) {
    static final OfFamily NOTHING = new OfFamily(List.of(), new RunManifest.StageTime("", 0));
  }

  private static OfFamily find(Detector detector, ObservedDay day) {
    CpuClock clock = CpuClock.ofThread();
    List<Evidence> evidence = detector.next(day);
    return new OfFamily(evidence, clock.stage(detector.family()));
  }

  /** Packs what was learnt. */
  public void write(PackedWriter out) {
    features.write(out);
    detectors.forEach(detector -> detector.write(out));
  }

  /** Takes over what {@link #write} packed; no day may have been given before. */
  public void read(PackedReader in) {
    features.read(in);
    detectors.forEach(detector -> detector.read(in));
  }
}
