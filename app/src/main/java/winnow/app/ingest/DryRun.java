// SPDX-License-Identifier: Apache-2.0
package winnow.app.ingest;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import winnow.app.option.ExitCode;
import winnow.app.option.LakeOption;
import winnow.app.terminal.Amounts;
import winnow.app.terminal.CsvPrinter;
import winnow.app.terminal.ProgressLine;
import winnow.app.terminal.RecordTable;
import winnow.app.terminal.Times;
import winnow.collector.IngestSettings;
import winnow.collector.InputFile;
import winnow.collector.InputFiles;
import winnow.collector.Preview;
import winnow.collector.Recognition;
import winnow.lake.Lake;
import winnow.lake.catalog.EventSpan;
import winnow.lake.catalog.InputCounts;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryRecord;

/** Says what an ingest would do, without writing anything to a lake. */
final class DryRun {
  private static final Path STANDARD_INPUT = Path.of("-");

  private static final List<String> COLUMNS =
      List.of(
          "file",
          "outcome",
          "format",
          "bytes",
          "flow",
          "dns",
          "http",
          "rejected",
          "skipped",
          "rejected_by_reason",
          "skipped_by_reason",
          "first_event",
          "last_event",
          "why_not");

  private final LakeOption lakeOption;
  private final IngestSettings settings;
  private final int rows;
  private final CsvPrinter printer;
  private final PrintWriter out;
  private final PrintWriter err;
  private boolean isAnythingUsable;

  DryRun(LakeOption lakeOption, IngestSettings settings, int rows, CommandLine commandLine) {
    this.lakeOption = lakeOption;
    this.settings = settings;
    this.rows = rows;
    out = commandLine.getOut();
    err = commandLine.getErr();
    printer = new CsvPrinter(out);
  }

  /** Prints a line for each file; the exit code is that of the ingest, as far as can be told. */
  int run(List<Path> paths, String nameOfStandardInput) throws IOException {
    InputFiles.Found found =
        InputFiles.find(paths.stream().filter(p -> !p.equals(STANDARD_INPUT)).toList());
    List<InputFile> files = new ArrayList<>(found.files());
    Path spooled = null;
    try (@Nullable Lake lake = lakeOption.isThere() ? lakeOption.open() : null) {
      if (paths.contains(STANDARD_INPUT)) {
        spooled = Files.createTempDirectory("winnow-stdin").resolve("input");
        files.add(InputFile.spool(System.in, spooled, nameOfStandardInput));
      }
      printer.header(COLUMNS);
      found.refused().forEach(no -> printer.row(unread(no.file(), "refused", no.reason())));
      printAll(files, lake);
    } finally {
      if (spooled != null) {
        Files.deleteIfExists(spooled);
        Files.deleteIfExists(spooled.resolveSibling(""));
      }
    }
    out.flush();
    err.flush();
    return isAnythingUsable ? ExitCode.OK : ExitCode.NOTHING_USABLE;
  }

  private void printAll(List<InputFile> files, @Nullable Lake lake) {
    long bytes = files.stream().mapToLong(InputFile::sizeBytes).sum();
    try (ProgressLine progress = ProgressLine.start("Read", bytes, "MB", 1_000_000)) {
      for (InputFile file : files) {
        progress.message(file.name());
        try {
          print(Preview.of(file, settings, rows, lake, progress::step));
        } catch (IOException | IllegalArgumentException e) {
          printer.row(unread(file, "failed", String.valueOf(e.getMessage())));
        }
      }
    }
  }

  private void print(Preview preview) {
    String outcome = outcome(preview);
    isAnythingUsable |= preview.counts().accepted() > 0 || outcome.equals("known");
    printer.row(row(preview, outcome));
    if (!preview.samples().isEmpty()) {
      err.println(preview.file().label() + ", first rejections:");
      new OutcomeText(err).samples(preview.samples());
    }
    for (TelemetryKind kind : TelemetryKind.values()) {
      List<TelemetryRecord> first =
          preview.first().stream().filter(record -> record.kind() == kind).toList();
      if (!first.isEmpty()) {
        out.flush();
        err.println(
            preview.file().label()
                + ", first "
                + Amounts.count(first.size(), "row")
                + " of "
                + kind.tableName()
                + ":");
        RecordTable.print(first, err);
      }
    }
  }

  private static String outcome(Preview preview) {
    Recognition found = preview.found();
    if (found != null && found.known() != null) {
      return "known";
    }
    if (preview.refusal() != null) {
      return "refused";
    }
    if (found != null && found.beginning() != null) {
      return "continue";
    }
    return preview.counts().accepted() > 0 ? "ingest" : "nothing usable";
  }

  private static @Nullable Object[] row(Preview preview, String outcome) {
    InputCounts counts = preview.counts();
    Optional<EventSpan> events = Optional.ofNullable(preview.events());
    return new @Nullable Object[] {
      preview.file().label(),
      outcome,
      preview.format(),
      preview.file().sizeBytes(),
      preview.rows().getOrDefault(TelemetryKind.FLOW, 0L),
      preview.rows().getOrDefault(TelemetryKind.DNS, 0L),
      preview.rows().getOrDefault(TelemetryKind.HTTP, 0L),
      sum(counts.rejected().values()),
      sum(counts.skipped().values()),
      counts.rejected().isEmpty() ? null : Amounts.byReason(counts.rejected()),
      counts.skipped().isEmpty() ? null : Amounts.byReason(counts.skipped()),
      events.map(span -> Times.instant(span.firstMicros())).orElse(null),
      events.map(span -> Times.instant(span.lastMicros())).orElse(null),
      preview.refusal(),
    };
  }

  private static @Nullable Object[] unread(InputFile file, String outcome, String why) {
    @Nullable Object[] row = new @Nullable Object[COLUMNS.size()];
    row[0] = file.label();
    row[1] = outcome;
    row[3] = file.sizeBytes();
    row[row.length - 1] = why;
    return row;
  }

  private static long sum(Iterable<Long> counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }
}
