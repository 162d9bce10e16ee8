// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.lake.catalog.DuplicateInputException;
import winnow.lake.catalog.EventSpan;
import winnow.lake.catalog.InputCounts;
import winnow.lake.catalog.LedgerEntry;
import winnow.schema.DnsColumns;
import winnow.schema.FlowColumns;
import winnow.schema.HttpColumns;
import winnow.schema.Table;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryTable;

/** What a lake does on any storage. */
abstract class LakeContract {
  @TempDir Path folder;

  abstract Lake open(LakeSettings settings);

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
    LakeSettings small = LakeSettings.defaults().withMemory(2_000, 500);
    try (Lake lake = open(small)) {
      Samples.ingest(lake, 1, 20_000, 240);
      assertThat(octets(lake, ScanRequest.of(FlowColumns.TABLE)))
          .hasSize(20_000)
          .doesNotHaveDuplicates();
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
}
