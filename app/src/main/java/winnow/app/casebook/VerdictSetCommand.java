// SPDX-License-Identifier: Apache-2.0
package winnow.app.casebook;

import java.io.PrintWriter;
import java.time.Instant;
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
import winnow.lake.Lake;
import winnow.schema.evidence.Importance;
import winnow.schema.evidence.Verdict;

/** Decides about a row. */
@Command(
    name = "set",
    mixinStandardHelpOptions = true,
    description =
        "Sets the verdict on a row of a list; on a case, on each piece of its evidence, or those that"
            + " --family and --peer choose. A newer one takes the place of an older one.")
final class VerdictSetCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin LakeOption lake;
  @Mixin AuthorOption author;

  @Parameters(
      arity = "1",
      paramLabel = "IMPORTANCE",
      description = "${COMPLETION-CANDIDATES}",
      completionCandidates = Names.class)
  String importance;

  @Mixin RowOption row;

  @Option(names = "--note", paramLabel = "TEXT", description = "why")
  @Nullable String note;

  @Override
  public Integer call() {
    Importance chosen = Importance.named(importance);
    PrintWriter err = spec.commandLine().getErr();
    try (Lake opened = lake.open()) {
      List<Verdict.Subject> subjects = row.subjects(opened);
      Instant now = Instant.now();
      Casebook.of(opened.folder())
          .set(
              subjects.stream()
                  .map(one ->
                      new Verdict(
                          one.day(),
                          one.host(),
                          one.family(),
                          one.peer(),
                          chosen,
                          author.name,
                          now,
                          note))
                  .toList());
      subjects.forEach(one -> err.println(chosen.text() + ": " + RowOption.text(one)));
    }
    err.flush();
    return ExitCode.OK;
  }

  /** The names of importances. */
  static final class Names extends java.util.ArrayList<String> {
    Names() {
      for (Importance importance : Importance.values()) {
        add(importance.text());
      }
    }
  }
}
