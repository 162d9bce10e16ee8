// SPDX-License-Identifier: Apache-2.0
package winnow.app.ingest;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import winnow.app.collect.LiveFormats;
import winnow.app.option.FormatOptions;
import winnow.app.option.KindsOption;
import winnow.app.option.LakeOption;
import winnow.app.option.MappingFile;
import winnow.app.terminal.ProgressLine;
import winnow.collector.Backlog;
import winnow.collector.FileIngest;
import winnow.collector.IngestOutcome;
import winnow.collector.IngestSettings;
import winnow.collector.InputFile;
import winnow.collector.InputFiles;
import winnow.collector.Quarantine;
import winnow.lake.Lake;

/** Brings files into the lake. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = {
      "Brings files and folders of telemetry into the lake, each exactly once.",
      "",
      "Formats are told apart by content; gzip, zstd, bzip2, xz and lz4 are unpacked on the"
          + " fly. A file whose content is in the lake already, under any name, is left alone, so the command can be repeated"
          + " after any interruption. The path - stands for standard input."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  winnow ingest /var/captures                 everything in a folder and below",
      "  winnow ingest --source dmz conn.log.gz      rows get the source name dmz",
      "  winnow ingest --mapping fw.mapping fw.csv   a table of any make",
      "  winnow ingest --zone Europe/Berlin main.log local times of a proxy log",
      "  winnow ingest --kinds dns resolver.pcap     DNS of a capture, not its flows",
      "  winnow ingest --layout '%%ts.%%03tu %%>a %%rm %%ru %%>Hs' access.log",
      "  winnow ingest --dry-run --rows 3 main.log   what would come of it, without a trace",
      "  ssh sensor cat conn.log | winnow ingest - --name conn.log",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything that could be used is in the lake",
      "1:nothing usable was found",
      "2:the command was called wrongly, or a path is not there",
      "3:the machine or the product failed",
    })
public final class IngestCommand implements Callable<Integer> {
  private static final Path STANDARD_INPUT = Path.of("-");

  @Spec CommandSpec spec;
  @Mixin LakeOption lake;
  @Mixin KindsOption kinds;
  @Mixin MappingFile mapping;
  @Mixin FormatOptions reading;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "files and folders; - for a pipe")
  List<Path> paths;

  @Option(names = "--source", paramLabel = "NAME", description = "name of the source of the rows")
  @Nullable String source;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "stdin",
      description = "what standard input is called in the ledger (default: ${DEFAULT-VALUE})")
  String name;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "files to read at a time (default: one a processor)")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--dry-run",
      description =
          "reads everything and writes nothing: prints, as CSV, what would come of each file")
  boolean dryRun;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "0",
      description = "with --dry-run, shows the first N rows of each kind of each file")
  int rows;

  @Override
  public Integer call() throws IOException {
    if (threads < 1) {
      throw new IllegalArgumentException("--threads must be at least 1, not " + threads);
    }
    IngestSettings settings =
        new IngestSettings(
            source,
            reading.format,
            reading.zone,
            reading.layout,
            mapping.read(),
            kinds.wanted(),
            LiveFormats.of(reading.zone));
    if (dryRun) {
      return new DryRun(lake, settings, rows, spec.commandLine()).run(paths, name);
    }
    List<Path> found = paths.stream().filter(path -> !path.equals(STANDARD_INPUT)).toList();
    InputFiles.Found inputs = InputFiles.find(found);
    PrintWriter err = spec.commandLine().getErr();
    IngestTotals totals = new IngestTotals();
    try (Lake opened = lake.openOrCreate(threads)) {
      PipedInput.deleteLeft(lake.folder);
      Quarantine quarantine = new Quarantine(lake.folder.resolve("quarantine"));
      Backlog backlog = new Backlog(opened, new FileIngest(opened, quarantine, settings), threads);
      inputs.refused().forEach(refused -> tell(refused, totals, err));
      ingestAll(backlog, inputs.files(), totals, err);
      if (paths.contains(STANDARD_INPUT)) {
        ingestStandardInput(backlog, totals, err);
      }
      return totals.report(err);
    }
  }

  /** A pipe can be read once, and its digest and format come first: it becomes a file. */
  private void ingestStandardInput(Backlog backlog, IngestTotals totals, PrintWriter err)
      throws IOException {
    try (PipedInput piped = PipedInput.open(lake.folder)) {
      ingestAll(backlog, List.of(InputFile.spool(System.in, piped.file(), name)), totals, err);
    }
  }

  private static void tell(IngestOutcome outcome, IngestTotals totals, PrintWriter err) {
    totals.add(outcome);
    new OutcomeText(err).explain(outcome);
  }

  /** Ingests files under one bar, and says what became of each. */
  public static void ingestAll(
      Backlog backlog, List<InputFile> files, IngestTotals totals, PrintWriter err) {
    long bytes = files.stream().mapToLong(InputFile::sizeBytes).sum();
    OutcomeText text = new OutcomeText(err);
    try (ProgressLine progress = ProgressLine.start("Ingest", bytes, "MB", 1_000_000)) {
      backlog.ingest(
          files,
          new Backlog.Listener() {
            @Override
            public void read(long count) {
              progress.step(count);
            }

            @Override
            public void ended(IngestOutcome outcome) {
              progress.message(outcome.file().name());
              totals.add(outcome);
              text.explain(outcome);
            }
          });
    }
  }
}
