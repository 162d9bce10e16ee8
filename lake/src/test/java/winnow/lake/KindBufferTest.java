// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import winnow.lake.write.KindBuffer;
import winnow.lake.write.TooManyHoursException;
import winnow.schema.FlowRecord;
import winnow.schema.HttpBuilder;
import winnow.schema.HttpRecord;
import winnow.schema.IpAddress;
import winnow.schema.Origin;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.column.FlowColumns;
import winnow.schema.column.HttpColumns;

class KindBufferTest {
  private static final int MOST = 100;

  private final KindBuffer<FlowRecord> buffer =
      new KindBuffer<>(FlowColumns.TABLE, new Origin("test", 0), MOST);

  private int append(int hour) {
    long time = Samples.DAY_START + hour * Samples.HOUR;
    return buffer.append((FlowRecord) Samples.flow(time, hour), time);
  }

  private List<Integer> shed(long most) {
    List<Integer> rows = new ArrayList<>();
    buffer.shed(most, part -> rows.add(part.rows().rows()));
    return rows;
  }

  @Test
  void countsThePartitionsThemselves() {
    for (int hour = 0; hour < MOST; hour++) {
      append(hour);
    }
    assertThat(buffer.held()).isEqualTo(MOST * (KindBuffer.PARTITION_ROWS + 1L));
    assertThat(shed(0)).hasSize(MOST).containsOnly(1);
    assertThat(buffer.held()).isZero();
    assertThat(shed(0)).isEmpty();
    assertThat(append(5)).isEqualTo(1);
    assertThat(buffer.held()).isEqualTo(KindBuffer.PARTITION_ROWS + 1L);
  }

  @Test
  void shedsTheLargestFirstAndNoMoreThanItMust() {
    for (int hour = 0; hour < 10; hour++) {
      for (int i = 0; i <= hour * 10; i++) {
        append(hour);
      }
    }
    assertThat(shed(buffer.held())).isEmpty();
    assertThat(shed(buffer.held() - 200)).containsExactly(91, 81);
    assertThat(shed(0)).containsExactly(71, 61, 51, 41, 31, 21, 11, 1);
    assertThat(buffer.rows()).isEqualTo(460);
  }

  @Test
  void countsMemoryThatWaitsForRows() {
    for (int i = 0; i < 500; i++) {
      append(1);
    }
    assertThat(buffer.takeLatest().rows().rows()).isEqualTo(500);
    assertThat(append(1)).isEqualTo(1);
    append(2);
    assertThat(buffer.held()).isEqualTo(2 * KindBuffer.PARTITION_ROWS + 500L + 1);
    assertThat(shed(100)).containsExactly(1);
    assertThat(buffer.held()).isEqualTo(KindBuffer.PARTITION_ROWS + 1L);
  }

  @Test
  void countsLongTextsAsRows() {
    KindBuffer<HttpRecord> requests =
        new KindBuffer<>(HttpColumns.TABLE, new Origin("test", 0), MOST);
    int rows = 256;
    int textBytes = 8 * ColumnBatch.TEXT_BYTES_OF_A_ROW;
    HttpBuilder http = new HttpBuilder();
    int weight = 0;
    for (int i = 0; i < rows; i++) {
      http.eventTimeMicros = Samples.DAY_START;
      http.clientAddress = IpAddress.ofIpv4(0x0a000001);
      http.path = "/";
      http.query = "?" + i + "=" + "a".repeat(textBytes);
      weight = requests.append(http.build(), http.eventTimeMicros);
    }
    assertThat(weight).isBetween(8 * rows, 9 * rows);
    assertThat(requests.held()).isEqualTo(KindBuffer.PARTITION_ROWS + weight);
    requests.takeLatest();
    assertThat(requests.held()).isEqualTo(KindBuffer.PARTITION_ROWS + rows);
  }

  @Test
  void refusesTooManyPartitionsEvenWhenTheyAreTakenOut() {
    for (int hour = 0; hour < MOST; hour++) {
      append(hour);
      shed(0);
    }
    append(0);
    assertThatThrownBy(() -> append(MOST))
        .isInstanceOf(TooManyHoursException.class)
        .hasMessageStartingWith(
            "its flow rows lie in at least 101 different hours, more than the 100 that one input"
                + " may have: check the clock of the exporter");
  }
}
