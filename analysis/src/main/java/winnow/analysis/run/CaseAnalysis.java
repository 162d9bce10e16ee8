// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import winnow.analysis.cases.CaseMaker;
import winnow.analysis.cases.Cases;
import winnow.analysis.cases.HostCase;
import winnow.analysis.day.DayRows;
import winnow.analysis.day.OwnHosts;
import winnow.analysis.day.Unused;
import winnow.analysis.feedback.Priors;
import winnow.context.Leases;
import winnow.lake.DataFileInfo;
import winnow.lake.Lake;
import winnow.lake.ScanRequest;
import winnow.lake.catalog.RunEntry;
import winnow.schema.Case;
import winnow.schema.TelemetryKind;
import winnow.schema.column.TelemetryTable;
import winnow.schema.evidence.Verdict;

/**
 * Makes the cases of days of a lake. A day is held against what was learnt of the days before it,
 * which is kept in the lake's folder {@code learnt}: a new day needs no row of an earlier one.
 */
public final class CaseAnalysis {
  private static final String FOLDER = "learnt";
  private static final int MOST_CASES = 1000;

  private final DayReader reader;
  private final History.Network network;
  private final List<Verdict> verdicts;
  private final int threads;
  private final String codeVersion;
  private final InstantSource clock;

  /**
   * An analysis.
   *
   * @param reader reads the rows
   * @param inside ranges of the network's own hosts beside private ones
   * @param verdicts what people decided; those about earlier days count
   * @param threads how many work at once
   * @param codeVersion version of the program, noted in manifests
   * @param clock tells when a run ended
   */
  public CaseAnalysis(
      DayReader reader,
      List<String> inside,
      List<Verdict> verdicts,
      int threads,
      String codeVersion,
      InstantSource clock) {
    this.reader = reader;
    this.verdicts = List.copyOf(verdicts);
    network = new History.Network(inside.stream().sorted().distinct().toList(), null);
    this.threads = threads;
    this.codeVersion = codeVersion;
    this.clock = clock;
  }

  private CaseAnalysis(CaseAnalysis other, Leases leases) {
    reader = other.reader;
    network = new History.Network(other.network.inside(), leases);
    verdicts = other.verdicts;
    threads = other.threads;
    codeVersion = other.codeVersion;
    clock = other.clock;
  }

  /**
   * The same, where hosts are known by {@code leases}: a host that gets another address stays the
   * same, and an address that another host gets is another host.
   */
  public CaseAnalysis withLeases(Leases leases) {
    return new CaseAnalysis(this, leases);
  }

  /** Is told how many of the days that have to be read were. */
  @FunctionalInterface
  public interface DayListener {
    /** So many of {@code total} days are done; {@code day} is next or was the last. */
    void at(LocalDate day, int done, int total);
  }

  /**
   * Judges {@code day}, and on the way each day before it that was not learnt yet; all of them are
   * published.
   *
   * @param historyDays with nothing learnt, so many days before are read at most
   * @return the runs, of the days in their order; that of {@code day} alone when the lake has it
   */
  public List<CaseOutcome> run(Lake lake, LocalDate day, int historyDays, DayListener listener) {
    NavigableMap<LocalDate, History.Day> present = days(lake, day, network);
    if (!present.containsKey(day)) {
      throw new IllegalArgumentException("the lake has no rows of " + day);
    }
    Path folder = lake.folder().resolve(FOLDER);
    Learnt learnt =
        Learnt.find(folder, day, present, network, threads)
            .orElseGet(() -> Learnt.nothing(network, threads));
    NavigableMap<LocalDate, History.Day> next =
        learnt.history().days().isEmpty()
            ? present.tailMap(day.minusDays(historyDays), true)
            : present.tailMap(learnt.history().last(), false);
    Optional<CaseOutcome> known = known(lake, learnt.history(), next, day);
    if (known.isPresent()) {
      return List.of(known.get());
    }
    List<CaseOutcome> outcomes = new ArrayList<>();
    for (History.Day one : next.values()) {
      listener.at(one.date(), outcomes.size(), next.size());
      outcomes.add(next(lake, learnt, one));
      learnt.save(folder);
    }
    listener.at(day, next.size(), next.size());
    return outcomes;
  }

  /** The run of {@code day} after these days, when the lake has it. */
  private Optional<CaseOutcome> known(
      Lake lake, History learnt, NavigableMap<LocalDate, History.Day> next, LocalDate day) {
    History before = learnt;
    for (History.Day one : next.headMap(day, false).values()) {
      before = before.plus(one);
    }
    History.Day last = next.lastEntry().getValue();
    return lake.runs()
        .find(CaseManifest.id(before, last, priors(day).used(), codeVersion))
        .map(entry -> new CaseOutcome(entry, CaseManifest.parse(entry.manifest()), false));
  }

  /** What people said, of hosts as this analysis knows them. */
  private Priors priors(LocalDate day) {
    OwnHosts hosts = network.hosts();
    return Priors.of(
        verdicts.stream().flatMap(verdict -> hosts.known(verdict).stream()).toList(), day);
  }

  private static NavigableMap<LocalDate, History.Day> days(
      Lake lake, LocalDate last, History.Network network) {
    NavigableMap<LocalDate, History.Day> days = new TreeMap<>();
    lake.usage()
        .headMap(last, true)
        .forEach((day, usage) -> days.put(day, network.day(day, usage.rowsOfKind())));
    return days;
  }

  private CaseOutcome next(Lake lake, Learnt learnt, History.Day planned) {
    History before = learnt.history();
    List<LakeRows> rows = rows(lake, planned, Map.of());
    History.Day day = read(planned.date(), rows);
    Priors priors = priors(day.date());
    String id = CaseManifest.id(before, day, priors.used(), codeVersion);
    Made made = make(learnt, day, reader.open(lake, rows), id, priors);
    Map<TelemetryKind, Long> snapshots = new EnumMap<>(TelemetryKind.class);
    List<DataFileInfo> files = new ArrayList<>();
    for (LakeRows ofKind : rows) {
      snapshots.put(ofKind.kind(), ofKind.plan().snapshotId());
      files.addAll(ofKind.plan().files());
    }
    CaseManifest manifest =
        new CaseManifest(
            Cases.METHOD,
            day.date(),
            snapshots,
            files,
            day.rows(),
            new CaseManifest.Past(before.days().size(), before.digest()),
            before.inside(),
            CaseManifest.leases(network.leases(), day),
            priors.used(),
            CaseMaker.ALERT_LEVEL,
            codeVersion,
            made.unused(),
            made.hosts(),
            listed(made.cases()),
            made.stages());
    RunEntry entry =
        new RunEntry(
            id,
            Cases.METHOD,
            null,
            day.date(),
            clock.instant(),
            made.cases().size(),
            manifest.list().digest(),
            snapshots,
            manifest.toJson());
    return lake.runs()
        .publishCases(entry, made.cases())
        .map(faster -> new CaseOutcome(faster, CaseManifest.parse(faster.manifest()), false))
        .orElseGet(() -> new CaseOutcome(entry, manifest, true));
  }

  /** A day as its rows were planned, which may be more by now than when the days were listed. */
  private History.Day read(LocalDate date, List<LakeRows> rows) {
    Map<TelemetryKind, Long> ofKind = new EnumMap<>(TelemetryKind.class);
    rows.forEach(kind -> ofKind.put(kind.kind(), kind.plan().rows()));
    return network.day(date, ofKind);
  }

  private static CaseManifest.Listed listed(List<Case> cases) {
    long notable = cases.stream().filter(Case::notable).count();
    return new CaseManifest.Listed(cases.size(), notable, Cases.digest(cases));
  }

  /** The cases of a day, of how many hosts, and the rows that are about none. */
  private record Made(
      int hosts,
      Map<TelemetryKind, Map<Unused, Long>> unused,
      List<Case> cases,
      List<RunManifest.StageTime> stages) {}

  private Made make(Learnt learnt, History.Day day, DayRows rows, String runId, Priors priors) {
    EvidenceFinder.Found found = learnt.finder().next(day.date(), rows);
    CpuClock clock = CpuClock.ofProcess();
    List<HostCase> cases =
        learnt
            .maker()
            .next(found.features().byHost().keySet(), found.byFamily().values(), priors::weight);
    learnt.learnt(day);
    List<HostCase> most = cases.subList(0, Math.min(MOST_CASES, cases.size()));
    List<Case> listed = Cases.of(most, runId, day.date(), found.addresses());
    List<RunManifest.StageTime> stages = new ArrayList<>(found.stages());
    stages.add(clock.stage("cases"));
    return new Made(found.features().byHost().size(), found.unused(), listed, stages);
  }

  private static List<LakeRows> rows(
      Lake lake, History.Day day, Map<TelemetryKind, Long> snapshots) {
    List<LakeRows> rows = new ArrayList<>();
    for (TelemetryKind kind : day.rows().keySet()) {
      ScanRequest request = ScanRequest.of(TelemetryTable.of(kind)).day(day.date());
      Long snapshot = snapshots.get(kind);
      rows.add(new LakeRows(lake, kind, snapshot == null ? request : request.at(snapshot)));
    }
    return rows;
  }

  /**
   * Checks the inputs of a run byte by byte, makes its cases again at its snapshots, from what was
   * learnt or else from the rows of the days before, and compares.
   *
   * @throws IllegalArgumentException when the lake has no such run
   */
  public Verification verify(String runId, Lake lake, DayListener listener) {
    RunEntry entry =
        lake.runs()
            .find(runId)
            .orElseThrow(() -> new IllegalArgumentException("no run \"" + runId + "\""));
    CaseManifest manifest = CaseManifest.parse(entry.manifest());
    Optional<Verification> trouble = new InputCheck(lake, DomainList.NONE).check(manifest);
    if (trouble.isPresent()) {
      return trouble.get();
    }
    History.Network then = new History.Network(manifest.inside(), network.leases());
    History.Day day = then.day(manifest.day(), manifest.rows());
    CaseManifest.LeasesOfDay known = CaseManifest.leases(network.leases(), day);
    if (!Objects.equals(known, manifest.leases())) {
      return new Verification.InputChanged(
          List.of(CaseManifest.difference(manifest.leases(), known)));
    }
    Optional<Learnt> learnt = learntAgain(lake, manifest, then, listener);
    if (learnt.isEmpty()) {
      return new Verification.InputDeleted(
          List.of(
              "the "
                  + manifest.history().days()
                  + " days before "
                  + manifest.day()
                  + " are not what they were, and what was learnt of them is not kept"));
    }
    List<LakeRows> rows = rows(lake, day, manifest.snapshotIds());
    Made made =
        make(
            learnt.get(),
            day,
            reader.open(lake, rows),
            runId,
            Priors.of(manifest.verdicts(), manifest.day()));
    CaseManifest.Listed now = listed(made.cases());
    return now.equals(manifest.list())
        ? new Verification.Agrees(manifest.files().size(), now.rows())
        : new Verification.Differs(List.of("list: was " + manifest.list() + ", is " + now));
  }

  private Optional<Learnt> learntAgain(
      Lake lake, CaseManifest manifest, History.Network network, DayListener listener) {
    String digest = manifest.history().digest();
    if (manifest.history().days() == 0) {
      return Optional.of(Learnt.nothing(network, threads));
    }
    Optional<Learnt> kept = Learnt.find(lake.folder().resolve(FOLDER), digest, network, threads);
    if (kept.isPresent()) {
      return kept;
    }
    List<History.Day> before =
        new ArrayList<>(days(lake, manifest.day().minusDays(1), network).values());
    History history =
        new History(
            manifest.inside(),
            before.subList(Math.max(0, before.size() - manifest.history().days()), before.size()));
    if (!history.digest().equals(digest)) {
      return Optional.empty();
    }
    Learnt learnt = Learnt.nothing(network, threads);
    for (History.Day day : history.days()) {
      listener.at(day.date(), learnt.history().days().size(), history.days().size());
      DayRows rows = reader.open(lake, rows(lake, day, Map.of()));
      make(learnt, day, rows, "", Priors.of(List.of(), day.date()));
    }
    return Optional.of(learnt);
  }
}
