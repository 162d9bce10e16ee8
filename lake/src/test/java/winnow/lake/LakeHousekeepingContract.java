// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static winnow.lake.LakeRows.octets;
import static winnow.lake.LakeRows.rows;
import static winnow.lake.LakeRows.text;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import winnow.lake.catalog.InputCounts;
import winnow.lake.catalog.LakeException;
import winnow.schema.TelemetryKind;
import winnow.schema.column.DnsColumns;
import winnow.schema.column.FlowColumns;
import winnow.schema.column.TelemetryTable;

/** How a lake merges and deletes files, and what it may never lose by that. */
interface LakeHousekeepingContract extends StoredLake {
  /** A day after all of the samples. */
  LocalDate LATER = LocalDate.parse("2100-01-01");

  /** A clock that stands at the time of the first sample. */
  InstantSource THE_FIRST_SAMPLE =
      InstantSource.fixed(Instant.EPOCH.plus(Samples.DAY_START, ChronoUnit.MICROS));

  @Test
  default void deletesTheOldestDaysFromDiskUntilItIsWithinItsQuota() throws IOException {
    try (Lake lake = open()) {
      for (int day = 0; day < 5; day++) {
        try (Ingest ingest = lake.beginIngest(Samples.input(day + 1))) {
          for (int i = 0; i < 2_000; i++) {
            ingest.append(
                Samples.flow(Samples.DAY_START + day * 24 * Samples.HOUR + i, day * 10_000 + i));
          }
          ingest.commit(InputCounts.accepted(2_000));
        }
      }
      List<LocalDate> days = lake.days(TelemetryKind.FLOW);
      long all = lake.housekeeping().keepWithin(Long.MAX_VALUE, LATER).bytesAfter();
      QuotaReport enough = lake.housekeeping().keepWithin(all - 1, LATER);
      assertThat(enough.forgotten()).isEmpty();
      long ofDay = lake.scan(ScanRequest.of(FlowColumns.TABLE)).files().getFirst().sizeBytes();
      long files = dataFiles();

      QuotaReport report =
          lake.housekeeping().keepWithin(enough.bytesAfter() - ofDay - 1_000, LATER);

      assertThat(report.forgotten())
          .extracting(DayUsage::day)
          .containsExactlyElementsOf(days.subList(0, 2));
      assertThat(report.forgotten()).extracting(DayUsage::rows).containsOnly(2_000L);
      assertThat(report.bytesAfter()).isLessThan(enough.bytesAfter() - ofDay);
      assertThat(dataFiles()).isEqualTo(files - 2);
      assertThat(rows(lake, FlowColumns.TABLE)).isEqualTo(6_000);

      QuotaReport most = lake.housekeeping().keepWithin(1, LATER);
      assertThat(most.forgotten()).hasSize(2);
      assertThat(lake.days(TelemetryKind.FLOW)).containsExactly(days.getLast());
      assertThat(dataFiles()).isEqualTo(files - 4);
      assertThat(lake.inputs()).hasSize(5);
    }
  }

  @Test
  default void deletesDaysToComeBeforeTheNewestThatHasCome() throws IOException {
    try (Lake lake = open(LakeSettings.defaults(), THE_FIRST_SAMPLE)) {
      for (int day = 0; day < 5; day++) {
        try (Ingest ingest = lake.beginIngest(Samples.input(day + 10))) {
          for (int i = 0; i < 200; i++) {
            ingest.append(
                Samples.flow(Samples.DAY_START + day * 24 * Samples.HOUR + i, day * 10_000 + i));
          }
          ingest.commit(InputCounts.accepted(200));
        }
      }
      List<LocalDate> days = lake.days(TelemetryKind.FLOW);
      LocalDate today = days.get(2);

      QuotaReport report = lake.housekeeping().keepWithin(1, today);

      assertThat(report.forgotten())
          .extracting(DayUsage::day)
          .containsExactly(days.get(0), days.get(1), days.get(4), days.get(3));
      assertThat(lake.days(TelemetryKind.FLOW)).containsExactly(today);
    }
  }

  @Test
  default void ofDaysToComeAloneTheFirstStays() throws IOException {
    try (Lake lake = open(LakeSettings.defaults(), InstantSource.fixed(Instant.EPOCH))) {
      for (int day = 0; day < 3; day++) {
        try (Ingest ingest = lake.beginIngest(Samples.input(day + 1))) {
          ingest.append(Samples.flow(Samples.DAY_START + day * 24 * Samples.HOUR, day));
          ingest.commit(InputCounts.accepted(1));
        }
      }
      List<LocalDate> days = lake.days(TelemetryKind.FLOW);
      lake.housekeeping().keepWithin(1, days.getFirst().minusDays(1));
      assertThat(lake.days(TelemetryKind.FLOW)).containsExactly(days.getFirst());
    }
  }

  @Test
  default void aDayOnWhichSomethingCameInHasComeWhateverTheClockSays() throws IOException {
    try (Lake lake = open(LakeSettings.defaults(), THE_FIRST_SAMPLE)) {
      for (int day = 0; day < 2; day++) {
        try (Ingest ingest = lake.beginIngest(Samples.input(day + 1))) {
          ingest.append(Samples.flow(Samples.DAY_START - day * 24 * Samples.HOUR, day));
          ingest.commit(InputCounts.accepted(1));
        }
      }
      List<LocalDate> days = lake.days(TelemetryKind.FLOW);
      lake.housekeeping().keepWithin(1, LocalDate.EPOCH);
      assertThat(lake.days(TelemetryKind.FLOW)).containsExactly(days.getLast());
    }
  }

  @Test
  default void forgetsNoDayWhileThereIsSomethingElseToDelete() throws IOException {
    try (Lake lake = open()) {
      for (int number = 1; number <= 10; number++) {
        try (Ingest ingest = lake.beginIngest(Samples.input(number))) {
          ingest.append(Samples.flow(Samples.DAY_START, number));
          ingest.append(Samples.flow(Samples.DAY_START + 24 * Samples.HOUR, number));
          ingest.commit(InputCounts.accepted(2));
        }
      }
      assertThat(lake.housekeeping().compact().compactedFiles()).isEqualTo(20);
      long rows = rows(lake, FlowColumns.TABLE);
      long all = lake.housekeeping().keepWithin(Long.MAX_VALUE, LATER).bytesAfter();

      QuotaReport report = lake.housekeeping().keepWithin(all / 2, LATER);

      assertThat(report.forgotten()).isEmpty();
      assertThat(report.bytesAfter()).isLessThanOrEqualTo(all / 2);
      assertThat(rows(lake, FlowColumns.TABLE)).isEqualTo(rows);
    }
  }

  @Test
  default void readsTheSameAfterCompaction() {
    try (Lake lake = open(LakeSettings.defaults().withoutGrace())) {
      for (int input = 1; input <= 9; input++) {
        Samples.ingest(lake, input, 200, 3);
      }
      ScanRequest all = ScanRequest.of(FlowColumns.TABLE);
      Scan before = lake.scan(all);
      List<Long> rows = octets(lake, all);
      HousekeepingReport report = lake.housekeeping().compact();

      assertThat(report.compactedFiles()).isEqualTo(27);
      assertThat(report.writtenFiles()).isEqualTo(3);
      assertThat(lake.scan(all).files()).hasSize(3);
      assertThat(octets(lake, all)).isEqualTo(rows);
      assertThat(octets(lake, all.at(before.snapshotId()))).isEqualTo(rows);
      Samples.ingest(lake, 10, 200, 3);
      assertThat(octets(lake, all)).hasSize(2_000).containsAll(rows);
      assertThat(lake.housekeeping().compact()).isEqualTo(HousekeepingReport.NOTHING);
    }
  }

  @Test
  default void compactsAllColumnsOfAllKinds() {
    try (Lake lake = open()) {
      for (int input = 1; input <= 8; input++) {
        try (Ingest ingest = lake.beginIngest(Samples.input(input))) {
          for (int i = 0; i < 90; i++) {
            TelemetryKind kind = TelemetryKind.values()[i % 3];
            ingest.append(Samples.any(kind, Samples.DAY_START + i, input * 100 + i));
          }
          ingest.commit(InputCounts.accepted(90));
        }
      }
      Map<TelemetryKind, List<String>> before = new HashMap<>();
      for (TelemetryKind kind : TelemetryKind.values()) {
        before.put(kind, text(lake, TelemetryTable.of(kind)));
      }
      assertThat(lake.housekeeping().compact().writtenFiles()).isEqualTo(3);
      for (TelemetryKind kind : TelemetryKind.values()) {
        assertThat(text(lake, TelemetryTable.of(kind))).isEqualTo(before.get(kind));
      }
    }
  }

  @Test
  default void givesUpFilesOfADeadProcess() throws IOException {
    InstantSource later = InstantSource.offset(InstantSource.system(), Duration.ofHours(1));
    LakeSettings small = LakeSettings.defaults().withMemory(10, 10);
    try (Lake dead = open(small);
        Lake alive = open(small, later)) {
      Samples.ingest(dead, 1, 5, 1);
      try (Ingest ingest = dead.beginIngest(Samples.input(2))) {
        for (int i = 0; i < 300; i++) {
          ingest.append(Samples.flow(Samples.DAY_START + i % 30 * Samples.HOUR, i));
        }
        assertThat(dataFiles()).isGreaterThan(1);
        assertThat(alive.housekeeping().expire().deletedFiles()).isGreaterThan(1);
        assertThatThrownBy(() -> ingest.commit(InputCounts.accepted(300)))
            .isInstanceOf(LakeException.class);
      }
      assertThat(rows(alive, FlowColumns.TABLE)).isEqualTo(5);
      assertThat(dataFiles()).isEqualTo(1);
    }
  }

  @Test
  default void deletesFilesOfExpiredSnapshotsOnly() {
    try (Lake lake = open(LakeSettings.defaults().withoutGrace().withSnapshots(2))) {
      for (int input = 1; input <= 9; input++) {
        Samples.ingest(lake, input, 20, 1);
      }
      ScanRequest all = ScanRequest.of(FlowColumns.TABLE);
      long pinned = lake.scan(all).snapshotId();
      lake.runs().publish(Samples.run("r1", Map.of(TelemetryKind.FLOW, pinned), 0), List.of());
      Samples.ingest(lake, 10, 20, 1);
      long unpinned = lake.scan(all).snapshotId();
      lake.housekeeping().compact();
      Samples.ingest(lake, 11, 20, 1);
      Samples.ingest(lake, 12, 20, 1);
      HousekeepingReport report = lake.housekeeping().expire();

      assertThat(report.expiredSnapshots()).isPositive();
      assertThat(report.deletedFiles()).isGreaterThan(report.expiredSnapshots());
      assertThat(octets(lake, all)).hasSize(240);
      assertThat(octets(lake, all.at(pinned))).hasSize(180);
      assertThatThrownBy(() -> lake.scan(all.at(unpinned)))
          .isInstanceOf(LakeException.class)
          .hasMessage("table flow has no snapshot " + unpinned + " any more");
      assertThat(lake.housekeeping().expire().deletedFiles()).isZero();
    }
  }

  @Test
  default void keepsASnapshotThatIsBeingScanned() {
    LakeSettings settings = LakeSettings.defaults().withSnapshots(1);
    try (Lake lake = open(settings)) {
      for (int input = 1; input <= 8; input++) {
        Samples.ingest(lake, input, 20, 1);
      }
      ScanRequest all = ScanRequest.of(FlowColumns.TABLE);
      long scanned = lake.scan(all).snapshotId();
      lake.housekeeping().compact();
      Samples.ingest(lake, 9, 20, 1);
      assertThat(lake.housekeeping().expire().expiredSnapshots()).isPositive();
      assertThat(octets(lake, all.at(scanned))).hasSize(160);
    }
  }

  @Test
  default void forgetsOldDaysAndDeletesTheirFiles() throws IOException {
    try (Lake lake = open(LakeSettings.defaults().withoutGrace().withSnapshots(1))) {
      try (Ingest ingest = lake.beginIngest(Samples.input(1))) {
        for (int hour = 0; hour < 72; hour++) {
          ingest.append(Samples.flow(Samples.DAY_START + hour * Samples.HOUR, hour));
          ingest.append(Samples.dns(Samples.DAY_START + hour * Samples.HOUR, hour));
        }
        ingest.commit(InputCounts.accepted(144));
      }
      lake.housekeeping().forgetBefore(LocalDate.of(2023, 11, 17));
      assertThat(octets(lake, ScanRequest.of(FlowColumns.TABLE)))
          .hasSize(24)
          .contains(48L)
          .doesNotContain(47L);
      assertThat(rows(lake, DnsColumns.TABLE)).isEqualTo(24);
      lake.housekeeping().expire();
      assertThat(dataFiles()).isEqualTo(48);
      assertThat(lake.inputs()).hasSize(1);
    }
  }
}
