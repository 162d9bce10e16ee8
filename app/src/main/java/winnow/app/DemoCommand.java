// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import winnow.analysis.feedback.Feedback;
import winnow.analysis.run.AnalysisRequest;
import winnow.analysis.run.CaseAnalysis;
import winnow.analysis.run.LocalEngine;
import winnow.analysis.run.RunOutcome;
import winnow.analysis.score.SpotSettings;
import winnow.app.ingest.IngestCommand;
import winnow.app.ingest.IngestTotals;
import winnow.app.option.ExitCode;
import winnow.app.terminal.Amounts;
import winnow.app.terminal.StopSignal;
import winnow.collector.Backlog;
import winnow.collector.FileIngest;
import winnow.collector.IngestSettings;
import winnow.collector.InputFiles;
import winnow.collector.Quarantine;
import winnow.lake.Lake;
import winnow.schema.Finding;
import winnow.schema.TelemetryKind;
import winnow.server.Server;
import winnow.server.ServerSettings;
import winnow.synth.scenario.Scenario;

/** Everything at once, on invented traffic. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Makes ten days of an invented company's traffic, brings it in, ranks every day, and serves the"
          + " pages.",
      "",
      "What is done already is not done again. Nothing outside of the folder is touched; remove the"
          + " folder to start afresh."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  winnow demo                     and open the address it prints",
      "  winnow demo --port 9000         on another port",
    })
final class DemoCommand implements Callable<Integer> {
  private static final int SHOWN = 5;
  private static final int HISTORY_DAYS = 30;

  @Spec CommandSpec spec;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      defaultValue = ".winnow/demo",
      description = "where data and lake are kept (default: ${DEFAULT-VALUE})")
  Path folder;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8787",
      description = "port of the pages, 0 for any free one (default: ${DEFAULT-VALUE})")
  int port;

  @Option(names = "--no-serve", description = "stop after printing the top of the list")
  boolean noServe;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    Path data = folder.resolve("data");
    ContextOption context = new ContextOption();
    context.folder = data.resolve("context");
    makeData(data, err);
    try (StopSignal stop = new StopSignal();
        Lake lake = Lake.open(folder.resolve("lake"))) {
      ingest(lake, data, err);
      LocalDate last = analyze(lake, context, err);
      judge(lake, last, err);
      printTop(lake, last);
      err.println("What was planted on the last two days: " + data.resolve("labels.csv"));
      if (noServe) {
        err.println("To look at it: winnow demo, or winnow serve --lake " + folder.resolve("lake"));
        err.flush();
        return ExitCode.OK;
      }
      ServerSettings settings = ServerSettings.of("127.0.0.1", port);
      try (Server server =
          new Server(settings, lake, context.readHostContext(), Version.current())) {
        URI address = server.start();
        err.println();
        err.println("Open " + address + " in a browser. Ctrl-C stops it.");
        err.flush();
        stop.await();
      }
    }
    return ExitCode.OK;
  }

  private static void makeData(Path data, PrintWriter err) throws IOException {
    if (!Files.exists(data.resolve("labels.csv"))) {
      err.println("1/5 Making ten days of traffic of 300 hosts");
      err.flush();
      SynthCommand.write(
          Scenario.demo(), List.of("nfcapd", "dns-pcap", "proxy"), List.of(), data, err);
    }
  }

  private void ingest(Lake lake, Path data, PrintWriter err) throws IOException {
    err.println("2/5 Bringing it into the lake");
    err.flush();
    Quarantine quarantine = new Quarantine(folder.resolve("lake/quarantine"));
    IngestSettings settings = IngestSettings.defaults();
    IngestTotals totals = new IngestTotals();
    int threads = Runtime.getRuntime().availableProcessors();
    IngestCommand.ingestAll(
        new Backlog(lake, new FileIngest(lake, quarantine, settings), threads),
        InputFiles.find(List.of(data.resolve("flow"), data.resolve("proxy"))).files(),
        totals,
        err);
    // The exporter reports the flows of these packets already.
    FileIngest packets = new FileIngest(lake, quarantine, settings.only(Set.of(TelemetryKind.DNS)));
    IngestCommand.ingestAll(
        new Backlog(lake, packets, threads),
        InputFiles.find(List.of(data.resolve("dns"))).files(),
        totals,
        err);
    totals.report(err);
  }

  private static LocalDate analyze(Lake lake, ContextOption context, PrintWriter err)
      throws IOException {
    err.println("3/5 Ranking every record of every day");
    err.flush();
    LocalEngine engine = AnalyzeCommand.engine(Runtime.getRuntime().availableProcessors());
    LocalDate last = Days.last(lake, TelemetryKind.FLOW);
    for (TelemetryKind kind : TelemetryKind.values()) {
      for (LocalDate day : lake.days(kind)) {
        AnalysisRequest request =
            new AnalysisRequest(
                kind, day, SpotSettings.defaults(), context.readDomainList(), null, Feedback.NONE);
        if (engine.find(request, lake).isEmpty()) {
          try (StageProgress progress = new StageProgress()) {
            RunOutcome outcome = engine.run(request, lake, progress);
            err.println(
                "  "
                    + day
                    + " "
                    + kind.tableName()
                    + ": "
                    + Amounts.count(outcome.result().counts().total(), "row")
                    + ", "
                    + Amounts.count(outcome.entry().findings())
                    + " listed");
            err.flush();
          }
        }
      }
    }
    return last;
  }

  private static void judge(Lake lake, LocalDate last, PrintWriter err) {
    err.println("4/5 Judging the hosts of every day by the days before");
    err.flush();
    int threads = Runtime.getRuntime().availableProcessors();
    CaseAnalysis analysis = CasesCommand.analysis(lake, List.of(), threads);
    CasesCommand.judge(lake, last, analysis, HISTORY_DAYS, err);
  }

  private void printTop(Lake lake, LocalDate day) {
    PrintWriter out = spec.commandLine().getOut();
    spec.commandLine().getErr().println("5/5 The least usual of " + day);
    spec.commandLine().getErr().flush();
    lake.runs().latestWithCases(day).stream()
        .limit(1)
        .flatMap(run -> lake.runs().cases(run.id(), 0, SHOWN).stream())
        .forEach(one -> out.println("case " + one.rank() + "  " + one.sentence()));
    for (TelemetryKind kind : TelemetryKind.values()) {
      lake.runs().latest(kind, day).stream()
          .limit(1)
          .flatMap(run -> lake.runs().findings(run.id(), 0, SHOWN).stream())
          .forEach(finding -> out.println(line(finding)));
    }
    out.flush();
  }

  private static String line(Finding finding) {
    return finding.kind().tableName() + " " + finding.rank() + "  " + finding.sentence();
  }
}
