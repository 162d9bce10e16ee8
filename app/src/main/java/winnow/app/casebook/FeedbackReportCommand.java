// SPDX-License-Identifier: Apache-2.0
package winnow.app.casebook;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import winnow.analysis.shortlist.Findings;
import winnow.app.option.ExitCode;
import winnow.app.option.LakeOption;
import winnow.app.terminal.Amounts;
import winnow.app.terminal.CsvPrinter;
import winnow.casebook.Casebook;
import winnow.lake.Lake;
import winnow.lake.catalog.RunEntry;
import winnow.schema.evidence.Importance;
import winnow.schema.evidence.Verdict;

/** What verdicts did. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Prints as CSV what happened to the same host, family and peer after each verdict: a line for each"
          + " later list, with its rank before and after.",
      "",
      "Before is the list that the verdict was on; after is each newer list of that day, and the newest"
          + " of each later day. rank_after is empty where it is in the list no more."
    })
final class FeedbackReportCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin LakeOption lake;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "30",
      description = "lists of how many days to look at (default: ${DEFAULT-VALUE})")
  int days;

  /** What happened to the subject of a verdict on a later day. */
  private record Line(
      Verdict verdict,
      Sightings.@Nullable Place before,
      @Nullable LocalDate day,
      Sightings.@Nullable Place after) {}

  @Override
  public Integer call() {
    try (Lake opened = lake.open()) {
      List<Verdict> verdicts = Casebook.of(opened.folder()).verdicts().list();
      Sightings sightings = new Sightings(opened.runs(), verdicts);
      List<Line> lines = new ArrayList<>();
      for (Verdict verdict : verdicts) {
        lines.addAll(follow(verdict, opened, sightings));
      }
      print(lines);
      summary(lines, spec.commandLine().getErr());
      return verdicts.isEmpty() ? ExitCode.NOTHING_USABLE : ExitCode.OK;
    }
  }

  private List<Line> follow(Verdict verdict, Lake opened, Sightings sightings) {
    List<RunEntry> ofDay =
        opened.runs().list().stream()
            .filter(run -> run.day().equals(verdict.day()) && isAbout(run, verdict))
            .toList();
    Sightings.Place before =
        ofDay.stream()
            .sorted(Comparator.comparing(run -> run.finishedAt().isAfter(verdict.at())))
            .map(run -> sightings.find(run, verdict))
            .flatMap(Optional::stream)
            .findFirst()
            .orElse(null);
    Map<LocalDate, List<RunEntry>> later = new TreeMap<>();
    for (RunEntry run : opened.runs().newestLists(days)) {
      boolean isLater =
          run.day().isAfter(verdict.day())
              || (run.day().equals(verdict.day()) && run.finishedAt().isAfter(verdict.at()));
      if (isLater && isAbout(run, verdict)) {
        later.computeIfAbsent(run.day(), day -> new ArrayList<>()).add(run);
      }
    }
    List<Line> lines = new ArrayList<>();
    later.forEach((day, runs) -> {
      Optional<Sightings.Place> after =
          runs.stream()
              .map(run -> sightings.find(run, verdict))
              .flatMap(Optional::stream)
              .findFirst();
      lines.add(new Line(verdict, before, day, after.orElse(null)));
    });
    return lines.isEmpty() ? List.of(new Line(verdict, before, null, null)) : lines;
  }

  /** Whether a list can have what a verdict is about: one of its method, or one of cases. */
  private static boolean isAbout(RunEntry run, Verdict verdict) {
    return run.hasCases()
        ? !verdict.family().equals(Findings.METHOD)
        : run.method().equals(verdict.family());
  }

  private void print(List<Line> lines) {
    CsvPrinter printer = new CsvPrinter(spec.commandLine().getOut());
    printer.header(
        List.of(
            "day",
            "host",
            "family",
            "peer",
            "verdict",
            "author",
            "rank_before",
            "score_before",
            "day_after",
            "rank_after",
            "score_after"));
    for (Line line : lines) {
      Verdict verdict = line.verdict();
      Sightings.Place before = line.before();
      Sightings.Place after = line.after();
      printer.row(
          new @Nullable Object[] {
            verdict.day(),
            verdict.host(),
            verdict.family(),
            verdict.peer(),
            verdict.importance().text(),
            verdict.author(),
            before == null ? null : before.rank(),
            before == null ? null : before.score(),
            line.day(),
            after == null ? null : after.rank(),
            after == null ? null : after.score()
          });
    }
    spec.commandLine().getOut().flush();
  }

  /** For each importance, how often what was judged so came back, and whether it rose or sank. */
  private static void summary(List<Line> lines, PrintWriter err) {
    Map<Importance, List<Line>> byImportance = new EnumMap<>(Importance.class);
    for (Line line : lines) {
      byImportance
          .computeIfAbsent(line.verdict().importance(), importance -> new ArrayList<>())
          .add(line);
    }
    byImportance.forEach((importance, ofThis) -> {
      List<Line> again = ofThis.stream().filter(line -> line.after() != null).toList();
      err.println(
          importance.text()
              + ": "
              + Amounts.count(ofThis.stream().map(Line::verdict).distinct().count(), "verdict")
              + "; in "
              + Amounts.count(again.size())
              + " of "
              + Amounts.count(ofThis.stream().filter(line -> line.day() != null).count())
              + " later lists"
              + ", higher in "
              + again.stream().filter(line -> change(line) < 0).count()
              + ", lower in "
              + again.stream().filter(line -> change(line) > 0).count());
    });
    err.flush();
  }

  private static int change(Line line) {
    Sightings.Place before = line.before();
    Sightings.Place after = line.after();
    return before == null || after == null ? 0 : after.rank() - before.rank();
  }
}
