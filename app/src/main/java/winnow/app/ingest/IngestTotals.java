// SPDX-License-Identifier: Apache-2.0
package winnow.app.ingest;

import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import winnow.app.option.ExitCode;
import winnow.app.terminal.Amounts;
import winnow.collector.IngestOutcome;
import winnow.lake.catalog.InputCounts;
import winnow.schema.TelemetryKind;

/** Adds up what became of files. */
public final class IngestTotals {
  private final Map<TelemetryKind, Long> rows = new EnumMap<>(TelemetryKind.class);
  private final Map<String, Long> rejected = new TreeMap<>();
  private final Map<String, Long> skipped = new TreeMap<>();
  private int ingested;
  private int known;
  private int unusable;
  private int refused;
  private int failed;

  public void add(IngestOutcome outcome) {
    switch (outcome) {
      case IngestOutcome.Ingested done -> {
        ingested++;
        done.entry().rows().forEach((kind, count) -> rows.merge(kind, count, Long::sum));
        add(done.entry().counts());
      }
      case IngestOutcome.Known already -> known++;
      case IngestOutcome.NothingUsable nothing -> {
        unusable++;
        add(nothing.counts());
      }
      case IngestOutcome.Refused not -> refused++;
      case IngestOutcome.Failed not -> failed++;
    }
  }

  private void add(InputCounts counts) {
    counts.rejected().forEach((reason, count) -> rejected.merge(reason, count, Long::sum));
    counts.skipped().forEach((reason, count) -> skipped.merge(reason, count, Long::sum));
  }

  /** Prints the sums; the exit code says whether anything was usable. */
  public int report(PrintWriter err) {
    long accepted = rows.values().stream().mapToLong(Long::longValue).sum();
    long bad = rejected.values().stream().mapToLong(Long::longValue).sum();
    long left = skipped.values().stream().mapToLong(Long::longValue).sum();
    err.println(
        Amounts.count(ingested, "file")
            + " ingested"
            + (known > 0 ? ", " + Amounts.count(known) + " known already" : "")
            + (unusable > 0 ? ", " + Amounts.count(unusable) + " without a usable record" : "")
            + (failed > 0 ? ", " + Amounts.count(failed) + " failed" : "")
            + (refused > 0 ? ", " + Amounts.count(refused) + " not read" : ""));
    err.println(
        "read "
            + Amounts.count(accepted + bad + left)
            + ": accepted "
            + Amounts.count(accepted)
            + byKind()
            + ", rejected "
            + Amounts.count(bad)
            + (bad > 0 ? " (" + Amounts.byReason(rejected) + ")" : "")
            + ", skipped "
            + Amounts.count(left)
            + (left > 0 ? " (" + Amounts.byReason(skipped) + ")" : ""));
    err.flush();
    if (failed > 0) {
      return ExitCode.FAILURE;
    }
    return accepted > 0 || known > 0 ? ExitCode.OK : ExitCode.NOTHING_USABLE;
  }

  private String byKind() {
    if (rows.isEmpty()) {
      return "";
    }
    Map<String, Long> named = new TreeMap<>();
    rows.forEach((kind, count) -> named.put(kind.tableName(), count));
    return " (" + Amounts.byReason(named) + ")";
  }
}
