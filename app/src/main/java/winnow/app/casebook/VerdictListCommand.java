// SPDX-License-Identifier: Apache-2.0
package winnow.app.casebook;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import winnow.app.option.ExitCode;
import winnow.app.option.LakeOption;
import winnow.app.terminal.CsvPrinter;
import winnow.casebook.Casebook;
import winnow.lake.Lake;
import winnow.schema.evidence.Verdict;

/** What was decided. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the verdicts that count, in the order they were set, as CSV.")
final class VerdictListCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin LakeOption lake;

  @Override
  public Integer call() {
    CsvPrinter printer = new CsvPrinter(spec.commandLine().getOut());
    printer.header(List.of("day", "host", "family", "peer", "verdict", "author", "at", "note"));
    try (Lake opened = lake.open()) {
      for (Verdict verdict : Casebook.of(opened.folder()).verdicts().list()) {
        printer.row(
            new @Nullable Object[] {
              verdict.day(),
              verdict.host(),
              verdict.family(),
              verdict.peer(),
              verdict.importance().text(),
              verdict.author(),
              verdict.at(),
              verdict.note()
            });
      }
    }
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
