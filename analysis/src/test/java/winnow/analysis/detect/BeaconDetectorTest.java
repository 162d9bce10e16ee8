// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import winnow.analysis.score.TestRows;
import winnow.schema.FlowBuilder;
import winnow.schema.FlowRecord;
import winnow.schema.HttpBuilder;
import winnow.schema.HttpRecord;
import winnow.schema.IpAddress;

/** An office of 50 people who browse at random, and one host that calls home. */
class BeaconDetectorTest {
  private static final LocalDate DAY = LocalDate.parse("2016-07-08");
  private static final String HOME = "198.51.100.77";
  private static final long SECOND = 1_000_000;

  private int days;
  private final BeaconDetector detector = new BeaconDetector();

  @Test
  void evenIntervalsAreFoundUpToNinetyPercentOfJitter() {
    for (double jitter : new double[] {0, 0.2, 0.5, 0.9}) {
      List<FlowRecord> flows = browsing(1);
      flows.addAll(beacon(60, jitter, 200, new Random(7)));
      List<Evidence> found = next(new BeaconDetector(), flows);
      Evidence first = found.stream().max(Comparator.comparing(Evidence::score)).orElseThrow();
      assertThat(first.host()).isEqualTo("10.0.0.99");
      assertThat(first.peer()).isEqualTo(HOME + " 443/6");
      assertThat(first.family()).isEqualTo("beacon");
      assertThat(first.parts().getFirst().value()).isBetween(30.0, 75.0);
      assertThat(first.lastMicros()).isGreaterThan(first.firstMicros());
    }
  }

  @Test
  void peopleAndPoissonProcessesAreNone() {
    List<FlowRecord> flows = browsing(2);
    Random random = new Random(3);
    for (int host = 0; host < 50; host++) {
      double seconds = 0;
      for (int i = 0; i < 60; i++) {
        seconds += 6 + 300 * random.nextExponential();
        flows.add(flow("10.0.0." + host, "203.0.113." + host, (long) (seconds * SECOND), 500));
      }
    }
    assertThat(next(detector, flows)).hasSizeLessThan(3);
  }

  @Test
  void whatManyHostsCallIsNone() {
    List<FlowRecord> flows = new ArrayList<>();
    for (int host = 0; host < 50; host++) {
      for (int i = 0; i < 100; i++) {
        flows.add(flow("10.0.0." + host, HOME, i * 60 * SECOND, 500));
      }
    }
    assertThat(next(detector, flows)).isEmpty();
  }

  @Test
  void callsThroughAProxyAreFoundByTheNameOfTheirHost() {
    List<HttpRecord> requests = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      HttpBuilder request = TestRows.http(0);
      request.eventTimeMicros = TestRows.micros(0, i * 300 * SECOND);
      request.host = "home.example";
      request.requestOctets = 700L;
      requests.add(request.build());
    }
    List<Evidence> found = detector.next(Observed.day(DAY, List.of(TestRows.http(requests, 7))));
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().host()).isEqualTo("10.1.1.1");
    assertThat(found.getFirst().peer()).isEqualTo("home.example");
  }

  @Test
  void whatOtherHostsCalledOnEarlierDaysSaysLess() {
    next(detector, browsing(1));
    BeaconDetector other = new BeaconDetector();
    List<FlowRecord> flows = browsing(1);
    flows.add(flow("10.0.0.1", HOME, 30_000 * SECOND, 500));
    next(other, flows);
    assertThat(bestOfSecondDay(detector) - bestOfSecondDay(other)).isBetween(1.0, 4.0);
  }

  private double bestOfSecondDay(BeaconDetector some) {
    List<FlowRecord> flows = browsing(2);
    flows.addAll(beacon(60, 0.2, 200, new Random(7)));
    return next(some, flows).stream().mapToDouble(Evidence::score).max().orElseThrow();
  }

  @Test
  void whatAResolverAsksForItsClientsIsNone() {
    List<FlowRecord> flows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      flows.add(flow("10.0.0.53", "192.0.2.53", i * 300 * SECOND, 80, 53));
    }
    for (int client = 0; client < 2; client++) {
      flows.add(flow("10.0.0." + client, "10.0.0.53", client * SECOND, 70, 53));
    }
    assertThat(next(new BeaconDetector(), flows)).hasSize(1);
    flows.add(flow("10.0.0.2", "10.0.0.53", SECOND, 70, 53));
    assertThat(next(new BeaconDetector(), flows)).isEmpty();
  }

  @Test
  void whatAProxyCallsForAClientIsTheClients() {
    assertThat(throughAProxy(2)).containsExactly("10.1.1.1 home.example");
    assertThat(throughAProxy(100))
        .containsExactly("10.0.0.8 " + HOME + " 443/6", "10.1.1.1 home.example");
  }

  /** A client sends a request every five minutes, and its proxy calls so many seconds later. */
  private List<String> throughAProxy(long secondsLater) {
    List<FlowRecord> flows = new ArrayList<>();
    List<HttpRecord> requests = new ArrayList<>();
    flows.add(flow("10.1.1.1", "10.0.0.8", 0, 900));
    for (int i = 0; i < 40; i++) {
      HttpBuilder request = TestRows.http(0);
      request.eventTimeMicros = TestRows.micros(0, i * 300 * SECOND);
      request.host = "home.example";
      request.requestOctets = 700L;
      requests.add(request.build());
      flows.add(flow("10.0.0.8", HOME, (i * 300 + secondsLater) * SECOND, 800));
    }
    ObservedDay day =
        Observed.day(DAY, List.of(TestRows.flows(flows, 7), TestRows.http(requests, 7)));
    return new BeaconDetector()
        .next(day).stream().map(one -> one.host() + " " + one.peer()).sorted().toList();
  }

  @Test
  void whatIsThereEveryDaySaysLessThanWhatIsNewAndNoLessAsDaysGoBy() {
    List<FlowRecord> flows = beacon(60, 0.2, 200, new Random(7));
    flows.addAll(browsing(1));
    BeaconDetector surprised = new BeaconDetector();
    List<Double> known = new ArrayList<>();
    for (int day = 0; day < 6; day++) {
      known.add(best(next(detector, flows)));
    }
    for (int day = 0; day < 5; day++) {
      next(surprised, browsing(1));
    }
    assertThat(known.subList(1, 6)).containsOnly(known.get(1));
    assertThat(best(next(surprised, flows))).isCloseTo(known.get(1) + 8, within(1e-9));
  }

  private static double best(List<Evidence> found) {
    return found.stream().mapToDouble(Evidence::score).max().orElseThrow();
  }

  @Test
  void aBeaconAmongOrdinaryDaysHasASmallP() {
    for (int day = 0; day < 20; day++) {
      next(detector, browsing(100 + day));
    }
    List<FlowRecord> flows = browsing(5);
    flows.addAll(beacon(60, 0.2, 200, new Random(7)));
    assertThat(next(detector, flows).stream().mapToDouble(Evidence::p).min().orElseThrow())
        .isLessThan(1e-2);
  }

  @Test
  void theOrderOfRowsDoesNotMatter() {
    List<FlowRecord> flows = browsing(1);
    flows.addAll(beacon(60, 0.3, 200, new Random(7)));
    List<Evidence> expected = sorted(next(detector, flows));
    Collections.shuffle(flows, new Random(1));
    BeaconDetector other = new BeaconDetector();
    assertThat(sorted(other.next(Observed.day(DAY, List.of(TestRows.flows(flows, 97))))))
        .isEqualTo(expected);
    assertThat(expected).isNotEmpty();
  }

  private static List<Evidence> sorted(List<Evidence> found) {
    return found.stream()
        .sorted(Comparator.comparing(Evidence::host).thenComparing(Evidence::peer))
        .toList();
  }

  private List<Evidence> next(BeaconDetector detector, List<FlowRecord> flows) {
    return detector.next(Observed.day(DAY.plusDays(days++), List.of(TestRows.flows(flows, 1000))));
  }

  private static List<FlowRecord> beacon(double period, double jitter, int count, Random random) {
    List<FlowRecord> flows = new ArrayList<>();
    double seconds = 1000;
    for (int i = 0; i < count; i++) {
      flows.add(flow("10.0.0.99", HOME, (long) (seconds * SECOND), 612));
      seconds += period * (1 - jitter * random.nextDouble());
    }
    return flows;
  }

  /** Visits of many pages of a few sites each. */
  private static List<FlowRecord> browsing(long seed) {
    Random random = new Random(seed);
    List<FlowRecord> flows = new ArrayList<>();
    for (int host = 0; host < 50; host++) {
      for (int visit = 0; visit < 6; visit++) {
        String site = "192.0.2." + random.nextInt(200);
        double seconds = 28_800 + random.nextInt(28_800);
        for (int page = 0; page < 12; page++) {
          seconds += Math.exp(2 + 1.5 * random.nextGaussian());
          flows.add(
              flow("10.0.0." + host, site, (long) (seconds * SECOND), 300 + random.nextInt(3000)));
        }
      }
    }
    return flows;
  }

  private static FlowRecord flow(String source, String destination, long micros, long octets) {
    return flow(source, destination, micros, octets, 443);
  }

  private static FlowRecord flow(
      String source, String destination, long micros, long octets, int port) {
    FlowBuilder flow = TestRows.flow(0);
    flow.eventTimeMicros = TestRows.micros(0, micros);
    flow.sourceAddress = IpAddress.parse(source);
    flow.destinationAddress = IpAddress.parse(destination);
    flow.sourcePort = 50_000;
    flow.destinationPort = port;
    flow.octets = octets;
    return flow.build();
  }
}
