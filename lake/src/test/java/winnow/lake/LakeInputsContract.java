// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static winnow.lake.LakeRows.rows;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import winnow.lake.catalog.DuplicateInputException;
import winnow.lake.catalog.InputContent;
import winnow.lake.catalog.InputCounts;
import winnow.lake.catalog.LedgerEntry;
import winnow.schema.column.DnsColumns;
import winnow.schema.column.FlowColumns;

/** What a lake knows of its inputs. */
interface LakeInputsContract extends StoredLake {
  @Test
  default void refusesAnInputThatItHas() {
    try (Lake lake = open()) {
      LedgerEntry first = Samples.ingest(lake, 7, 10, 1);
      assertThatThrownBy(() -> lake.beginIngest(Samples.input(7)))
          .isInstanceOfSatisfying(
              DuplicateInputException.class, e -> assertThat(e.existing()).isEqualTo(first));
    }
  }

  @Test
  default void refusesAnInputThatGotInMeanwhile() {
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
  default void knowsAnInputByItsStoredBytesAndByHowItStarts() throws IOException {
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
  default void doesNotAddWhatWasNotComparedWithAnInputThatStartsAlike() throws IOException {
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

  @Test
  default void aShortBeginningThatIsPublishedTogetherWithItsContinuationIsNoticed() {
    try (Lake lake = open()) {
      byte[] content = new byte[10_000];
      byte[] beginning = Arrays.copyOf(content, 1_000);
      InputContent.Beginnings seen = lake.beginnings(content);
      InputContent all = content("%064x".formatted(2), content, seen);
      InputContent part = content(Samples.input(1).sha256(), beginning, seen);
      try (StagedInput first = stage(lake, 1, part);
          StagedInput second = stage(lake, 2, all)) {
        assertThatThrownBy(() -> lake.publish(List.of(first, second)))
            .isInstanceOf(InputContent.OvertakenException.class);
      }
      assertThat(lake.inputs()).isEmpty();
      publish(lake, 1, beginning, Samples.input(1).sha256());
      assertThat(lake.beginnings(content).sizes()).containsExactly(1_000L);
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

  @Test
  default void keepsAnInputWithoutRows() {
    try (Lake lake = open()) {
      LedgerEntry entry = Samples.ingest(lake, 3, 0, 1);
      assertThat(entry.totalRows()).isZero();
      assertThat(entry.events()).isNull();
      assertThat(lake.inputs()).containsExactly(entry);
      assertThat(lake.scan(ScanRequest.of(DnsColumns.TABLE)).tasks()).isEmpty();
    }
  }

  @Test
  default void listsInputsPageByPage() {
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
}
