// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static winnow.lake.LakeRows.octets;
import static winnow.lake.LakeRows.rows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import winnow.lake.catalog.EventSpan;
import winnow.lake.catalog.InputCounts;
import winnow.lake.catalog.LedgerEntry;
import winnow.lake.write.TooManyHoursException;
import winnow.schema.TelemetryKind;
import winnow.schema.column.FlowColumns;
import winnow.schema.column.HttpColumns;
import winnow.schema.column.TelemetryTable;

/** How a lake takes inputs: all or nothing, in any order, one at a time or many together. */
interface LakeIngestContract extends StoredLake {
  @Test
  default void keepsAllKindsOfOneInput() {
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
  default void isThereAgainAfterReopening() {
    try (Lake lake = open()) {
      Samples.ingest(lake, 1, 1_000, 5);
    }
    try (Lake lake = open()) {
      assertThat(rows(lake, FlowColumns.TABLE)).isEqualTo(1_000);
      assertThat(lake.inputs()).hasSize(1);
    }
  }

  @Test
  default void publishesManyInputsAtOnceAndTheirRowsShareFiles() throws IOException {
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
  default void leavesOutInputsThatGotInMeanwhileOrComeTwice() {
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
  default void publishesInputsWithFilesOfTheirOwnTogetherWithSmallOnes() throws IOException {
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
  default void forgetsWhatWasNotCommitted() {
    try (Lake lake = open()) {
      try (Ingest ingest = lake.beginIngest(Samples.input(1))) {
        ingest.append(Samples.http(Samples.DAY_START, 1));
      }
      assertThat(lake.inputs()).isEmpty();
      assertThat(rows(lake, HttpColumns.TABLE)).isZero();
    }
  }

  @Test
  default void takesTenDaysInAnyOrderWithLittleMemory() {
    LakeSettings small = LakeSettings.defaults().withMemory(1_000, 300);
    try (Lake lake = open(small)) {
      Samples.ingest(lake, 1, 5_000, 240);
      assertThat(octets(lake, ScanRequest.of(FlowColumns.TABLE)))
          .hasSize(5_000)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  default void storesNothingOfAnInputWhoseRowsLieInTooManyHours() throws IOException {
    try (Lake lake = open(LakeSettings.defaults().withMemory(4_000, 1_000).withHours(300))) {
      try (Ingest ingest = lake.beginIngest(Samples.input(1))) {
        assertThatThrownBy(
                () -> {
                  for (int hour = 0; hour < 1_000; hour++) {
                    ingest.append(Samples.flow(hour * 7 * Samples.HOUR, hour));
                  }
                })
            .isInstanceOf(TooManyHoursException.class)
            .hasMessageContaining("301 different hours");
      }
      assertThat(lake.inputs()).isEmpty();
      assertThat(dataFiles()).isZero();
      assertThat(Samples.ingest(lake, 1, 10, 1).totalRows()).isEqualTo(10);
    }
  }

  @Test
  default void keepsEverythingWhenSeveralThreadsIngest() throws Exception {
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

  private static StagedInput stage(Lake lake, int number, int rows, int hours) {
    try (Ingest ingest = lake.beginIngest(Samples.input(number))) {
      for (int i = 0; i < rows; i++) {
        long time = Samples.DAY_START + (long) (i % hours) * Samples.HOUR + i;
        ingest.append(Samples.flow(time, number * 1_000_000 + i));
      }
      return ingest.stage(Samples.input(number), null, InputCounts.accepted(rows));
    }
  }
}
