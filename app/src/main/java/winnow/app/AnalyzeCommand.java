// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import winnow.analysis.feedback.Feedback;
import winnow.analysis.feedback.FeedbackFile;
import winnow.analysis.run.AnalysisEngine;
import winnow.analysis.run.AnalysisEngineProvider;
import winnow.analysis.run.AnalysisRequest;
import winnow.analysis.run.LocalEngine;
import winnow.analysis.run.NothingToAnalyzeException;
import winnow.analysis.run.RunOutcome;
import winnow.analysis.score.SpotResult;
import winnow.analysis.shortlist.SpotFile;
import winnow.app.option.ExitCode;
import winnow.app.option.LakeOption;
import winnow.app.terminal.Amounts;
import winnow.casebook.Casebook;
import winnow.lake.Lake;
import winnow.schema.TelemetryKind;

/** Ranks the rows of a day. */
@Command(
    name = "analyze",
    mixinStandardHelpOptions = true,
    description = {
      "Ranks the rows of one day and kind, the least usual first, and prints the list.",
      "",
      "From a lake, the list with its reasons is kept there too, for 'winnow serve' and 'winnow"
          + " verify'. With --input, rows come from a file and nothing is kept. The list is the same"
          + " to the byte for any number of threads. Its columns are Apache Spot's"
          + " (docs/explanation/spot-method.md)."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  winnow analyze flow --day 2026-03-02 > flow.tsv",
      "  winnow analyze dns --day 2026-03-02 --user-domain example --context context",
      "  winnow analyze flow --input flows.csv --as csv",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:a list was made",
      "1:no row could be scored",
      "2:the command was called wrongly, or a file is not there",
      "3:the machine or the product failed",
    })
final class AnalyzeCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin LakeOption lake;
  @Mixin ContextOption context;
  @Mixin SpotOptions options;

  @Parameters(arity = "1", paramLabel = "KIND", description = "flow, dns or http")
  TelemetryKind kind;

  @Option(
      names = "--day",
      paramLabel = "DAY",
      description = "day to rank, UTC; the last one with rows when left out")
  @Nullable LocalDate day;

  @Option(names = "--method", paramLabel = "NAME", defaultValue = "spot", description = "spot")
  String method;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "rank the rows of this file, in any format that can be read; no lake is used")
  @Nullable Path input;

  @Option(
      names = "--layout",
      paramLabel = "LAYOUT",
      description =
          "layout of the access log --input: a format string of Squid, Apache or nginx, or a name")
  @Nullable String layout;

  @Option(
      names = "--feedback",
      paramLabel = "FILE",
      description = "rated rows, as Apache Spot writes them; those rated 3 become likely")
  @Nullable Path feedback;

  @Option(
      names = "--as",
      paramLabel = "FORMAT",
      defaultValue = "SPOT",
      description = "spot: tab-separated without header; csv: with header (default: spot)")
  ListFormat format;

  @Option(
      names = "--suppressed",
      paramLabel = "HOW",
      defaultValue = "HIDE",
      description =
          "of a lake, rows that 'winnow suppress' hides: hide or show (default: hide); the run that is"
              + " kept has them in any case")
  SuppressedRows suppressed;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "write the list to this file instead of standard output")
  @Nullable Path output;

  @Override
  public Integer call() throws IOException {
    if (!method.equals("spot")) {
      throw new IllegalArgumentException("unknown method \"" + method + "\": expected spot");
    }
    PrintWriter err = spec.commandLine().getErr();
    Feedback rated = readFeedback(err);
    try {
      SpotResult result = input == null ? ofLake(rated, err) : ofFile(rated, err);
      print(result);
    } catch (NothingToAnalyzeException e) {
      err.println("winnow: " + e.getMessage());
      return ExitCode.NOTHING_USABLE;
    }
    return ExitCode.OK;
  }

  /** The engine that reads lakes: of a cluster, when the product was started on one. */
  static AnalysisEngine lakeEngine(int threads) {
    return AnalysisEngineProvider.engine(threads, Version.current(), InstantSource.system());
  }

  static LocalEngine engine(int threads) {
    return new LocalEngine(threads, Version.current(), InstantSource.system());
  }

  private SpotResult ofLake(Feedback rated, PrintWriter err) throws IOException {
    try (Lake opened = lake.open();
        StageProgress progress = new StageProgress()) {
      LocalDate chosen = day == null ? Days.last(opened, kind) : Days.existing(opened, kind, day);
      RunOutcome outcome =
          lakeEngine(options.threads()).run(request(chosen, rated), opened, progress);
      summary(outcome.result(), err);
      err.println(
          "run " + outcome.entry().id() + (outcome.isNew() ? "" : ", as it was made before"));
      SpotResult shown = suppressed.of(outcome, Casebook.of(opened.folder()).active(), err);
      err.flush();
      return shown;
    }
  }

  private SpotResult ofFile(Feedback rated, PrintWriter err) throws IOException {
    try (StageProgress progress = new StageProgress()) {
      FileRows rows =
          FileRows.read(java.util.Objects.requireNonNull(input), kind, day, layout, err);
      SpotResult result =
          engine(options.threads()).analyze(request(LocalDate.EPOCH, rated), rows, progress);
      if (result.counts().valid() == 0) {
        throw new NothingToAnalyzeException(
            "no " + kind.tableName() + " row of " + input + " can be scored", result.counts());
      }
      summary(result, err);
      return result;
    }
  }

  private AnalysisRequest request(LocalDate chosen, Feedback rated) throws IOException {
    return new AnalysisRequest(
        kind, chosen, options.settings(), context.readDomainList(), options.userDomain(), rated);
  }

  private Feedback readFeedback(PrintWriter err) throws IOException {
    if (feedback == null) {
      return Feedback.NONE;
    }
    try (Reader text = Files.newBufferedReader(feedback)) {
      Feedback read = FeedbackFile.read(kind, text);
      err.println(
          "feedback: "
              + Amounts.count(read.benign().size(), "benign row")
              + ", "
              + Amounts.count(read.otherRows())
              + " with another rating, "
              + Amounts.count(read.refused().size())
              + " not understood");
      read.refused().stream()
          .limit(10)
          .forEach(no -> err.println("  line " + no.line() + ": " + no.reason()));
      return read;
    }
  }

  private static void summary(SpotResult result, PrintWriter err) {
    err.println(
        Amounts.count(result.counts().total(), "row")
            + ", "
            + Amounts.count(result.counts().valid())
            + " scored"
            + (result.counts().invalid().isEmpty() ? "" : ", invalid: " + result.counts().reasons())
            + "; "
            + Amounts.count(result.model().documents(), "host")
            + " with "
            + Amounts.count(result.model().words(), "word")
            + "; "
            + Amounts.count(result.rows().size())
            + " listed");
    err.flush();
  }

  private void print(SpotResult result) throws IOException {
    if (output == null) {
      PrintWriter out = spec.commandLine().getOut();
      format.write(result, out);
      out.flush();
      return;
    }
    try (java.io.Writer writer = Files.newBufferedWriter(output, StandardCharsets.UTF_8)) {
      format.write(result, writer);
    }
  }

  /** How the list is printed. */
  enum ListFormat {
    SPOT,
    CSV;

    void write(SpotResult result, Appendable out) throws IOException {
      switch (this) {
        case SPOT -> SpotFile.writeTabs(result, out);
        case CSV -> SpotFile.writeCsv(result, out);
      }
    }
  }
}
