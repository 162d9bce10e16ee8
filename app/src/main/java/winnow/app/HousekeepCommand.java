// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import winnow.app.option.ByteCount;
import winnow.app.option.ExitCode;
import winnow.app.option.LakeOption;
import winnow.app.terminal.Amounts;
import winnow.lake.DayUsage;
import winnow.lake.Housekeeping;
import winnow.lake.HousekeepingReport;
import winnow.lake.Lake;
import winnow.lake.QuotaReport;

/** Keeps a lake small. */
@Command(
    name = "housekeep",
    mixinStandardHelpOptions = true,
    description = {
      "Merges small files, drops old snapshots, deletes what nothing refers to; with --forget-before"
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
          "delete telemetry of the oldest days at once, but never of the newest, until the lake"
              + " takes no more than SIZE, such as 500GB or 2TiB")
  @Nullable Long quotaBytes;

  @Override
  public Integer call() {
    int code = ExitCode.OK;
    try (Lake opened = lake.open()) {
      Housekeeping housekeeping = opened.housekeeping();
      if (forgetBefore != null) {
        housekeeping.forgetBefore(forgetBefore);
      }
      HousekeepingReport report = housekeeping.compact().plus(housekeeping.expire());
      PrintWriter err = spec.commandLine().getErr();
      err.println(
          Amounts.count(report.compactedFiles(), "file")
              + " merged into "
              + Amounts.count(report.writtenFiles())
              + ", "
              + Amounts.count(report.expiredSnapshots(), "snapshot")
              + " dropped, "
              + Amounts.count(report.deletedFiles(), "file")
              + " deleted ("
              + Amounts.bytes(report.deletedBytes())
              + ")");
      if (quotaBytes != null) {
        QuotaReport quota = housekeeping.keepWithin(quotaBytes);
        explain(quota, err);
        code = quota.bytesAfter() <= quotaBytes ? ExitCode.OK : ExitCode.NOTHING_USABLE;
        if (code != ExitCode.OK) {
          err.println("the newest day alone is above the quota; it is kept");
        }
      }
      err.flush();
    }
    return code;
  }

  /** Says what had to go. */
  static void explain(QuotaReport report, PrintWriter err) {
    for (DayUsage day : report.forgotten()) {
      err.println(
          "deleted "
              + day.day()
              + ": "
              + Amounts.count(day.rows(), "row")
              + ", "
              + Amounts.bytes(day.bytes()));
    }
    err.println(
        "the lake takes "
            + Amounts.bytes(report.bytesAfter())
            + (report.forgotten().isEmpty()
                ? ""
                : ", before " + Amounts.bytes(report.bytesBefore())));
    err.flush();
  }
}
