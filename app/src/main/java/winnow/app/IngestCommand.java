// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import winnow.app.terminal.Amounts;
import winnow.app.terminal.ProgressLine;
import winnow.collector.FileIngest;
import winnow.collector.IngestOutcome;
import winnow.collector.IngestSettings;
import winnow.collector.InputFile;
import winnow.collector.InputFiles;
import winnow.collector.Quarantine;
import winnow.decode.CompressedDataException;
import winnow.decode.Rejection;
import winnow.lake.Lake;
import winnow.lake.catalog.InputCounts;

/** Brings files into the lake. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = {
      "Brings files and folders of telemetry into the lake, each exactly once.",
      "",
      "Formats are told apart by content; gzip, zstd, bzip2, xz and lz4 are unpacked on the fly. A file whose content"
          + " is in the lake already, under any name, is left alone, so the command can be repeated"
          + " after any interruption."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  winnow ingest /var/captures                 everything in a folder and below",
      "  winnow ingest --source dmz conn.log.gz      rows get the source name dmz",
      "  winnow ingest --zone Europe/Berlin main.log local times of a proxy log",
      "  winnow ingest --kinds dns resolver.pcap     DNS of a capture, not its flows",
      "  winnow ingest --layout '%ts.%03tu %>a %rm %ru %>Hs' access.log",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything that could be used is in the lake",
      "1:nothing usable was found",
      "2:the command was called wrongly, or a path is not there",
      "3:the machine or the product failed",
    })
final class IngestCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin LakeOption lake;
  @Mixin KindsOption kinds;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "files and folders")
  List<Path> paths;

  @Option(names = "--source", paramLabel = "NAME", description = "name of the source of the rows")
  @Nullable String source;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description = "format of all files; told from their content when left out")
  @Nullable String format;

  @Option(
      names = "--layout",
      paramLabel = "LAYOUT",
      description =
          "layout of access logs: a format string of Squid, Apache or nginx, or the name of one")
  @Nullable String layout;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "time zone of local times in the files (default: ${DEFAULT-VALUE})")
  ZoneId zone;

  @Override
  public Integer call() throws IOException {
    List<InputFile> files = InputFiles.find(paths);
    try (Lake opened = lake.openOrCreate()) {
      FileIngest ingest =
          new FileIngest(
              opened,
              new Quarantine(lake.folder.resolve("quarantine")),
              new IngestSettings(source, format, zone, layout, kinds.wanted()));
      IngestTotals totals = new IngestTotals();
      ingestAll(ingest, files, totals, spec.commandLine().getErr());
      return totals.report(spec.commandLine().getErr());
    }
  }

  /** Ingests files one after another under one bar, and says what became of each. */
  static void ingestAll(
      FileIngest ingest, List<InputFile> files, IngestTotals totals, PrintWriter err) {
    long bytes = files.stream().mapToLong(InputFile::sizeBytes).sum();
    try (ProgressLine progress = ProgressLine.start("Ingest", bytes, "MB", 1_000_000)) {
      long done = 0;
      for (InputFile file : files) {
        progress.message(file.name());
        IngestOutcome outcome = outcome(ingest, file, progress);
        done += file.sizeBytes();
        progress.at(done, bytes);
        totals.add(outcome);
        explain(outcome, err);
      }
    }
  }

  private static IngestOutcome outcome(FileIngest ingest, InputFile file, ProgressLine progress) {
    try {
      return ingest.ingest(file, progress::step);
    } catch (CompressedDataException e) {
      return new IngestOutcome.Refused(file, String.valueOf(e.getMessage()));
    } catch (IOException | RuntimeException e) {
      // One file must not keep those after it from coming in.
      return new IngestOutcome.Failed(file, e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private static void explain(IngestOutcome outcome, PrintWriter err) {
    switch (outcome) {
      case IngestOutcome.Ingested done -> {
        if (!done.entry().counts().rejected().isEmpty()) {
          err.println(done.file().path() + ": " + counts(done.entry().counts()));
          samples(done.samples(), err);
        }
      }
      case IngestOutcome.Known known -> {}
      case IngestOutcome.NothingUsable none -> {
        err.println(
            none.file().path()
                + ": nothing usable, read as "
                + none.format()
                + ": "
                + counts(none.counts()));
        samples(none.samples(), err);
      }
      case IngestOutcome.Refused refused ->
          err.println(refused.file().path() + ": " + refused.reason());
      case IngestOutcome.Failed failed ->
          err.println(failed.file().path() + ": failed: " + failed.reason());
    }
    err.flush();
  }

  private static String counts(InputCounts counts) {
    StringBuilder text = new StringBuilder(Amounts.count(counts.accepted()) + " accepted");
    if (!counts.rejected().isEmpty()) {
      text.append("; rejected: ").append(Amounts.byReason(counts.rejected()));
    }
    if (!counts.skipped().isEmpty()) {
      text.append("; skipped: ").append(Amounts.byReason(counts.skipped()));
    }
    return text.toString();
  }

  private static void samples(List<Rejection> samples, PrintWriter err) {
    samples.stream()
        .limit(3)
        .forEach(s -> err.println("  at byte " + s.offset() + ": " + s.detail()));
  }
}
