// SPDX-License-Identifier: Apache-2.0
package winnow.app.collect;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import winnow.app.terminal.Amounts;
import winnow.lake.DayUsage;
import winnow.lake.Housekeeping;
import winnow.lake.QuotaReport;

/** Keeps a lake within its quota while it is written. */
final class LakeQuota {
  private final Housekeeping housekeeping;
  private final @Nullable Long mostBytes;
  private String said = "";

  /**
   * A quota.
   *
   * @param mostBytes what the lake may take; null for any size
   */
  LakeQuota(Housekeeping housekeeping, @Nullable Long mostBytes) {
    this.housekeeping = housekeeping;
    this.mostBytes = mostBytes;
  }

  /** Deletes the oldest days beyond the quota, and says so; a failure is said and tried again. */
  void keep(LiveCollection.Talk talk) {
    if (mostBytes == null) {
      return;
    }
    try {
      QuotaReport report = housekeeping.keepWithin(mostBytes, LocalDate.now(ZoneOffset.UTC));
      for (DayUsage day : report.forgotten()) {
        talk.say(
            "beyond --quota: deleted %s, %s, %s"
                .formatted(
                    day.day(), Amounts.count(day.rows(), "row"), Amounts.bytes(day.bytes())));
      }
      sayOnce(
          talk,
          report.bytesAfter() <= mostBytes
              ? ""
              : "the newest day, which stays, is above --quota " + Amounts.bytes(mostBytes));
    } catch (RuntimeException e) {
      sayOnce(talk, "--quota could not be kept, it is tried again: " + e.getMessage());
    }
  }

  private void sayOnce(LiveCollection.Talk talk, String text) {
    if (!text.isEmpty() && !text.equals(said)) {
      talk.say(text);
    }
    said = text;
  }
}
