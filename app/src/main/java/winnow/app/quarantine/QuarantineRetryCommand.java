// SPDX-License-Identifier: Apache-2.0
package winnow.app.quarantine;

import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import winnow.app.collect.LiveFormats;
import winnow.app.option.ExitCode;
import winnow.app.option.FormatName;
import winnow.app.option.MappingFile;
import winnow.app.terminal.Amounts;
import winnow.app.terminal.CsvPrinter;
import winnow.collector.IngestOutcome;
import winnow.collector.Quarantine;
import winnow.collector.QuarantineEntry;
import winnow.collector.QuarantineRetry;
import winnow.collector.QuarantineRetry.Corrections;
import winnow.lake.Lake;
import winnow.lake.catalog.InputCounts;
import winnow.lake.catalog.InputIdentity;
import winnow.lake.catalog.LedgerEntry;

/** Decodes what is in quarantine again. */
@Command(
    name = "retry",
    mixinStandardHelpOptions = true,
    description = {
      "Decodes what is in quarantine again, and brings into the lake what is accepted now.",
      "",
      "Options that are left out are as they were the last time; a mapping has to be named again."
          + " Prints what became of each input, as CSV. What is rejected still becomes an entry of its"
          + " own."
    })
final class QuarantineRetryCommand implements Callable<Integer> {
  private static final List<String> COLUMNS =
      List.of("input", "name", "outcome", "accepted", "rejected", "skipped", "why_not");
  private static final InputCounts NOTHING = InputCounts.accepted(0);

  @Spec CommandSpec spec;
  @Mixin QuarantineOption option;
  @Mixin MappingFile mapping;

  @Parameters(
      arity = "0..*",
      paramLabel = "DIGEST",
      description = "digests of inputs, or their first digits")
  List<String> digests = new ArrayList<>();

  @Option(names = "--all", description = "everything that is in quarantine")
  boolean all;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      converter = FormatName.class,
      description = "format of the inputs")
  @Nullable String format;

  @Option(names = "--layout", paramLabel = "LAYOUT", description = "layout of access logs")
  @Nullable String layout;

  @Option(names = "--zone", paramLabel = "ZONE", description = "time zone of local times")
  @Nullable ZoneId zone;

  @Override
  public Integer call() throws IOException {
    if (all != digests.isEmpty()) {
      throw new IllegalArgumentException("name inputs by their digests, or give --all");
    }
    Corrections corrections = new Corrections(format, zone, layout, mapping.read());
    CsvPrinter printer = new CsvPrinter(spec.commandLine().getOut());
    printer.header(COLUMNS);
    Set<Integer> codes = new TreeSet<>();
    try (Lake lake = option.lake.open()) {
      Quarantine quarantine = option.open(lake);
      QuarantineRetry retry =
          new QuarantineRetry(lake, quarantine, corrections, LiveFormats.of(zone));
      for (QuarantineEntry entry : chosen(quarantine, lake, printer)) {
        IngestOutcome outcome = retry(retry, entry);
        printer.row(row(entry.input(), outcome));
        codes.add(code(outcome));
      }
    }
    spec.commandLine().getOut().flush();
    return codes.contains(ExitCode.FAILURE)
        ? Integer.valueOf(ExitCode.FAILURE)
        : codes.stream().findFirst().orElse(ExitCode.OK);
  }

  /** One that cannot be read must not keep the others from it. */
  private static IngestOutcome retry(QuarantineRetry retry, QuarantineEntry entry) {
    try {
      return retry.retry(entry);
    } catch (IOException e) {
      return retry.failed(entry, e);
    }
  }

  private static int code(IngestOutcome outcome) {
    return switch (outcome) {
      case IngestOutcome.Ingested done -> ExitCode.OK;
      case IngestOutcome.Known known -> ExitCode.OK;
      case IngestOutcome.NothingUsable none -> ExitCode.NOTHING_USABLE;
      case IngestOutcome.Refused refused -> ExitCode.NOTHING_USABLE;
      case IngestOutcome.Failed failed -> ExitCode.FAILURE;
    };
  }

  private static @Nullable Object[] row(InputIdentity input, IngestOutcome outcome) {
    return switch (outcome) {
      case IngestOutcome.Ingested done -> row(input, "ingested", done.entry().counts(), null);
      case IngestOutcome.Known known -> row(input, "known", NOTHING, null);
      case IngestOutcome.NothingUsable none -> row(input, "still rejected", none.counts(), null);
      case IngestOutcome.Refused refused -> row(input, "left", NOTHING, refused.reason());
      case IngestOutcome.Failed failed -> row(input, "failed", NOTHING, failed.reason());
    };
  }

  private static @Nullable Object[] row(
      InputIdentity input, String outcome, InputCounts counts, @Nullable String why) {
    return new @Nullable Object[] {
      input.sha256(),
      input.name(),
      outcome,
      counts.accepted(),
      counts.rejected().isEmpty() ? null : Amounts.byReason(counts.rejected()),
      counts.skipped().isEmpty() ? null : Amounts.byReason(counts.skipped()),
      why,
    };
  }

  /** What is to be retried; of what is in the lake and not in quarantine any more, it says so. */
  private List<QuarantineEntry> chosen(Quarantine quarantine, Lake lake, CsvPrinter printer)
      throws IOException {
    if (all) {
      return quarantine.entries();
    }
    List<QuarantineEntry> entries = new ArrayList<>();
    for (String digits : digests) {
      InputIdentity known =
          QuarantineOption.all(quarantine, digits).isEmpty() ? known(lake, digits) : null;
      if (known == null) {
        entries.add(QuarantineOption.find(quarantine, digits));
      } else {
        printer.row(row(known, "known", NOTHING, null));
      }
    }
    return entries.stream().distinct().toList();
  }

  /** The one input in the lake whose digest starts with {@code digits}; null when there is none. */
  private static @Nullable InputIdentity known(Lake lake, String digits) {
    List<InputIdentity> found =
        lake.inputs().stream()
            .map(LedgerEntry::input)
            .filter(input -> input.sha256().startsWith(digits))
            .toList();
    return found.size() == 1 ? found.getFirst() : null;
  }
}
