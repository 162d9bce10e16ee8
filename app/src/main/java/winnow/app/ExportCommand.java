// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import winnow.app.export.ExportFormat;
import winnow.app.export.RowWriter;
import winnow.app.option.ExitCode;
import winnow.app.option.LakeOption;
import winnow.lake.Lake;
import winnow.lake.Scan;
import winnow.lake.ScanRequest;
import winnow.lake.ScanTask;
import winnow.schema.TelemetryKind;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.column.TelemetryTable;

/** Rows of the lake for other systems. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Prints all rows of a kind, or those of one day, in a format that other systems read.",
      "",
      "csv has our columns; spot is what Apache Spot's ingest reads; ecs, ocsf and odm are JSON lines in"
          + " these vocabularies. What each column becomes: docs/reference/columns.md."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  winnow export flow --day 2026-03-02 > flows.csv",
      "  winnow export dns --as ecs | gzip > dns.ndjson.gz"
    })
final class ExportCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin LakeOption lake;

  @Parameters(arity = "1", paramLabel = "KIND", description = "flow, dns or http")
  TelemetryKind kind;

  @Option(
      names = "--as",
      paramLabel = "FORMAT",
      defaultValue = "csv",
      description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  ExportFormat format;

  @Option(names = "--day", paramLabel = "DAY", description = "one day, UTC, such as 2026-03-02")
  @Nullable LocalDate day;

  @Override
  public Integer call() throws IOException {
    TelemetryTable<?, ?> table = TelemetryTable.of(kind);
    ScanRequest request = ScanRequest.of(table);
    PrintWriter out = spec.commandLine().getOut();
    try (Lake opened = lake.open()) {
      Scan scan = opened.scan(day == null ? request : request.day(day));
      RowWriter writer = format.writer(table);
      writer.header(out);
      for (ScanTask task : scan.tasks()) {
        task.read(batch -> write(writer, batch, out));
      }
      out.flush();
      if (scan.rows() == 0) {
        spec.commandLine().getErr().println("winnow: no rows of " + kind.tableName() + " there");
        return ExitCode.NOTHING_USABLE;
      }
    }
    return ExitCode.OK;
  }

  private static void write(RowWriter writer, ColumnBatch batch, PrintWriter out) {
    try {
      writer.write(batch, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
