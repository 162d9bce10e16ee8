// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import winnow.app.ingest.PipedInput;
import winnow.app.option.ByteCount;
import winnow.app.option.ExitCode;
import winnow.app.option.LakeOption;
import winnow.app.terminal.Amounts;
import winnow.collector.Quarantine;
import winnow.lake.DayUsage;
import winnow.lake.Housekeeping;
import winnow.lake.HousekeepingReport;
import winnow.lake.Lake;
import winnow.lake.QuotaReport;
import winnow.lake.catalog.LakeException;

/** Keeps a lake small. */
@Command(
    name = "housekeep",
    mixinStandardHelpOptions = true,
    description = {
      "Merges small files, drops old snapshots, deletes what nothing refers to, and"
          + " what was rejected long ago; with --forget-before"
          + " or --quota, deletes old telemetry.",
      "",
      "Merging and dropping also happen by themselves while data comes in. What was forgotten cannot"
          + " be brought back, and runs that read it can no longer be verified."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  winnow housekeep                               merge and clean up now",
      "  winnow housekeep --forget-before 2026-01-01    delete telemetry of 2025 and before",
      "  winnow housekeep --quota 200GB                 delete the oldest days beyond 200 GB",
    })
final class HousekeepCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin LakeOption lake;

  @Option(
      names = "--forget-before",
      paramLabel = "DAY",
      description = "delete telemetry of the days before this one, UTC")
  @Nullable LocalDate forgetBefore;

  @Option(
      names = "--quota",
      paramLabel = "SIZE",
      converter = ByteCount.class,
      description =
          "delete telemetry of the oldest days at once, then of days to come, but never of the"
              + " newest that has come, until the lake takes no more than SIZE, such as 500GB or"
              + " 2TiB")
  @Nullable Long quotaBytes;

  @Option(
      names = "--quarantine-days",
      paramLabel = "DAYS",
      defaultValue = "90",
      description =
          "days to keep what was rejected, before it can no longer be retried (default: ${DEFAULT-VALUE})")
  int quarantineDays;

  @Override
  public Integer call() throws IOException {
    try (Lake opened = lake.open()) {
      PipedInput.deleteLeft(lake.folder);
      Housekeeping housekeeping = opened.housekeeping();
      PrintWriter err = spec.commandLine().getErr();
      if (forgetBefore != null) {
        List<DayUsage> forgotten = housekeeping.forgetBefore(forgetBefore);
        explain(forgotten, err);
        err.println(
            forgotten.isEmpty()
                ? "there is no telemetry before " + forgetBefore
                : Amounts.count(forgotten.size(), "day") + " before " + forgetBefore + " deleted");
      }
      forgetRejected(err);
      // What deletes comes before what writes: the disk may be full. Merging leaves what it merged.
      keepQuota(housekeeping, err);
      boolean merged = mergeAndExpire(housekeeping, err);
      boolean within = keepQuota(housekeeping, err);
      err.flush();
      return merged ? within ? ExitCode.OK : ExitCode.NOTHING_USABLE : ExitCode.FAILURE;
    }
  }

  /** Whether the lake takes no more than it may. */
  private boolean keepQuota(Housekeeping housekeeping, PrintWriter err) {
    if (quotaBytes == null) {
      return true;
    }
    QuotaReport quota = housekeeping.keepWithin(quotaBytes, LocalDate.now(ZoneOffset.UTC));
    explain(quota.forgotten(), err);
    boolean within = quota.bytesAfter() <= quotaBytes;
    err.println(
        "the lake takes "
            + Amounts.bytes(quota.bytesAfter())
            + (quota.bytesAfter() < quota.bytesBefore()
                ? ", before " + Amounts.bytes(quota.bytesBefore())
                : "")
            + (within ? "" : ": the newest day alone is above the quota; it is kept"));
    err.flush();
    return within;
  }

  /** Whether the small files could be merged. */
  private static boolean mergeAndExpire(Housekeeping housekeeping, PrintWriter err) {
    HousekeepingReport expired = housekeeping.expire();
    boolean merged = true;
    try {
      HousekeepingReport report = housekeeping.compact();
      err.println(
          Amounts.count(report.compactedFiles(), "file")
              + " merged into "
              + Amounts.count(report.writtenFiles()));
    } catch (UncheckedIOException | LakeException e) {
      err.println("winnow: not all small files could be merged: " + e.getMessage());
      merged = false;
    }
    expired = expired.plus(housekeeping.expire());
    err.println(
        Amounts.count(expired.expiredSnapshots(), "snapshot")
            + " dropped, "
            + Amounts.count(expired.deletedFiles(), "file")
            + " deleted ("
            + Amounts.bytes(expired.deletedBytes())
            + ")");
    return merged;
  }

  private void forgetRejected(PrintWriter err) throws IOException {
    if (quarantineDays < 0) {
      throw new IllegalArgumentException("--quarantine-days is negative: " + quarantineDays);
    }
    Instant oldest = Instant.now().minus(quarantineDays, ChronoUnit.DAYS);
    int removed = new Quarantine(lake.folder.resolve("quarantine")).removeBefore(oldest);
    if (removed > 0) {
      err.println("rejected pieces of " + Amounts.count(removed, "input") + " deleted");
    }
  }

  private static void explain(List<DayUsage> forgotten, PrintWriter err) {
    for (DayUsage day : forgotten) {
      Map<String, Long> rows = new TreeMap<>();
      day.rowsOfKind().forEach((kind, count) -> rows.put(kind.tableName(), count));
      err.println(
          "deleted "
              + day.day()
              + ": "
              + Amounts.count(day.rows(), "row")
              + " ("
              + Amounts.byReason(rows)
              + "), "
              + Amounts.bytes(day.bytes()));
    }
  }
}
