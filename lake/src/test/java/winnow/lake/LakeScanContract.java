// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static winnow.lake.LakeRows.octets;
import static winnow.lake.LakeRows.rows;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import winnow.lake.catalog.DuplicateRunException;
import winnow.lake.catalog.EventSpan;
import winnow.lake.catalog.InputCounts;
import winnow.lake.catalog.LedgerEntry;
import winnow.lake.catalog.RunEntry;
import winnow.schema.Case;
import winnow.schema.Finding;
import winnow.schema.TelemetryKind;
import winnow.schema.column.CaseColumns;
import winnow.schema.column.FindingColumns;
import winnow.schema.column.FlowColumns;

/**
 * What is read of a lake: days, ranges of time, earlier snapshots, and runs with their findings.
 */
interface LakeScanContract extends StoredLake {
  @Test
  default void knowsTheDaysThatHaveRowsOfAKind() {
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
  default void readsTheRangeAskedFor() {
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
  default void storesAbsurdTimesInTheirOwnHour() {
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
  default void readsAnEarlierSnapshot() {
    try (Lake lake = open()) {
      LedgerEntry first = Samples.ingest(lake, 1, 100, 3);
      Samples.ingest(lake, 2, 50, 3);
      long snapshot = Objects.requireNonNull(first.snapshotIds().get(TelemetryKind.FLOW));
      assertThat(octets(lake, ScanRequest.of(FlowColumns.TABLE))).hasSize(150);
      assertThat(octets(lake, ScanRequest.of(FlowColumns.TABLE).at(snapshot))).hasSize(100);
    }
  }

  @Test
  default void publishesRunsWithTheirFindings() throws IOException {
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
      assertThat(lake.runs().latest(TelemetryKind.FLOW, run.day())).hasSize(1);
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
  default void publishesRunsWithTheirCases() throws IOException {
    try (Lake lake = open()) {
      List<Case> cases = new ArrayList<>();
      for (int rank = 10_000; rank >= 1; rank--) {
        cases.add(Samples.caseOf("cases-1", rank));
      }
      RunEntry run = Samples.caseRun("cases-1", cases.size());
      assertThat(lake.runs().publishCases(run, cases)).isEmpty();
      lake.runs().publish(Samples.run("run-1", Map.of(), 1), List.of(Samples.finding("run-1", 1)));

      assertThat(lake.runs().find("cases-1")).contains(run).get().matches(RunEntry::hasCases);
      assertThat(lake.runs().cases("cases-1", 0, 3))
          .containsExactly(
              Samples.caseOf("cases-1", 1),
              Samples.caseOf("cases-1", 2),
              Samples.caseOf("cases-1", 3));
      assertThat(lake.runs().cases("cases-1", 8_190, 4).stream().map(Case::rank))
          .containsExactly(8_191, 8_192, 8_193, 8_194);
      assertThat(lake.runs().cases("run-1", 0, 3)).isEmpty();
      assertThat(lake.runs().findings("cases-1", 0, 3)).isEmpty();
      assertThat(lake.runs().latestWithCases(run.day())).containsExactly(run);
      assertThat(lake.runs().latestWithCases(run.day().plusDays(1))).isEmpty();
      assertThat(lake.runs().latest(TelemetryKind.FLOW, run.day())).hasSize(1).doesNotContain(run);
      assertThat(lake.runs().publishCases(run, cases)).as("the same again").contains(run);
      assertThat(dataFiles()).isEqualTo(2);
      assertThat(rows(lake, CaseColumns.TABLE)).isEqualTo(10_000);
    }
  }

  @Test
  default void takesFindingsOfOneKindAndCasesOfAll() {
    try (Lake lake = open()) {
      assertThatThrownBy(() -> lake.runs().publish(Samples.caseRun("run-1", 0), List.of()))
          .hasMessage("run run-1 is over all kinds: its list is of cases, not of findings");
      assertThatThrownBy(
              () -> lake.runs().publishCases(Samples.run("run-1", Map.of(), 0), List.of()))
          .hasMessage("run run-1 is over kind FLOW: its list is of findings, not of cases");
      assertThatThrownBy(() -> lake.runs().publishCases(Samples.caseRun("run-1", 2), List.of()))
          .hasMessage("run run-1 says its list has 2 rows, not 0");
      assertThat(lake.runs().list()).isEmpty();
    }
  }
}
