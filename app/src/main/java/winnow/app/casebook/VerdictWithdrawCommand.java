// SPDX-License-Identifier: Apache-2.0
package winnow.app.casebook;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import winnow.app.option.ExitCode;
import winnow.app.option.LakeOption;
import winnow.casebook.Casebook;
import winnow.lake.Lake;
import winnow.schema.evidence.Verdict;

/** Takes a verdict back. */
@Command(
    name = "withdraw",
    mixinStandardHelpOptions = true,
    description =
        "Withdraws the verdict on a row, as if nobody had judged it; 'winnow audit' keeps it.")
final class VerdictWithdrawCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin LakeOption lake;
  @Mixin AuthorOption author;
  @Mixin RowOption row;

  @Option(names = "--note", paramLabel = "TEXT", description = "why")
  @Nullable String note;

  @Override
  public Integer call() {
    try (Lake opened = lake.open()) {
      Casebook casebook = Casebook.of(opened.folder());
      for (Verdict.Subject subject : row.subjects(opened)) {
        casebook.withdraw(subject, author.name, note);
        spec.commandLine().getErr().println("withdrawn: " + RowOption.text(subject));
      }
    }
    spec.commandLine().getErr().flush();
    return ExitCode.OK;
  }
}
