// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RhythmTest {
  private static final double SECOND = 1e6;
  private final Random random = new Random(3);

  @Test
  void slowCallsAreEvenThroughTheirBursts() {
    long[] times = new long[300];
    for (int i = 0; i < times.length; i++) {
      // Each call is three contacts within a second.
      times[i] = (long) ((i / 3 * 60 + i % 3 * 0.4) * SECOND);
    }
    Rhythm rhythm = Rhythm.of(times);
    assertThat(rhythm.contacts()).isEqualTo(100);
    assertThat(rhythm.medianSeconds()).isBetween(58.0, 61.0);
    assertThat(rhythm.timingBits()).isGreaterThan(12);
  }

  @Test
  void callsFasterThanAnyPersonAreEvenOneByOne() {
    long[] times = new long[299];
    for (int i = 0; i < times.length; i++) {
      times[i] = (long) ((2.2 * i + 0.1 * random.nextDouble()) * SECOND);
    }
    Rhythm rhythm = Rhythm.of(times);
    assertThat(rhythm.contacts()).isEqualTo(299);
    assertThat(rhythm.medianSeconds()).isBetween(2.1, 2.3);
    assertThat(rhythm.timingBits()).isGreaterThan(12);
  }

  @Test
  void aPoissonProcessHasNoRhythmWhateverItsRate() {
    for (double mean : new double[] {0.3, 3, 30, 300}) {
      double seconds = 0;
      long[] times = new long[400];
      for (int i = 0; i < times.length; i++) {
        seconds += mean * random.nextExponential();
        times[i] = (long) (seconds * SECOND);
      }
      assertThat(Rhythm.of(times).timingBits()).as("mean %s s", mean).isLessThan(8);
    }
  }

  @Test
  void aPageThatIsLoadedAtOnceHasNone() {
    long[] times = new long[60];
    for (int i = 0; i < times.length; i++) {
      times[i] = (long) (i * 0.1 * SECOND);
    }
    assertThat(Rhythm.of(times)).isEqualTo(Rhythm.NONE);
    assertThat(Rhythm.of(new long[0])).isEqualTo(Rhythm.NONE);
  }
}
