// SPDX-License-Identifier: Apache-2.0
package winnow.app.casebook;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import winnow.app.option.ExitCode;
import winnow.app.option.LakeOption;
import winnow.app.terminal.CsvPrinter;
import winnow.casebook.AuditEntry;
import winnow.casebook.Casebook;
import winnow.lake.Lake;

/** Who did what. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description =
        "Lists who added and removed suppressions, and who set and withdrew verdicts, the newest last,"
            + " as CSV. Nothing is ever deleted from it.",
    footerHeading = "%nExamples:%n",
    footer = {"  winnow audit | tail -20"})
public final class AuditCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin LakeOption lake;

  @Override
  public Integer call() {
    CsvPrinter printer = new CsvPrinter(spec.commandLine().getOut());
    printer.header(List.of("at", "author", "action", "subject", "detail"));
    try (Lake opened = lake.open()) {
      for (AuditEntry entry : Casebook.of(opened.folder()).audit()) {
        printer.row(
            new Object[] {
              entry.at(), entry.author(), entry.action(), entry.subject(), entry.detail()
            });
      }
    }
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
