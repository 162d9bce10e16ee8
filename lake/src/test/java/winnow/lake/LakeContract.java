// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.lake.catalog.DuplicateInputException;
import winnow.lake.catalog.DuplicateRunException;
import winnow.lake.catalog.EventSpan;
import winnow.lake.catalog.InputContent;
import winnow.lake.catalog.InputCounts;
import winnow.lake.catalog.LakeException;
import winnow.lake.catalog.LedgerEntry;
import winnow.lake.catalog.RunEntry;
import winnow.lake.write.TooManyHoursException;
import winnow.schema.Finding;
import winnow.schema.TelemetryKind;
import winnow.schema.batch.ColumnVector;
import winnow.schema.batch.DoubleVector;
import winnow.schema.batch.LongListVector;
import winnow.schema.batch.LongVector;
import winnow.schema.batch.TextListVector;
import winnow.schema.batch.TextVector;
import winnow.schema.column.DnsColumns;
import winnow.schema.column.FindingColumns;
import winnow.schema.column.FlowColumns;
import winnow.schema.column.HttpColumns;
import winnow.schema.column.Table;
import winnow.schema.column.TelemetryTable;

/** What a lake does on any storage. */
abstract class LakeContract {
  @TempDir Path folder;

  abstract Lake open(LakeSettings settings, InstantSource clock);

  abstract long dataFiles() throws IOException;

  Lake open(LakeSettings settings) {
    return open(settings, InstantSource.system());
  }

  Lake open() {
    return open(LakeSettings.defaults());
  }

  static List<Long> octets(Lake lake, ScanRequest request) {
    List<Long> octets = new ArrayList<>();
    for (ScanTask task : lake.scan(request.select(List.of("octets"))).tasks()) {
      task.read(batch -> {
        assertThat(batch.rows()).isPositive();
        for (int row = 0; row < batch.rows(); row++) {
          octets.add(batch.longs("octets").value(row));
        }
      });
    }
    return octets;
  }

  static long rows(Lake lake, Table<?, ?> table) {
    long[] rows = {0};
    for (ScanTask task : lake.scan(ScanRequest.of(table)).tasks()) {
      task.read(batch -> rows[0] += batch.rows());
    }
    return rows[0];
  }

  @Test
  void keepsAllKindsOfOneInput() {
    try (Lake lake = open()) {
      Map<TelemetryKind, Long> expected = new HashMap<>();
      LedgerEntry entry;
      try (Ingest ingest = lake.beginIngest(Samples.input(1))) {
        Random random = new Random(1);
        for (int i = 0; i < 3_000; i++) {
          TelemetryKind kind = TelemetryKind.values()[random.nextInt(3)];
          expected.merge(kind, 1L, Long::sum);
          ingest.append(Samples.any(kind, Samples.DAY_START + i * 10_000_000L, i));
        }
        entry = ingest.commit(new InputCounts(3_000, Map.of("malformed", 3L), Map.of()));
      }
      assertThat(entry.rows()).isEqualTo(expected);
      assertThat(entry.counts().rejected()).containsEntry("malformed", 3L);
      assertThat(entry.events())
          .isEqualTo(new EventSpan(Samples.DAY_START, Samples.DAY_START + 2_999 * 10_000_000L));
      for (TelemetryKind kind : TelemetryKind.values()) {
        assertThat(rows(lake, TelemetryTable.of(kind))).isEqualTo(expected.get(kind));
        assertThat(lake.scan(ScanRequest.of(TelemetryTable.of(kind))).snapshotId())
            .isEqualTo(entry.snapshotIds().get(kind));
      }
      assertThat(lake.findInput(entry.input().sha256())).contains(entry);
      assertThat(lake.inputs()).containsExactly(entry);
    }
  }

  @Test
  void isThereAgainAfterReopening() {
    try (Lake lake = open()) {
      Samples.ingest(lake, 1, 1_000, 5);
    }
    try (Lake lake = open()) {
      assertThat(rows(lake, FlowColumns.TABLE)).isEqualTo(1_000);
      assertThat(lake.inputs()).hasSize(1);
    }
  }

  @Test
  void refusesAnInputThatItHas() {
    try (Lake lake = open()) {
      LedgerEntry first = Samples.ingest(lake, 7, 10, 1);
      assertThatThrownBy(() -> lake.beginIngest(Samples.input(7)))
          .isInstanceOfSatisfying(
              DuplicateInputException.class, e -> assertThat(e.existing()).isEqualTo(first));
    }
  }

  @Test
  void refusesAnInputThatGotInMeanwhile() {
    try (Lake lake = open();
        Ingest slow = lake.beginIngest(Samples.input(7))) {
      slow.append(Samples.flow(Samples.DAY_START, 1));
      Samples.ingest(lake, 7, 10, 1);
      assertThatThrownBy(() -> slow.commit(InputCounts.accepted(1)))
          .isInstanceOf(DuplicateInputException.class);
      assertThat(rows(lake, FlowColumns.TABLE)).isEqualTo(10);
    }
  }

  @Test
  void knowsAnInputByItsStoredBytesAndByHowItStarts() throws IOException {
    try (Lake lake = open()) {
      byte[] content = new byte[10_000];
      new Random(5).nextBytes(content);
      byte[] brief = Arrays.copyOf(content, 100);
      publish(lake, 1, content, "%064x".formatted(11));
      publish(lake, 2, brief, Samples.input(2).sha256());

      assertThat(lake.findInput("%064x".formatted(11)))
          .map(LedgerEntry::input)
          .contains(Samples.input(1));
      lake.addStored(
          "%064x".formatted(12), lake.findInput(Samples.input(2).sha256()).orElseThrow());
      assertThat(lake.findInput("%064x".formatted(12)))
          .map(LedgerEntry::input)
          .contains(Samples.input(2));

      assertThat(lake.beginnings(content).sizes()).containsExactly(100L, 10_000L);
      assertThat(lake.beginnings(Arrays.copyOf(content, 200)).sizes()).containsExactly(100L);
      assertThat(lake.beginnings(Arrays.copyOf(content, 99)).sizes()).isEmpty();
      content[90]++;
      assertThat(lake.beginnings(content).sizes()).isEmpty();
    }
  }

  @Test
  void doesNotAddWhatWasNotComparedWithAnInputThatStartsAlike() throws IOException {
    try (Lake lake = open()) {
      byte[] content = new byte[10_000];
      InputContent late = content("%064x".formatted(2), content, lake.beginnings(content));
      publish(lake, 1, Arrays.copyOf(content, 9_000), Samples.input(1).sha256());

      try (StagedInput staged = stage(lake, 2, late)) {
        assertThatThrownBy(() -> lake.publish(List.of(staged)))
            .isInstanceOf(InputContent.OvertakenException.class);
      }
      assertThat(rows(lake, FlowColumns.TABLE)).isEqualTo(1);
      publish(lake, 2, content, Samples.input(2).sha256());
      assertThat(rows(lake, FlowColumns.TABLE)).isEqualTo(2);
    }
  }

  private static void publish(Lake lake, int number, byte[] content, String storedSha256) {
    InputContent compared = content(storedSha256, content, lake.beginnings(content));
    try (StagedInput staged = stage(lake, number, compared)) {
      lake.publish(List.of(staged));
    }
  }

  private static InputContent content(
      String storedSha256, byte[] content, InputContent.Beginnings seen) {
    return InputContent.of(storedSha256, content.length, content, seen);
  }

  private static StagedInput stage(Lake lake, int number, InputContent content) {
    try (Ingest ingest = lake.beginIngest(Samples.input(number))) {
      ingest.append(Samples.flow(Samples.DAY_START, number));
      return ingest.stage(Samples.input(number), content, InputCounts.accepted(1));
    }
  }

  private static StagedInput stage(Lake lake, int number, int rows, int hours) {
    try (Ingest ingest = lake.beginIngest(Samples.input(number))) {
      for (int i = 0; i < rows; i++) {
        long time = Samples.DAY_START + (long) (i % hours) * Samples.HOUR + i;
        ingest.append(Samples.flow(time, number * 1_000_000 + i));
      }
      return ingest.stage(Samples.input(number), null, InputCounts.accepted(rows));
    }
  }

  @Test
  void publishesManyInputsAtOnceAndTheirRowsShareFiles() throws IOException {
    try (Lake lake = open()) {
      List<StagedInput> staged = new ArrayList<>();
      for (int number = 1; number <= 20; number++) {
        staged.add(stage(lake, number, 30, 3));
      }
      assertThat(lake.inputs()).isEmpty();
      List<Published> published = lake.publish(staged);
      staged.forEach(StagedInput::close);

      assertThat(published).allMatch(Published::isNew);
      assertThat(published)
          .extracting(one -> one.entry().input().sha256())
          .containsExactlyElementsOf(staged.stream().map(one -> one.input().sha256()).toList());
      assertThat(published).extracting(one -> one.entry().id()).isSorted();
      assertThat(published).extracting(one -> one.entry().totalRows()).containsOnly(30L);
      assertThat(published)
          .extracting(one -> one.entry().snapshotIds())
          .hasSize(20)
          .containsOnly(published.getFirst().entry().snapshotIds());
      assertThat(octets(lake, ScanRequest.of(FlowColumns.TABLE)))
          .hasSize(600)
          .doesNotHaveDuplicates();
      assertThat(dataFiles()).isEqualTo(3);
    }
  }

  @Test
  void leavesOutInputsThatGotInMeanwhileOrComeTwice() {
    try (Lake lake = open()) {
      StagedInput first = stage(lake, 1, 10, 2);
      StagedInput overtaken = stage(lake, 2, 10, 2);
      StagedInput twin = stage(lake, 1, 10, 2);
      StagedInput last = stage(lake, 3, 10, 2);
      Samples.ingest(lake, 2, 7, 1);
      try (first;
          overtaken;
          twin;
          last) {
        assertThat(lake.publish(List.of(first, overtaken, twin, last)))
            .extracting(Published::isNew)
            .containsExactly(true, false, false, true);
      }
      assertThat(rows(lake, FlowColumns.TABLE)).isEqualTo(27);
      assertThat(lake.inputs()).hasSize(3);
    }
  }

  @Test
  void publishesInputsWithFilesOfTheirOwnTogetherWithSmallOnes() throws IOException {
    try (Lake lake = open(LakeSettings.defaults().withMemory(1_000, 300))) {
      StagedInput large = stage(lake, 1, 5_000, 2);
      StagedInput small = stage(lake, 2, 10, 2);
      StagedInput dropped = stage(lake, 3, 5_000, 2);
      dropped.close();
      assertThat(large.rowsInMemory()).isZero();
      assertThat(small.rowsInMemory()).isEqualTo(10);
      try (large;
          small) {
        lake.publish(List.of(large, small));
      }
      assertThat(octets(lake, ScanRequest.of(FlowColumns.TABLE)))
          .hasSize(5_010)
          .doesNotHaveDuplicates();
      assertThat(dataFiles()).isEqualTo(4);
    }
  }

  @Test
  void deletesTheOldestDaysFromDiskUntilItIsWithinItsQuota() throws IOException {
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
      QuotaReport enough = lake.housekeeping().keepWithin(Long.MAX_VALUE);
      assertThat(enough.forgotten()).isEmpty();
      long ofDay = lake.scan(ScanRequest.of(FlowColumns.TABLE)).files().getFirst().sizeBytes();
      long files = dataFiles();

      QuotaReport report = lake.housekeeping().keepWithin(enough.bytesAfter() - ofDay - 1_000);

      assertThat(report.forgotten())
          .extracting(DayUsage::day)
          .containsExactlyElementsOf(days.subList(0, 2));
      assertThat(report.forgotten()).extracting(DayUsage::rows).containsOnly(2_000L);
      assertThat(report.bytesAfter()).isLessThan(enough.bytesAfter() - ofDay);
      assertThat(dataFiles()).isEqualTo(files - 2);
      assertThat(rows(lake, FlowColumns.TABLE)).isEqualTo(6_000);

      QuotaReport most = lake.housekeeping().keepWithin(1);
      assertThat(most.forgotten()).hasSize(2);
      assertThat(lake.days(TelemetryKind.FLOW)).containsExactly(days.getLast());
      assertThat(dataFiles()).isEqualTo(files - 4);
      assertThat(lake.inputs()).hasSize(5);
    }
  }

  @Test
  void keepsAnInputWithoutRows() {
    try (Lake lake = open()) {
      LedgerEntry entry = Samples.ingest(lake, 3, 0, 1);
      assertThat(entry.totalRows()).isZero();
      assertThat(entry.events()).isNull();
      assertThat(lake.inputs()).containsExactly(entry);
      assertThat(lake.scan(ScanRequest.of(DnsColumns.TABLE)).tasks()).isEmpty();
    }
  }

  @Test
  void forgetsWhatWasNotCommitted() {
    try (Lake lake = open()) {
      try (Ingest ingest = lake.beginIngest(Samples.input(1))) {
        ingest.append(Samples.http(Samples.DAY_START, 1));
      }
      assertThat(lake.inputs()).isEmpty();
      assertThat(rows(lake, HttpColumns.TABLE)).isZero();
    }
  }

  @Test
  void takesTenDaysInAnyOrderWithLittleMemory() {
    LakeSettings small = LakeSettings.defaults().withMemory(1_000, 300);
    try (Lake lake = open(small)) {
      Samples.ingest(lake, 1, 5_000, 240);
      assertThat(octets(lake, ScanRequest.of(FlowColumns.TABLE)))
          .hasSize(5_000)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void storesNothingOfAnInputWhoseRowsLieInTooManyHours() throws IOException {
    try (Lake lake = open(LakeSettings.defaults().withMemory(70_000, 1_000))) {
      try (Ingest ingest = lake.beginIngest(Samples.input(1))) {
        assertThatThrownBy(
                () -> {
                  for (int hour = 0; hour < 250_000; hour++) {
                    ingest.append(Samples.flow(hour * 7 * Samples.HOUR, hour));
                  }
                })
            .isInstanceOf(TooManyHoursException.class)
            .hasMessageContaining("10001 different hours");
      }
      assertThat(lake.inputs()).isEmpty();
      assertThat(dataFiles()).isZero();
      assertThat(Samples.ingest(lake, 1, 10, 1).totalRows()).isEqualTo(10);
    }
  }

  @Test
  void knowsTheDaysThatHaveRowsOfAKind() {
    long day = 24 * Samples.HOUR;
    try (Lake lake = open()) {
      assertThat(lake.days(TelemetryKind.FLOW)).isEmpty();
      assertThat(lake.events(TelemetryKind.FLOW)).isEmpty();
      try (Ingest ingest = lake.beginIngest(Samples.input(1))) {
        ingest.append(Samples.flow(Samples.DAY_START + 3 * day + 7, 1));
        ingest.append(Samples.flow(Samples.DAY_START - 1, 2));
        ingest.append(Samples.flow(Samples.DAY_START, 3));
        ingest.append(Samples.flow(Samples.DAY_START + 5 * Samples.HOUR, 4));
        ingest.append(Samples.dns(Samples.DAY_START + 5 * day, 5));
        ingest.append(Samples.dns(-1, 6));
        ingest.commit(InputCounts.accepted(6));
      }
      assertThat(lake.days(TelemetryKind.FLOW))
          .containsExactly(
              LocalDate.of(2023, 11, 14), LocalDate.of(2023, 11, 15), LocalDate.of(2023, 11, 18));
      assertThat(lake.days(TelemetryKind.DNS))
          .containsExactly(LocalDate.of(1969, 12, 31), LocalDate.of(2023, 11, 20));
      assertThat(lake.days(TelemetryKind.HTTP)).isEmpty();
      assertThat(lake.events(TelemetryKind.FLOW))
          .contains(new EventSpan(Samples.DAY_START - 1, Samples.DAY_START + 3 * day + 7));
      assertThat(lake.events(TelemetryKind.DNS))
          .contains(new EventSpan(-1, Samples.DAY_START + 5 * day));
      lake.housekeeping().forgetBefore(LocalDate.of(2023, 11, 15));
      assertThat(lake.days(TelemetryKind.FLOW))
          .containsExactly(LocalDate.of(2023, 11, 15), LocalDate.of(2023, 11, 18));
    }
  }

  @Test
  void listsInputsPageByPage() {
    try (Lake lake = open()) {
      for (int input = 1; input <= 5; input++) {
        Samples.ingest(lake, input, 1, 1);
      }
      List<LedgerEntry> all = lake.inputs();
      assertThat(all).hasSize(5).isSortedAccordingTo((a, b) -> Long.compare(b.id(), a.id()));
      assertThat(lake.inputCount()).isEqualTo(5);
      assertThat(lake.inputs(1, 2)).isEqualTo(all.subList(1, 3));
      assertThat(lake.inputs(4, 100)).isEqualTo(all.subList(4, 5));
      assertThat(lake.inputs(5, 1)).isEmpty();
    }
  }

  @Test
  void readsTheRangeAskedFor() {
    try (Lake lake = open()) {
      try (Ingest ingest = lake.beginIngest(Samples.input(1))) {
        for (int minute = 0; minute < 600; minute++) {
          ingest.append(Samples.flow(Samples.DAY_START + minute * 60_000_000L, minute));
        }
        ingest.commit(InputCounts.accepted(600));
      }
      ScanRequest middle =
          ScanRequest.of(FlowColumns.TABLE)
              .between(Samples.DAY_START + 90 * 60_000_000L, Samples.DAY_START + 200 * 60_000_000L);
      assertThat(octets(lake, middle)).hasSize(110).contains(90L, 199L).doesNotContain(89L, 200L);
      assertThat(lake.scan(middle).files()).hasSize(3);
    }
  }

  @Test
  void storesAbsurdTimesInTheirOwnHour() {
    try (Lake lake = open()) {
      try (Ingest ingest = lake.beginIngest(Samples.input(1))) {
        ingest.append(Samples.flow(0, 1));
        ingest.append(Samples.flow(-1, 2));
        ingest.append(Samples.flow(7_258_118_400_000_000L, 3));
        ingest.commit(InputCounts.accepted(3));
      }
      ScanRequest all = ScanRequest.of(FlowColumns.TABLE);
      assertThat(octets(lake, all)).containsExactly(2L, 1L, 3L);
      assertThat(octets(lake, all.between(-5, 0))).containsExactly(2L);
    }
  }

  @Test
  void readsAnEarlierSnapshot() {
    try (Lake lake = open()) {
      LedgerEntry first = Samples.ingest(lake, 1, 100, 3);
      Samples.ingest(lake, 2, 50, 3);
      long snapshot = Objects.requireNonNull(first.snapshotIds().get(TelemetryKind.FLOW));
      assertThat(octets(lake, ScanRequest.of(FlowColumns.TABLE))).hasSize(150);
      assertThat(octets(lake, ScanRequest.of(FlowColumns.TABLE).at(snapshot))).hasSize(100);
    }
  }

  @Test
  void readsTheSameAfterCompaction() {
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
  void compactsAllColumnsOfAllKinds() {
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
  void givesUpFilesOfADeadProcess() throws IOException {
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

  /** All rows as text, in order. */
  private static List<String> text(Lake lake, Table<?, ?> table) {
    List<String> rows = new ArrayList<>();
    for (ScanTask task : lake.scan(ScanRequest.of(table)).tasks()) {
      task.read(batch -> {
        for (int row = 0; row < batch.rows(); row++) {
          StringBuilder text = new StringBuilder();
          for (ColumnVector vector : batch.vectors()) {
            text.append(
                    switch (vector) {
                      case LongVector v -> v.isAbsent(row) ? null : Long.valueOf(v.value(row));
                      case DoubleVector v -> v.value(row);
                      case TextVector v -> v.value(row);
                      case LongListVector v -> v.value(row);
                      case TextListVector v -> v.value(row);
                    })
                .append('|');
          }
          rows.add(text.toString());
        }
      });
    }
    return rows;
  }

  @Test
  void deletesFilesOfExpiredSnapshotsOnly() {
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
  void keepsASnapshotThatIsBeingScanned() {
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
  void forgetsOldDaysAndDeletesTheirFiles() throws IOException {
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

  @Test
  void publishesRunsWithTheirFindings() throws IOException {
    try (Lake lake = open()) {
      List<Finding> findings = new ArrayList<>();
      for (int rank = 20_000; rank >= 1; rank--) {
        findings.add(Samples.finding("run-1", rank));
      }
      RunEntry run = Samples.run("run-1", Map.of(), findings.size());
      lake.runs().publish(run, findings);
      lake.runs().publish(Samples.run("run-2", Map.of(), 1), List.of(Samples.finding("run-2", 1)));

      assertThat(lake.runs().find("run-1")).contains(run);
      assertThat(lake.runs().count("run-1")).isEqualTo(20_000);
      assertThat(lake.runs().count("run-3")).isZero();
      assertThat(lake.runs().findings("run-1", 0, 3))
          .containsExactly(
              Samples.finding("run-1", 1),
              Samples.finding("run-1", 2),
              Samples.finding("run-1", 3));
      assertThat(lake.runs().findings("run-1", 8_190, 4).stream().map(Finding::rank))
          .containsExactly(8_191, 8_192, 8_193, 8_194);
      assertThat(lake.runs().findings("run-1", 19_999, 100)).hasSize(1);
      assertThat(lake.runs().list()).hasSize(2);
      assertThat(lake.runs().latest(run.kind(), run.day())).hasSize(1);
      assertThat(lake.runs().publish(run, findings)).contains(run);
      RunEntry other =
          new RunEntry(
              "run-1",
              run.method(),
              run.kind(),
              run.day(),
              run.finishedAt(),
              run.findings(),
              "another digest",
              run.snapshotIds(),
              run.manifest());
      assertThatThrownBy(() -> lake.runs().publish(other, findings))
          .isInstanceOf(DuplicateRunException.class)
          .hasMessage("the lake has a run run-1 already, with the list digest");
      assertThat(dataFiles()).isEqualTo(2);
      assertThat(rows(lake, FindingColumns.TABLE)).isEqualTo(20_001);
    }
  }

  @Test
  void keepsEverythingWhenSeveralThreadsIngest() throws Exception {
    try (Lake lake = open();
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<LedgerEntry>> commits = new ArrayList<>();
      for (int input = 1; input <= 16; input++) {
        int number = input;
        commits.add(threads.submit(() -> Samples.ingest(lake, number, 25, 2)));
      }
      for (Future<LedgerEntry> commit : commits) {
        commit.get();
      }
      assertThat(octets(lake, ScanRequest.of(FlowColumns.TABLE)))
          .hasSize(400)
          .doesNotHaveDuplicates();
      assertThat(lake.inputs()).hasSize(16);
    }
  }
}
