// SPDX-License-Identifier: Apache-2.0
package winnow.app.quarantine;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import winnow.app.option.ExitCode;
import winnow.app.terminal.Amounts;
import winnow.app.terminal.CsvPrinter;
import winnow.collector.QuarantineEntry;
import winnow.lake.Lake;

/** What is in quarantine. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description =
        "Lists the inputs of which something was rejected, and the files that could not be read, the"
            + " newest first, as CSV.")
final class QuarantineListCommand implements Callable<Integer> {
  private static final List<String> COLUMNS =
      List.of(
          "input",
          "name",
          "source",
          "format",
          "reason",
          "pieces",
          "bytes",
          "left_out",
          "retryable",
          "why_not",
          "when");

  @Spec CommandSpec spec;
  @Mixin QuarantineOption option;

  @Override
  public Integer call() throws IOException {
    CsvPrinter printer = new CsvPrinter(spec.commandLine().getOut());
    printer.header(COLUMNS);
    try (Lake lake = option.lake.open()) {
      for (QuarantineEntry entry : option.open(lake).entries()) {
        printer.row(row(entry));
      }
    }
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  private static @Nullable Object[] row(QuarantineEntry entry) {
    return new @Nullable Object[] {
      entry.sha256(),
      entry.input().name(),
      entry.input().source(),
      entry.input().format(),
      Amounts.byReason(entry.rejected()),
      entry.pieces(),
      entry.bytes(),
      entry.leftOut().isEmpty() ? null : Amounts.byReason(entry.leftOut()),
      entry.obstacle() == null,
      entry.obstacle(),
      entry.keptAt(),
    };
  }
}
