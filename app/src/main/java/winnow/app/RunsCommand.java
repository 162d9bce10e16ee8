// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import winnow.app.option.ExitCode;
import winnow.app.option.LakeOption;
import winnow.app.terminal.CsvPrinter;
import winnow.app.terminal.ResultPrinter;
import winnow.lake.Lake;
import winnow.lake.catalog.RunEntry;
import winnow.schema.TelemetryKind;

/** The registry of analyses. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    description = "Lists the analyses, the newest first, as CSV; or prints the manifest of one.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  winnow runs                  all runs",
      "  winnow runs RUN              the manifest of one, as JSON"
    })
final class RunsCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin LakeOption lake;

  @Parameters(arity = "0..1", paramLabel = "RUN", description = "id of a run")
  @Nullable String run;

  @Override
  public Integer call() {
    try (Lake opened = lake.open()) {
      if (run == null) {
        list(opened.runs().list());
      } else {
        spec.commandLine().getOut().println(find(opened, run).manifest());
      }
    }
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  /** The run called {@code id}. */
  static RunEntry find(Lake lake, String id) {
    return lake.runs()
        .find(id)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no run \"" + id + "\" in this lake; 'winnow runs' lists them"));
  }

  private void list(List<RunEntry> runs) {
    ResultPrinter printer = new CsvPrinter(spec.commandLine().getOut());
    printer.header(
        List.of("run", "method", "kind", "day", "finished_at", "findings", "list_sha256"));
    for (RunEntry entry : runs) {
      TelemetryKind kind = entry.kind();
      printer.row(
          new @Nullable Object[] {
            entry.id(),
            entry.method(),
            kind == null ? null : kind.tableName(),
            entry.day(),
            entry.finishedAt(),
            entry.findings(),
            entry.listDigest()
          });
    }
  }
}
