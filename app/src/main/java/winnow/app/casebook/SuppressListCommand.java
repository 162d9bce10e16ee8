// SPDX-License-Identifier: Apache-2.0
package winnow.app.casebook;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import winnow.app.option.ExitCode;
import winnow.app.option.LakeOption;
import winnow.app.terminal.CsvPrinter;
import winnow.casebook.Casebook;
import winnow.casebook.Suppression;
import winnow.lake.Lake;

/** What is hidden. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the suppressions that act, in the order they were added, as CSV.")
final class SuppressListCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin LakeOption lake;

  @Option(names = "--all", description = "those too that have ended or were removed")
  boolean all;

  @Override
  public Integer call() {
    CsvPrinter printer = new CsvPrinter(spec.commandLine().getOut());
    printer.header(
        List.of(
            "id",
            "state",
            "scope",
            "expires_at",
            "author",
            "reason",
            "added_at",
            "removed_at",
            "removed_by",
            "removed_reason"));
    Instant now = Instant.now();
    try (Lake opened = lake.open()) {
      for (Suppression one : Casebook.of(opened.folder()).suppressions()) {
        if (all || one.isActive(now)) {
          printer.row(row(one, now));
        }
      }
    }
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  private static @Nullable Object[] row(Suppression one, Instant now) {
    Suppression.Removal removal = one.removal();
    return new @Nullable Object[] {
      one.id(),
      removal != null ? "removed" : one.isActive(now) ? "active" : "expired",
      one.scope().toString(),
      one.terms().expiresAt(),
      one.terms().author(),
      one.terms().reason(),
      one.addedAt(),
      removal == null ? null : removal.at(),
      removal == null ? null : removal.author(),
      removal == null ? null : removal.reason()
    };
  }
}
