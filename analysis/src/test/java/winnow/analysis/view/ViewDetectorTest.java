// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import winnow.analysis.count.RowSource;
import winnow.analysis.detect.Detector;
import winnow.analysis.detect.Evidence;
import winnow.analysis.detect.Observed;
import winnow.analysis.score.TestRows;
import winnow.schema.FlowRecord;

class ViewDetectorTest {
  private static final LocalDate DAY = LocalDate.parse("2016-07-04");
  private static final int HISTORY = 8;
  private static final String MOVER = Office.host(7);

  @Test
  void aHostThatGoesWhereItNeverWentComesFirst() {
    Evidence first = first(afterHistory("edges").next(Observed.day(DAY, rows(withMover(), 1000))));
    assertThat(first.host()).isEqualTo(MOVER);
    assertThat(first.p()).isLessThan(0.01);
    assertThat(first.peer()).startsWith("10.2.0.").endsWith(" 445/6");
    assertThat(first.technique()).isEqualTo("T1021");
    assertThat(first.parts()).hasSizeBetween(4, 8).allMatch(part -> part.bits() > 0);
  }

  @Test
  void aServiceUsedAsNobodyUsesItComesFirst() {
    List<FlowRecord> flows = Office.day(99);
    for (int i = 0; i < 6; i++) {
      flows.add(Office.flow(MOVER, "198.51.100.7", 6667 + i, 3));
    }
    Evidence first = first(afterHistory("behaviour").next(Observed.day(DAY, rows(flows, 1000))));
    assertThat(first.host()).isEqualTo(MOVER);
    assertThat(first.peer()).startsWith("to outside 666").contains("/6, sent ");
  }

  @Test
  void whatEverybodyBeginsOnTheSameDayIsNoNewsAboutAnybody() {
    List<FlowRecord> flows = withMover();
    for (int person = 0; person < Office.PEOPLE; person++) {
      flows.add(Office.flow(Office.host(person), "10.1.9.9", 8443, 4));
    }
    List<Evidence> found = afterHistory("edges").next(Observed.day(DAY, rows(flows, 1000)));
    assertThat(first(found).host()).isEqualTo(MOVER);
    assertThat(found).filteredOn(one -> one.p() < 0.01).hasSizeLessThan(4);
  }

  @Test
  void onTheFirstDayHostsAreHeldAgainstEachOther() {
    List<Evidence> found = detector("edges").next(Observed.day(DAY, rows(withMover(), 1000)));
    assertThat(first(found).host()).isEqualTo(MOVER);
  }

  @Test
  void anAttackIsNoMoreOrdinaryTheMoreOftenItIsRepeated() {
    double once = first(repeated(1)).p();
    for (int times : new int[] {10, 100, 1_000, 10_000}) {
      Evidence first = first(repeated(times));
      assertThat(first.host()).as("%d times", times).isEqualTo(MOVER);
      assertThat(first.p()).as("%d times", times).isEqualTo(once);
    }
  }

  @Test
  void anAttackThatBeganInsideTheHistoryStillComesFirstWhenItMovesOn() {
    Detector detector = detector("edges");
    for (int day = 0; day < HISTORY; day++) {
      List<FlowRecord> flows = Office.day(day);
      if (day >= HISTORY / 2) {
        flows.add(Office.flow(MOVER, Office.host(20 + day), 445, 3));
      }
      detector.next(Observed.day(DAY.minusDays(HISTORY - day), rows(flows, 1000)));
    }
    List<Evidence> found = detector.next(Observed.day(DAY, rows(moverTo(40, 48, 1), 1000)));
    assertThat(first(found).host()).isEqualTo(MOVER);
  }

  /** A server of another department: rare for the host, and for nobody else. */
  @Test
  void eachAxisSeesWhatTheOtherDoesNot() {
    List<FlowRecord> flows = Office.day(99);
    for (int server = 0; server < 8; server++) {
      flows.add(Office.flow(MOVER, "10.1.2." + server, server % 2 == 0 ? 443 : 445, 3));
    }
    assertThat(first(look(ViewSettings.PRODUCT, flows)).host()).isEqualTo(MOVER);
    assertThat(first(look(ViewSettings.PRODUCT.with(ViewSettings.Axes.HOST), flows)).host())
        .isEqualTo(MOVER);
    assertThat(look(ViewSettings.PRODUCT.with(ViewSettings.Axes.FLEET), flows))
        .filteredOn(one -> one.host().equals(MOVER))
        .allMatch(one -> one.p() > 0.01);
  }

  @Test
  void bitsAreThoseOfTheAxesWhereNothingIsCalibrated() {
    List<Evidence> found = look(ViewSettings.PRODUCT.uncalibrated(), withMover());
    Evidence first = first(found);
    assertThat(first.host()).isEqualTo(MOVER);
    assertThat(first.score()).isNotEqualTo(first(look(ViewSettings.PRODUCT, withMover())).score());
  }

  private static List<Evidence> look(ViewSettings settings, List<FlowRecord> flows) {
    Detector detector = detector("edges", settings);
    for (int day = 0; day < HISTORY; day++) {
      detector.next(Observed.day(DAY.minusDays(HISTORY - day), rows(Office.day(day), 1000)));
    }
    return detector.next(Observed.day(DAY, rows(flows, 1000)));
  }

  private static List<Evidence> repeated(int times) {
    return afterHistory("edges").next(Observed.day(DAY, rows(moverTo(20, 28, times), 1000)));
  }

  private static List<FlowRecord> moverTo(int from, int to, int times) {
    List<FlowRecord> flows = Office.day(99);
    for (int person = from; person < to; person++) {
      for (int i = 0; i < times; i++) {
        flows.add(Office.flow(MOVER, Office.host(person), 445, 3));
      }
    }
    return flows;
  }

  @Test
  void theOrderOfRowsDoesNotMatter() {
    Detector detector = detector("edges");
    for (int day = 0; day < HISTORY; day++) {
      List<FlowRecord> flows = Office.day(day);
      Collections.shuffle(flows, new Random(day));
      detector.next(Observed.day(DAY.minusDays(HISTORY - day), rows(flows, 77)));
    }
    List<FlowRecord> flows = withMover();
    Collections.shuffle(flows, new Random(11));
    assertThat(sorted(detector.next(Observed.day(DAY, rows(flows, 77)))))
        .isEqualTo(sorted(afterHistory("edges").next(Observed.day(DAY, rows(withMover(), 1000)))));
  }

  private static List<FlowRecord> withMover() {
    return moverTo(20, 28, 1);
  }

  private static Detector afterHistory(String family) {
    Detector detector = detector(family);
    for (int day = 0; day < HISTORY; day++) {
      detector.next(Observed.day(DAY.minusDays(HISTORY - day), rows(Office.day(day), 1000)));
    }
    return detector;
  }

  private static Detector detector(String family) {
    return detector(family, ViewSettings.PRODUCT);
  }

  private static Detector detector(String family, ViewSettings settings) {
    return ViewDetector.all(settings, 1).stream()
        .filter(detector -> detector.family().equals(family))
        .findFirst()
        .orElseThrow();
  }

  private static List<RowSource> rows(List<FlowRecord> flows, int size) {
    return List.of(TestRows.flows(flows, size));
  }

  private static Evidence first(List<Evidence> found) {
    return found.stream().min(Comparator.comparing(Evidence::p)).orElseThrow();
  }

  private static List<Evidence> sorted(List<Evidence> found) {
    return found.stream().sorted(Comparator.comparing(Evidence::host)).toList();
  }
}
