// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import winnow.analysis.day.Unused;
import winnow.analysis.run.AnalysisEngineProvider;
import winnow.analysis.run.CaseAnalysis;
import winnow.analysis.run.CaseManifest;
import winnow.analysis.run.CaseOutcome;
import winnow.app.export.CaseFormat;
import winnow.app.option.ExitCode;
import winnow.app.option.LakeOption;
import winnow.app.option.LeaseOptions;
import winnow.app.terminal.Amounts;
import winnow.app.terminal.ProgressLine;
import winnow.casebook.Casebook;
import winnow.context.AddressRange;
import winnow.context.Leases;
import winnow.lake.Lake;
import winnow.schema.Case;
import winnow.schema.TelemetryKind;
import winnow.schema.evidence.Verdict;

/** Makes the cases of a day. */
@Command(
    name = "cases",
    mixinStandardHelpOptions = true,
    description = {
      "Finds the hosts of a day that are worth a look, the most unusual first, and prints why.",
      "",
      "A day is held against the days before it, all kinds of telemetry together. What was learnt"
          + " of them is kept in the lake, so that a new day does not read earlier ones again; the"
          + " first time, all days are judged in their order. With less than a week of history a"
          + " list is provisional. Cases above the alert level come with half a false alarm a day;"
          + " on a day without any, nothing is notable. The list is the same to the byte for any"
          + " number of threads, and is kept for 'winnow serve' and 'winnow verify'."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  winnow cases                                   the last day",
      "  winnow cases --day 2026-03-02 --as csv > cases.csv",
      "  winnow cases --inside 203.0.113.0/24           with public addresses of one's own",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the list was printed, be it empty",
      "1:the lake has no rows",
      "2:the command was called wrongly, or a file is not there",
      "3:the machine or the product failed",
    })
final class CasesCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin LakeOption lake;
  @Mixin LeaseOptions leases;

  @Option(
      names = "--day",
      paramLabel = "DAY",
      description = "day to judge, UTC; the last one with rows when left out")
  @Nullable LocalDate day;

  @Option(
      names = "--budget",
      paramLabel = "N",
      defaultValue = "50",
      description = "so many cases are printed at most (default: ${DEFAULT-VALUE})")
  int budget;

  @Option(names = "--notable", description = "prints cases above the alert level alone")
  boolean notableOnly;

  @Option(
      names = "--suppressed",
      paramLabel = "HOW",
      defaultValue = "HIDE",
      description = "what 'winnow suppress' hides: hide or show (default: hide)")
  SuppressedRows suppressed;

  @Option(
      names = "--inside",
      paramLabel = "RANGE",
      split = ",",
      description =
          "public addresses that are the network's own, as CIDR or from-to; private ones are always")
  List<String> inside = List.of();

  @Option(
      names = "--history",
      paramLabel = "DAYS",
      defaultValue = "30",
      description =
          "when nothing was learnt yet, so many days before are read at most"
              + " (default: ${DEFAULT-VALUE})")
  int history;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "threads to work with; all processors when left out")
  @Nullable Integer threads;

  @Option(
      names = "--as",
      paramLabel = "FORMAT",
      defaultValue = "TEXT",
      description = "text or csv (default: text)")
  CaseFormat format;

  @Override
  public Integer call() throws IOException {
    requireAtLeast("--budget", budget, 1);
    requireAtLeast("--history", history, 0);
    inside.forEach(AddressRange::parse);
    PrintWriter err = spec.commandLine().getErr();
    try (Lake opened = lake.open()) {
      NavigableSet<LocalDate> days = days(opened);
      if (days.isEmpty()) {
        err.println("winnow: the lake has no rows; 'winnow ingest PATH' brings some in");
        return ExitCode.NOTHING_USABLE;
      }
      LocalDate chosen = day == null ? days.last() : day;
      if (!days.contains(chosen)) {
        err.println(
            "winnow: the lake has no rows of "
                + chosen
                + "; it has rows of "
                + days.first()
                + " to "
                + days.last());
        return ExitCode.NOTHING_USABLE;
      }
      CaseOutcome outcome = judge(opened, chosen, err);
      List<Case> cases =
          suppressed.of(
              opened.runs().cases(outcome.entry().id(), 0, Integer.MAX_VALUE),
              Casebook.of(opened.folder()).active(),
              err);
      format.print(
          cases.stream().filter(one -> one.notable() || !notableOnly).limit(budget).toList(),
          spec.commandLine().getOut());
      spec.commandLine().getOut().flush();
    }
    return ExitCode.OK;
  }

  private static void requireAtLeast(String option, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(option + " must be " + least + " or more, not " + value);
    }
  }

  static NavigableSet<LocalDate> days(Lake lake) {
    NavigableSet<LocalDate> days = new TreeSet<>();
    Arrays.stream(TelemetryKind.values()).forEach(kind -> days.addAll(lake.days(kind)));
    return days;
  }

  private CaseOutcome judge(Lake opened, LocalDate chosen, PrintWriter err) throws IOException {
    int used = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    CaseAnalysis analysis = analysis(opened, inside, used);
    Leases known = leases.read(err);
    return judge(
        opened, chosen, known == null ? analysis : analysis.withLeases(known), history, err);
  }

  static CaseAnalysis analysis(Lake lake, List<String> inside, int threads) {
    List<Verdict> verdicts = Casebook.of(lake.folder()).verdicts().list();
    return new CaseAnalysis(
        AnalysisEngineProvider.dayReader(threads),
        inside,
        verdicts,
        threads,
        Version.current(),
        InstantSource.system());
  }

  /** Judges a day, and says what came of it and of the days before that were judged on the way. */
  static CaseOutcome judge(
      Lake opened, LocalDate chosen, CaseAnalysis analysis, int history, PrintWriter err) {
    List<CaseOutcome> outcomes;
    try (ProgressLine progress = ProgressLine.start("Judge days", 1, "days", 1)) {
      outcomes =
          analysis.run(
              opened,
              chosen,
              history,
              (at, done, total) -> {
                progress.message(at.toString());
                progress.at(done, total);
              });
    }
    outcomes.forEach(outcome -> err.println(summary(outcome)));
    err.flush();
    return Objects.requireNonNull(outcomes.getLast());
  }

  private static String summary(CaseOutcome outcome) {
    CaseManifest manifest = outcome.manifest();
    long rows = manifest.rows().values().stream().mapToLong(Long::longValue).sum();
    long notable = manifest.list().notable();
    int days = manifest.history().days();
    return manifest.day()
        + ": "
        + (notable == 0 ? "nothing notable" : Amounts.count(notable, "notable case"))
        + " among "
        + Amounts.count(manifest.hosts(), "host")
        + ", "
        + Amounts.count(rows, "row")
        + (days < 7 ? "; provisional, after " + Amounts.count(days, "day") : "")
        + unused(manifest)
        + (outcome.isNew() ? "" : "; as it was made before");
  }

  /** What rows were about no host, and what to do when that is most of them. */
  private static String unused(CaseManifest manifest) {
    StringBuilder text = new StringBuilder();
    long outside = 0;
    for (TelemetryKind kind : TelemetryKind.values()) {
      for (Map.Entry<Unused, Long> one :
          manifest.unused().getOrDefault(kind, Map.of()).entrySet()) {
        text.append(text.isEmpty() ? "; of no host: " : ", ");
        text.append(Amounts.count(one.getValue(), kind.tableName() + " row"));
        text.append(" (").append(one.getKey().text()).append(')');
        outside += one.getKey() == Unused.NOT_INSIDE ? one.getValue() : 0;
      }
    }
    long rows = manifest.rows().values().stream().mapToLong(Long::longValue).sum();
    if (2 * outside > rows) {
      text.append("; give the network's public addresses with --inside");
    }
    return text.toString();
  }
}
