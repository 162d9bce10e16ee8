// SPDX-License-Identifier: Apache-2.0
package winnow.app.casebook;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
import winnow.app.terminal.Amounts;
import winnow.casebook.Casebook;
import winnow.casebook.SpotRatings;
import winnow.lake.Lake;
import winnow.schema.TelemetryKind;

/** Brings in what was decided elsewhere. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Makes verdicts of the ratings in a feedback file of Apache Spot: 1 is high, 2 medium, 3 benign.",
      "",
      "The same file again changes nothing. docs/how-to/feedback.md has the columns."
    })
final class FeedbackImportCommand implements Callable<Integer> {
  private static final int MOST_REFUSALS = 10;

  @Spec CommandSpec spec;
  @Mixin LakeOption lake;

  @Parameters(arity = "1", paramLabel = "FILE", description = "the file, such as ml_feedback.csv")
  Path file;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "flow, dns or http; told by the header when left out")
  @Nullable TelemetryKind kind;

  @Option(
      names = "--author",
      paramLabel = "NAME",
      defaultValue = "spot",
      description = "who rated (default: ${DEFAULT-VALUE}, as the file does not say)")
  String author;

  @Override
  public Integer call() throws IOException {
    SpotRatings ratings = SpotRatings.read(Files.readString(file), kind, author, Instant.now());
    PrintWriter err = spec.commandLine().getErr();
    try (Lake opened = lake.open()) {
      int set =
          ratings.verdicts().isEmpty() ? 0 : Casebook.of(opened.folder()).set(ratings.verdicts());
      err.println(
          ratings.kind().tableName()
              + ": "
              + Amounts.count(set, "new verdict")
              + ", "
              + Amounts.count(ratings.verdicts().size() - set)
              + " known already, "
              + Amounts.count(ratings.unrated())
              + " not rated, "
              + Amounts.count(ratings.refused().size())
              + " not understood");
      ratings.refused().stream()
          .limit(MOST_REFUSALS)
          .forEach(refusal -> err.println("  line " + refusal.line() + ": " + refusal.reason()));
    }
    err.flush();
    return ratings.verdicts().isEmpty() ? ExitCode.NOTHING_USABLE : ExitCode.OK;
  }
}
