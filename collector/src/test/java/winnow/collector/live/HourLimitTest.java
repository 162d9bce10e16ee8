// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class HourLimitTest {
  private static final long HOUR_MICROS = 3_600_000_000L;
  private static final int EXPORTERS = 500;

  private final HourLimit limit = new HourLimit();

  @Test
  void remembersTheHoursOfManyExportersInLittleMemory() {
    List<BitSet> exporters = new ArrayList<>();
    long before = usedBytes();
    for (int i = 0; i < EXPORTERS; i++) {
      BitSet hours = new BitSet();
      for (int hour = 0; hour < HourLimit.MOST_OF_EXPORTER; hour++) {
        assertThat(admits(hours, i + hour)).isTrue();
      }
      assertThat(admits(hours, i)).isTrue();
      assertThat(admits(hours, -1)).isFalse();
      exporters.add(hours);
    }
    long perExporter = (usedBytes() - before) / exporters.size();
    assertThat(perExporter).as("10,000 exporters take 10,000 times as much").isLessThan(4_000);
  }

  @Test
  void takesNoMoreHoursOfAllThanTheLakeDoes() {
    int admitted = 0;
    for (int i = 0; i < 20; i++) {
      BitSet hours = new BitSet();
      for (int hour = 0; hour < HourLimit.MOST_OF_EXPORTER; hour++) {
        admitted += admits(hours, i * HourLimit.MOST_OF_EXPORTER + hour) ? 1 : 0;
      }
    }
    assertThat(admitted).isEqualTo(9_000);
    BitSet hours = new BitSet();
    assertThat(admits(hours, 8_999)).as("an hour that another has").isTrue();
    assertThat(admits(hours, 9_000)).isFalse();
    assertThat(limit.admits(hours, 90_000 * HOUR_MICROS, 90_047 * HOUR_MICROS)).isTrue();
  }

  private boolean admits(BitSet hours, int hour) {
    return limit.admits(hours, hour * HOUR_MICROS, 100_000 * HOUR_MICROS);
  }

  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
