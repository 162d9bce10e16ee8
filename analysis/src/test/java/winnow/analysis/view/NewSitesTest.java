// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import winnow.analysis.detect.Detector;
import winnow.analysis.detect.Evidence;
import winnow.analysis.detect.Observed;
import winnow.analysis.score.TestRows;
import winnow.schema.HttpBuilder;
import winnow.schema.HttpRecord;
import winnow.schema.IpAddress;

/** Sixty people who go to fifty sites, all day long, and one who is led elsewhere. */
class NewSitesTest {
  private static final LocalDate DAY = LocalDate.parse("2016-07-08");
  private static final long SECOND = 1_000_000;
  private static final String LED = "10.0.0.7";
  private static final String WITHIN = "sites new to all within a minute";
  private static final String PROGRAMS = "sites new to all that programs came from";

  private final Detector detector =
      ViewDetector.all(1).stream()
          .filter(view -> view.family().equals("sites"))
          .findFirst()
          .orElseThrow();

  @BeforeEach
  void history() {
    for (int day = 9; day > 0; day--) {
      next(DAY.minusDays(day), office(day));
    }
  }

  @Test
  void severalWithinAMinuteAndAProgramComeFirst() {
    List<HttpRecord> requests = office(99);
    requests.add(request(LED, "www.page.example", 40_000, "text/html"));
    requests.add(request(LED, "gate.lead.test", 40_004, "text/html"));
    requests.add(request(LED, "a.kit.invalid", 40_009, "text/html"));
    requests.add(request(LED, "b.kit.invalid", 40_015, "application/x-msdownload; x=y"));
    List<Evidence> found = next(DAY, requests);
    Evidence led = of(found).orElseThrow();
    assertThat(value(led, WITHIN)).hasValue(3.0);
    assertThat(value(led, PROGRAMS)).hasValue(1.0);
    assertThat(led.peer()).isEqualTo("kit.invalid");
    assertThat(led.score()).isEqualTo(Evidence.Part.sum(led.parts()));
    assertThat(found).allSatisfy(one -> assertThat(one.p()).isGreaterThanOrEqualTo(led.p()));
    assertThat(led.p()).isLessThan(0.01);
  }

  @Test
  void thoseOverAnHourAreNotTogether() {
    List<HttpRecord> requests = office(99);
    for (int i = 0; i < 4; i++) {
      requests.add(request(LED, "site" + i + ".example", 40_000 + 900L * i, "text/html"));
    }
    assertThat(of(next(DAY, requests)).flatMap(led -> value(led, WITHIN))).isEmpty();
  }

  @Test
  void whatAnotherGoesToAsWellOrWentToBeforeIsNotNew() {
    List<HttpRecord> before = office(98);
    before.add(request("10.0.0.9", "www.first.example", 100, "text/html"));
    next(DAY, before);
    List<HttpRecord> requests = office(99);
    requests.add(request("10.0.0.8", "www.second.test", 30_000, "text/html"));
    requests.add(request(LED, "first.example", 40_000, "application/zip"));
    requests.add(request(LED, "second.test", 40_001, "application/zip"));
    requests.add(request(LED, "third.invalid", 40_002, "text/html"));
    Optional<Evidence> led = of(next(DAY.plusDays(1), requests));
    assertThat(led.flatMap(one -> value(one, WITHIN))).isEmpty();
    assertThat(led.flatMap(one -> value(one, PROGRAMS))).isEmpty();
  }

  @Test
  void addressesCountOnlyWhenAProgramCameFromThem() {
    List<HttpRecord> requests = office(99);
    requests.add(request(LED, "198.51.100.1", 40_000, "image/png"));
    requests.add(request(LED, "198.51.100.2", 40_001, "application/octet-stream"));
    Evidence led = of(next(DAY, requests)).orElseThrow();
    assertThat(value(led, WITHIN)).isEmpty();
    assertThat(value(led, PROGRAMS)).hasValue(1.0);
    assertThat(led.peer()).isEqualTo("198.51.100.2");
  }

  private List<Evidence> next(LocalDate day, List<HttpRecord> requests) {
    return detector.next(Observed.day(day, List.of(TestRows.http(requests, 500))));
  }

  private static Optional<Evidence> of(List<Evidence> found) {
    return found.stream().filter(one -> one.host().equals(LED)).findFirst();
  }

  private static Optional<Double> value(Evidence evidence, String fact) {
    return evidence.parts().stream()
        .filter(part -> part.fact().equals(fact))
        .map(Evidence.Part::value)
        .findFirst();
  }

  private static List<HttpRecord> office(long seed) {
    Random random = new Random(seed);
    List<HttpRecord> requests = new ArrayList<>();
    for (int person = 0; person < 60; person++) {
      for (int visit = 0; visit < 25; visit++) {
        String site = "www.site" + random.nextInt(50) + ".com";
        requests.add(request("10.0.0." + person, site, random.nextInt(80_000), "text/html"));
      }
    }
    return requests;
  }

  private static HttpRecord request(String client, String site, long second, String type) {
    HttpBuilder request = TestRows.http(0);
    request.eventTimeMicros = TestRows.micros(0, second * SECOND);
    request.clientAddress = IpAddress.parse(client);
    request.host = site;
    request.mimeType = type;
    return request.build();
  }
}
