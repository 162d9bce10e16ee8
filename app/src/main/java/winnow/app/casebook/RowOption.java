// SPDX-License-Identifier: Apache-2.0
package winnow.app.casebook;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import winnow.casebook.Verdicts;
import winnow.lake.Lake;
import winnow.lake.catalog.RunEntry;
import winnow.schema.evidence.Verdict;

/** A row of a list. */
final class RowOption {
  @Parameters(arity = "1", paramLabel = "RUN", description = "id of the run, see 'winnow runs'")
  String run;

  @Parameters(arity = "1", paramLabel = "RANK", description = "rank of the row in its list")
  int rank;

  @Option(
      names = "--family",
      paramLabel = "NAME",
      description = "of a case, only evidence of this family")
  @Nullable String family;

  @Option(
      names = "--peer",
      paramLabel = "PEER",
      description = "of a case, only evidence on this peer, written as the case has it")
  @Nullable String peer;

  /**
   * What a verdict on the row is about: of a case, each piece of its evidence.
   *
   * @throws IllegalArgumentException when there is no such row, or no such evidence
   */
  List<Verdict.Subject> subjects(Lake lake) {
    RunEntry entry =
        lake.runs()
            .find(run)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "no run \"" + run + "\" in this lake; 'winnow runs' lists them"));
    if (rank < 1 || rank > entry.findings()) {
      throw new IllegalArgumentException(
          "run " + run + " has ranks 1 to " + entry.findings() + ", not " + rank);
    }
    List<Verdict.Subject> all =
        entry.hasCases()
            ? Verdicts.subjects(lake.runs().cases(run, rank - 1, 1).getFirst())
            : List.of(Verdicts.subject(lake.runs().findings(run, rank - 1, 1).getFirst()));
    List<Verdict.Subject> chosen =
        all.stream()
            .filter(one -> family == null || family.equals(one.family()))
            .filter(one -> peer == null || peer.equals(one.peer()))
            .toList();
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "row "
              + rank
              + " of run "
              + run
              + " has no such evidence; it has "
              + String.join("; ", all.stream().map(RowOption::text).toList()));
    }
    return chosen;
  }

  /** A subject in words. */
  static String text(Verdict.Subject subject) {
    String what = subject.family() + " of " + subject.host();
    return subject.peer().isEmpty() ? what : what + " and " + subject.peer();
  }
}
