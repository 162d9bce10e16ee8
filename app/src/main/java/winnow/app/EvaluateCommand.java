// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import winnow.analysis.count.Workers;
import winnow.analysis.day.OwnHosts;
import winnow.analysis.evaluate.Baseline;
import winnow.analysis.evaluate.Bootstrap;
import winnow.analysis.evaluate.Campaign;
import winnow.analysis.evaluate.EvaluationTable;
import winnow.analysis.evaluate.LabelFile;
import winnow.analysis.evaluate.Measured;
import winnow.analysis.evaluate.Ranking;
import winnow.analysis.evaluate.Report;
import winnow.analysis.evaluate.Variant;
import winnow.analysis.outlier.Ecod;
import winnow.analysis.outlier.Hbos;
import winnow.analysis.outlier.IsolationForest;
import winnow.analysis.outlier.OutlierDetector;
import winnow.analysis.run.EvidenceFinder;
import winnow.analysis.run.LakeTrial;
import winnow.analysis.run.TrialEvidence;
import winnow.analysis.view.ViewSettings;
import winnow.app.evaluate.EvidenceTable;
import winnow.app.evaluate.OrdinaryDays;
import winnow.app.option.ExitCode;
import winnow.app.option.LeaseOptions;
import winnow.app.terminal.Amounts;
import winnow.app.terminal.CsvPrinter;
import winnow.app.terminal.ProgressLine;
import winnow.context.InternalNetworks;
import winnow.context.Leases;
import winnow.lake.Lake;
import winnow.schema.TelemetryKind;

/** Measures methods on traffic of which it is known what is bad. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Ranks the hosts of each day by several methods, and tells how early what was planted comes.",
      "",
      "A trial is a folder with a lake in lake/ and what was planted in labels.csv. Days before the"
          + " first that was planted are history. The table has a line for each method: the share of"
          + " the campaigns and of the bad hosts among the first N of each day, the share of bad ones"
          + " among those, days to detect, average precision, the rank of the first hit, and false"
          + " alarms; intervals hold 95 %."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  winnow synth --out trial/data && cp trial/data/labels.csv trial",
      "  winnow ingest --lake trial/lake trial/data",
      "  winnow evaluate trial                          all methods",
      "  winnow evaluate --methods spot,rarity trial?   some, over several trials",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the table was printed",
      "1:no trial has a day with anything planted",
      "2:the command was called wrongly, or a file is not there",
      "3:the machine or the product failed",
    })
final class EvaluateCommand implements Callable<Integer> {
  private static final long FOREST_SEED = 0;

  @Spec CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "TRIAL", description = "folders, each a trial")
  List<Path> folders;

  @Option(
      names = "--methods",
      paramLabel = "NAME",
      split = ",",
      description =
          "among random, top-talkers, failed-flows, distinct-destinations, rarity, new-edges, hbos,"
              + " ecod, isolation-forest, spot; families of evidence: contacts, scans, uploads,"
              + " downloads, logons, names, behaviour, edges, domains, queries, sites, requests, beacon, dns-tunnel;"
              + " cases, which are all families together; all when left out")
  @Nullable List<String> methods;

  @Option(
      names = "--budgets",
      paramLabel = "N",
      split = ",",
      defaultValue = "10,20,50,100,1000",
      description = "hosts looked into on each day (default: ${DEFAULT-VALUE})")
  List<Integer> budgets;

  @Option(
      names = "--campaigns",
      description = "prints the best rank of each campaign by each method instead")
  boolean campaigns;

  @Option(
      names = "--against",
      paramLabel = "NAME",
      description = "how far each method is behind this one, with intervals, in more columns")
  @Nullable String leader;

  @Option(
      names = "--evidence",
      description = "prints what each family of evidence found on the days ranked instead")
  boolean printsEvidence;

  @Option(
      names = "--calibration",
      description =
          "on networks without attacks, prints how many p-values are below 0.1 to 0.0001, and how"
              + " many should be, instead; the first week of each is history. The hosts that a"
              + " family looks at count")
  boolean calibration;

  @Option(
      names = "--ablation",
      description =
          "measures cases with one thing changed as well: without each of the families, with one axis"
              + " of surprise, with repeats counted, without calibration, with other numbers of"
              + " topics and of days")
  boolean ablation;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "threads to work with; all processors when left out")
  @Nullable Integer threads;

  @Option(
      names = "--leases",
      paramLabel = "NAME",
      description =
          "name of a file of DHCP leases in each folder, by which its hosts are known; see 'winnow"
              + " cases'")
  @Nullable String leases;

  private @Nullable EvidenceTable evidenceTable;
  private final OrdinaryDays ordinary = new OrdinaryDays();

  @Override
  public Integer call() throws IOException {
    Map<String, Method> chosen = chosen();
    budgets.stream()
        .filter(budget -> budget < 1)
        .forEach(budget -> {
          throw new IllegalArgumentException("--budgets must be 1 or more, not " + budget);
        });
    PrintWriter err = spec.commandLine().getErr();
    Map<String, List<Measured>> byMethod = new LinkedHashMap<>();
    for (Path folder : folders) {
      measure(folder, chosen, byMethod, err);
    }
    if (evidenceTable != null) {
      spec.commandLine().getOut().flush();
      return ExitCode.OK;
    }
    if (calibration) {
      ordinary.print(new CsvPrinter(spec.commandLine().getOut()));
      spec.commandLine().getOut().flush();
      err.println(ordinary.describe());
      return ExitCode.OK;
    }
    if (byMethod.isEmpty()) {
      err.println("winnow: no trial has a day with anything planted");
      return ExitCode.NOTHING_USABLE;
    }
    List<Report> reports =
        byMethod.values().stream().map(one -> new Report(one, Bootstrap.DEFAULTS)).toList();
    PrintWriter out = spec.commandLine().getOut();
    EvaluationTable table = new EvaluationTable(reports, budgets, leader(reports));
    if (campaigns) {
      table.writeCampaigns(out);
    } else {
      table.writeCsv(out);
    }
    out.flush();
    return ExitCode.OK;
  }

  private @Nullable Report leader(List<Report> reports) {
    return reports.stream()
        .filter(report -> report.method().equals(leader))
        .findFirst()
        .orElse(null);
  }

  /** Ranks the hosts of a trial. */
  private interface Method {
    Ranking rank(LakeTrial trial, FoundEvidence evidence);
  }

  /** The methods that are wanted by name, in the order of the table. */
  private Map<String, Method> chosen() {
    Map<String, Method> known = known();
    if (leader != null && !(methods == null ? known.keySet() : methods).contains(leader)) {
      throw new IllegalArgumentException("--against " + leader + " is none of the methods");
    }
    if (methods == null) {
      if (!ablation) {
        Variant.changed(EvidenceFinder.families()).forEach(variant -> known.remove(variant.name()));
      }
      return known;
    }
    for (String method : methods) {
      if (!known.containsKey(method)) {
        throw new IllegalArgumentException(
            "unknown method \""
                + method
                + "\": expected one of "
                + String.join(", ", known.keySet()));
      }
    }
    known.keySet().retainAll(methods);
    return known;
  }

  private Map<String, Method> known() {
    int used = threads();
    Map<String, Method> known = new LinkedHashMap<>();
    for (Baseline baseline : Baseline.values()) {
      known.put(baseline.label(), (trial, evidence) -> trial.rank(baseline));
    }
    List<OutlierDetector> detectors =
        List.of(
            new Hbos(),
            new Ecod(),
            new IsolationForest(IsolationForest.Settings.defaults(FOREST_SEED), new Workers(used)));
    detectors.forEach(
        detector -> known.put(detector.name(), (trial, evidence) -> trial.rank(detector)));
    known.put(
        "spot",
        (trial, evidence) -> {
          try (StageProgress progress = new StageProgress()) {
            return trial.rankBySpot(AnalyzeCommand.engine(used), progress);
          }
        });
    SortedSet<String> families = EvidenceFinder.families();
    families.forEach(family ->
        known.put(family, (trial, evidence) -> evidence.of(ViewSettings.PRODUCT).rank(family)));
    for (Variant variant : variants()) {
      known.put(variant.name(), (trial, evidence) -> evidence.of(variant.views()).rank(variant));
    }
    return known;
  }

  private static List<Variant> variants() {
    SortedSet<String> families = EvidenceFinder.families();
    List<Variant> variants = new ArrayList<>(List.of(Variant.product(families)));
    variants.addAll(Variant.changed(families));
    return variants;
  }

  private void measure(
      Path folder,
      Map<String, Method> chosen,
      Map<String, List<Measured>> byMethod,
      PrintWriter err)
      throws IOException {
    Path lakeFolder = folder.resolve("lake");
    if (!Files.exists(lakeFolder.resolve("catalog.db"))) {
      throw new IllegalArgumentException(
          "no lake at "
              + lakeFolder
              + "; 'winnow ingest --lake "
              + lakeFolder
              + " PATH' makes one");
    }
    try (Lake lake = Lake.open(lakeFolder)) {
      LakeTrial trial = read(folder, lake);
      err.println(describe(trial));
      err.flush();
      FoundEvidence evidence = new FoundEvidence(trial, chosen.keySet());
      if (calibration) {
        ordinary.add(trial.hosts(), evidence.of(ViewSettings.PRODUCT));
        return;
      }
      if (trial.trial().ranked().isEmpty()) {
        return;
      }
      if (printsEvidence) {
        table().add(trial.trial(), evidence.of(ViewSettings.PRODUCT));
        return;
      }
      for (Method method : chosen.values()) {
        Ranking ranking = method.rank(trial, evidence);
        byMethod
            .computeIfAbsent(ranking.method(), name -> new ArrayList<>())
            .add(new Measured(trial.trial(), ranking));
      }
    }
  }

  /** The evidence of a trial, found when it is first asked for. */
  private final class FoundEvidence {
    private final LakeTrial trial;
    private final Set<String> methods;
    private Map<ViewSettings, TrialEvidence> found = Map.of();

    /**
     * Nothing found yet.
     *
     * @param methods those that will ask
     */
    FoundEvidence(LakeTrial trial, Set<String> methods) {
      this.trial = trial;
      this.methods = methods;
    }

    /** The evidence where views judge so. */
    TrialEvidence of(ViewSettings views) {
      if (found.isEmpty()) {
        List<ViewSettings> wanted =
            variants().stream()
                .filter(variant -> methods.contains(variant.name()))
                .map(Variant::views)
                .toList();
        try (ProgressLine progress = ProgressLine.start("Find evidence", 1, "days", 1)) {
          found = trial.findEvidence(wanted, threads(), progress::at);
        }
      }
      return Objects.requireNonNull(found.get(views));
    }
  }

  private EvidenceTable table() {
    if (evidenceTable == null) {
      evidenceTable = new EvidenceTable(new CsvPrinter(spec.commandLine().getOut()));
    }
    return evidenceTable;
  }

  private int threads() {
    return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
  }

  private LakeTrial read(Path folder, Lake lake) throws IOException {
    List<Campaign> planted = planted(folder, lake);
    OwnHosts hosts = new OwnHosts(new InternalNetworks(List.of()), readLeases(folder));
    try (ProgressLine progress = ProgressLine.start("Count hosts", 1, "days", 1)) {
      return LakeTrial.read(folder.toString(), lake, planted, hosts, progress::at);
    }
  }

  private List<Campaign> planted(Path folder, Lake lake) throws IOException {
    Path labels = folder.resolve("labels.csv");
    if (calibration && !Files.exists(labels)) {
      return List.of();
    }
    Set<TelemetryKind> kinds = EnumSet.allOf(TelemetryKind.class);
    kinds.removeIf(kind -> lake.days(kind).isEmpty());
    List<Campaign> planted;
    try (Reader text = Files.newBufferedReader(labels)) {
      planted = LabelFile.read(labels.toString(), text, kinds);
    }
    if (calibration && planted.stream().anyMatch(Campaign::malicious)) {
      throw new IllegalArgumentException(
          "--calibration is for networks without attacks, but there are some in " + labels);
    }
    return planted;
  }

  private Leases readLeases(Path folder) throws IOException {
    String name = leases;
    return name == null
        ? Leases.none()
        : LeaseOptions.read(
            List.of(folder.resolve(name)), ZoneOffset.UTC, spec.commandLine().getErr());
  }

  private static String describe(LakeTrial trial) {
    return trial.trial().name()
        + ": "
        + Amounts.count(trial.trial().ranked().size(), "campaign")
        + ", "
        + Amounts.count(trial.trial().bad().size(), "bad host")
        + " among "
        + Amounts.count(trial.trial().hostDays(), "host")
        + " in "
        + Amounts.count(trial.trial().hosts().size(), "day");
  }
}
