// SPDX-License-Identifier: Apache-2.0
package winnow.decode.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequenceTrackerTest {
  private final SequenceTracker tracker = new SequenceTracker();

  private void came(int sequence, long exportSecond, int units) {
    tracker.arrived(sequence, exportSecond * 1_000_000);
    tracker.passed(units);
  }

  private void expect(long missed, long overtaken, long restarts) {
    assertThat(tracker.missed()).as("missed").isEqualTo(missed);
    assertThat(tracker.overtaken()).as("overtaken").isEqualTo(overtaken);
    assertThat(tracker.restarts()).as("restarts").isEqualTo(restarts);
  }

  @Test
  void findsNothingMissingInAnUnbrokenRow() {
    came(5000, 1, 30);
    came(5030, 1, 12);
    came(5042, 2, 30);

    expect(0, 0, 0);
  }

  @Test
  void countsWhatIsMissing() {
    came(100, 1, 30);
    came(160, 1, 30);
    came(195, 2, 30);

    expect(35, 0, 0);
  }

  @Test
  void doesNotMissWhatWasOvertaken() {
    came(100, 1, 30);
    came(160, 1, 30);
    expect(30, 0, 0);
    came(130, 1, 30);
    expect(0, 1, 0);
    came(190, 2, 30);

    expect(0, 1, 0);
  }

  @Test
  void takesALowerNumberWithALaterTimeForARestart() {
    came(100, 1, 1);
    came(0, 2, 1);
    came(1, 2, 1);
    came(3, 2, 1);

    expect(1, 0, 1);
  }

  @Test
  void takesALeapForARestart() {
    came(100, 1, 1);
    came(2_000_000_000, 2, 1);

    expect(0, 0, 1);
  }

  @Test
  void countsOnWhereTheNumbersWrap() {
    came(-30, 1, 30);
    came(0, 2, 30);
    came(40, 2, 30);

    expect(10, 0, 0);
  }

  @Test
  void takesTheNextNumberAsItComesAfterADatagramThatCannotBeCounted() {
    came(100, 1, 30);
    tracker.arrived(130, 1_000_000);
    tracker.passedUncounted();
    came(177, 2, 30);
    came(208, 2, 30);

    expect(1, 0, 0);
  }

  @Test
  void believesNoExporterThatDoesNotCount() {
    for (int i = 0; i < 100; i++) {
      came(0, i, 30);
    }

    expect(0, 0, 0);
  }

  @Test
  void missesNothingOfAnExporterThatCountsTheDatagramItself() {
    int sent = 100;
    int[] sizes = {3, 30, 30, 7, 0, 12, 30, 1, 30, 30, 25};
    for (int i = 0; i < 1000; i++) {
      int units = sizes[i % sizes.length];
      sent += units;
      came(sent, i / 20, units);
    }
    expect(0, 0, 0);

    came(sent + 40 + 5, 60, 5);
    came(sent + 40 + 5 + 9, 60, 9);
    expect(40, 0, 0);
  }

  @Test
  void missesNothingOfAnExporterThatDoesNotCountOptions() {
    int[][] numbersUnitsAndOptions = {
      {24, 25, 1}, {56, 32, 0}, {88, 32, 0}, {120, 32, 0}, {134, 14, 0}, {158, 25, 1}, {190, 32, 0}
    };
    for (int[] one : numbersUnitsAndOptions) {
      tracker.arrived(one[0], 1_000_000);
      tracker.passed(one[1], one[2]);
      expect(0, 0, 0);
    }
    came(230, 2, 32);
    expect(8, 0, 0);
  }

  @Test
  void takesALossForOneThoughItFitsTheOtherWayOfCounting() {
    came(100, 1, 1);
    came(104, 1, 4);
    came(108, 1, 2);
    came(113, 1, 5);
    came(118, 1, 7);

    expect(6, 0, 0);
  }
}
