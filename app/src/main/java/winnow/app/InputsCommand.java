// SPDX-License-Identifier: Apache-2.0
package winnow.app;

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
import winnow.app.terminal.Amounts;
import winnow.app.terminal.CsvPrinter;
import winnow.app.terminal.NdjsonPrinter;
import winnow.app.terminal.ResultPrinter;
import winnow.app.terminal.Times;
import winnow.lake.Lake;
import winnow.lake.catalog.EventSpan;
import winnow.lake.catalog.LedgerEntry;

/** The ledger of inputs. */
@Command(
    name = "inputs",
    mixinStandardHelpOptions = true,
    description =
        "Lists what was ingested, the newest first: name, source, format, accepted, rejected and"
            + " skipped by reason, first and last event, digest.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  winnow inputs                the ledger as CSV",
      "  winnow inputs --ndjson       the same as JSON lines"
    })
final class InputsCommand implements Callable<Integer> {
  private static final List<String> COLUMNS =
      List.of(
          "ingested_at",
          "name",
          "source",
          "format",
          "bytes",
          "accepted",
          "rejected",
          "skipped",
          "rejected_by_reason",
          "skipped_by_reason",
          "first_event",
          "last_event",
          "sha256");

  @Spec CommandSpec spec;
  @Mixin LakeOption lake;

  @Option(names = "--ndjson", description = "one JSON object a row instead of CSV")
  boolean ndjson;

  @Override
  public Integer call() {
    ResultPrinter printer =
        ndjson
            ? new NdjsonPrinter(spec.commandLine().getOut())
            : new CsvPrinter(spec.commandLine().getOut());
    printer.header(COLUMNS);
    try (Lake opened = lake.open()) {
      for (LedgerEntry entry : opened.inputs()) {
        printer.row(row(entry));
      }
    }
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  private static @Nullable Object[] row(LedgerEntry entry) {
    EventSpan events = entry.events();
    return new @Nullable Object[] {
      entry.ingestedAt(),
      entry.input().name(),
      entry.input().source(),
      entry.input().format(),
      entry.input().sizeBytes(),
      entry.counts().accepted(),
      sum(entry.counts().rejected().values()),
      sum(entry.counts().skipped().values()),
      Amounts.byReason(entry.counts().rejected()),
      Amounts.byReason(entry.counts().skipped()),
      events == null ? null : Times.instant(events.firstMicros()),
      events == null ? null : Times.instant(events.lastMicros()),
      entry.input().sha256(),
    };
  }

  private static long sum(Iterable<Long> counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }
}
