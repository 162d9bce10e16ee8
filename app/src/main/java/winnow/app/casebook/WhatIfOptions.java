// SPDX-License-Identifier: Apache-2.0
package winnow.app.casebook;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import winnow.app.option.ExitCode;
import winnow.app.terminal.Amounts;
import winnow.app.terminal.CsvPrinter;
import winnow.casebook.Casebook;
import winnow.casebook.Scope;
import winnow.casebook.Suppression;
import winnow.casebook.WhatIf;
import winnow.lake.Lake;
import winnow.lake.Runs;
import winnow.lake.catalog.RunEntry;
import winnow.schema.evidence.Importance;

/** Shows what a suppression would do, before it does. */
final class WhatIfOptions {
  private static final int ROWS_AT_A_TIME = 10_000;

  @Option(
      names = "--what-if",
      description =
          "add nothing; print each row of the lists that would vanish or fall below the alert level")
  boolean isAsked;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "14",
      description = "lists of how many days to look at (default: ${DEFAULT-VALUE})")
  int days;

  /** What the lists of the last days would lose. */
  WhatIf look(Scope scope, Lake lake, Casebook casebook) {
    Suppression.Terms terms = new Suppression.Terms(scope, null, "nobody", "what if");
    Suppression candidate = new Suppression(Long.MAX_VALUE, terms, Instant.EPOCH, null);
    WhatIf whatIf = new WhatIf(candidate, casebook.active(), casebook.verdicts());
    Runs runs = lake.runs();
    for (RunEntry run : runs.newestLists(days)) {
      if (run.hasCases()) {
        whatIf.addCases(runs.cases(run.id(), 0, Integer.MAX_VALUE));
      } else {
        for (int offset = 0; offset < run.findings(); offset += ROWS_AT_A_TIME) {
          whatIf.addFindings(runs.findings(run.id(), offset, ROWS_AT_A_TIME));
        }
      }
    }
    return whatIf;
  }

  /** Prints what would be lost, and warns of what was called important. */
  int print(WhatIf whatIf, PrintWriter out, PrintWriter err) {
    CsvPrinter printer = new CsvPrinter(out);
    printer.header(List.of("day", "run", "rank", "effect", "host", "peer", "verdict", "sentence"));
    for (WhatIf.Loss loss : whatIf.losses()) {
      Importance importance = loss.importance();
      printer.row(
          new @Nullable Object[] {
            loss.day(),
            loss.run(),
            loss.rank(),
            loss.effect().name().toLowerCase(java.util.Locale.ROOT),
            loss.host(),
            loss.peer(),
            importance == null ? null : importance.text(),
            loss.sentence()
          });
    }
    out.flush();
    err.println(
        Amounts.count(whatIf.losses().size())
            + " of "
            + Amounts.count(whatIf.looked(), "row")
            + " of the lists of the last "
            + Amounts.count(days, "day")
            + " would be lost"
            + (whatIf.lessened() == 0
                ? ""
                : "; "
                    + Amounts.count(whatIf.lessened(), "case")
                    + " would stay with less evidence"));
    return warn(whatIf, err);
  }

  /** Says how many of the lost rows were called important. */
  static int warn(WhatIf whatIf, PrintWriter err) {
    long alarming = whatIf.losses().stream().filter(WhatIf.Loss::isAlarming).count();
    if (alarming > 0) {
      err.println(
          "winnow: warning: somebody called "
              + Amounts.count(alarming)
              + " of them high or medium");
    }
    err.flush();
    return alarming > 0 ? ExitCode.NOTHING_USABLE : ExitCode.OK;
  }
}
