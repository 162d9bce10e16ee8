// SPDX-License-Identifier: Apache-2.0
package winnow.app.casebook;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import winnow.app.option.ExitCode;
import winnow.app.option.LakeOption;
import winnow.casebook.Casebook;
import winnow.casebook.Suppression;
import winnow.lake.Lake;

/** Shows something again. */
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description =
        "Removes suppressions: what they hid is shown again at once. 'winnow suppress list --all' keeps"
            + " who removed them.")
final class SuppressRemoveCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin LakeOption lake;
  @Mixin AuthorOption author;

  @Parameters(arity = "1..*", paramLabel = "ID", description = "numbers of suppressions")
  List<Long> ids;

  @Option(names = "--reason", paramLabel = "TEXT", description = "why")
  @Nullable String reason;

  @Override
  public Integer call() {
    try (Lake opened = lake.open()) {
      Casebook casebook = Casebook.of(opened.folder());
      for (long id : ids) {
        Suppression removed = casebook.remove(id, author.name, reason);
        spec.commandLine()
            .getErr()
            .println("suppression " + id + " (" + removed.scope() + ") no longer acts");
      }
    }
    spec.commandLine().getErr().flush();
    return ExitCode.OK;
  }
}
