// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.host;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import winnow.analysis.count.RowSource;
import winnow.analysis.detect.Observed;
import winnow.analysis.score.TestRows;
import winnow.schema.DnsBuilder;
import winnow.schema.FlowBuilder;
import winnow.schema.FlowRecord;
import winnow.schema.IpAddress;

class HostFeatureCounterTest {
  private static final LocalDate DAY = LocalDate.parse("2026-03-02");

  private static final int SYN = 0x02;
  private static final int ACK = 0x10;
  private static final String OUTSIDE = "198.51.100.7";

  private final HostFeatureCounter counter = new HostFeatureCounter();

  @Test
  void aFlowOfTwoRecordsBelongsToTheEndWithTheHigherPort() {
    HostFeatures features =
        count(
            flow("10.0.0.1", 50_000, OUTSIDE, 443, 100, ACK),
            flow(OUTSIDE, 443, "10.0.0.1", 50_000, 9000, ACK));
    assertThat(values(features, "10.0.0.1"))
        .isEqualTo(
            Map.ofEntries(
                entry(HostFeature.FLOWS, 1.0),
                entry(HostFeature.PEERS, 1.0),
                entry(HostFeature.SERVICES, 1.0),
                entry(HostFeature.NEW_EDGES, 1.0),
                entry(HostFeature.MOST_FLOWS, 1.0),
                entry(HostFeature.MOST_OCTETS_OUT, 100.0),
                entry(HostFeature.OCTETS_OUT, 100.0),
                entry(HostFeature.OCTETS_IN, 9000.0),
                entry(HostFeature.NEW_OCTETS_OUT, 100.0),
                entry(HostFeature.RARE_OCTETS_OUT, 100.0),
                entry(HostFeature.RARE_OCTETS_IN, 9000.0),
                entry(HostFeature.NEW_OCTETS_IN, 9000.0),
                entry(HostFeature.HOURS, 1.0)));
    assertThat(features.byHost()).containsOnlyKeys("10.0.0.1");
  }

  @Test
  void aRecordOfBothDirectionsBelongsToItsSource() {
    FlowBuilder flow = builder("10.0.0.1", 443, "10.0.0.2", 50_000, 100, SYN | ACK);
    flow.reverseOctets = 7L;
    flow.reversePackets = 1L;
    HostFeatures features = count(flow.build());
    assertThat(features.value("10.0.0.1", HostFeature.OCTETS_OUT)).isEqualTo(100);
    assertThat(features.value("10.0.0.1", HostFeature.OCTETS_IN)).isEqualTo(7);
    assertThat(features.value("10.0.0.1", HostFeature.INTERNAL_PEERS)).isEqualTo(1);
    assertThat(features.value("10.0.0.2", HostFeature.OCTETS_SERVED)).isEqualTo(107);
    assertThat(features.value("10.0.0.2", HostFeature.CLIENTS)).isEqualTo(1);
    assertThat(features.value("10.0.0.2", HostFeature.FLOWS)).isZero();
  }

  @Test
  void addressesThatAreOnlyTriedAreNoHosts() {
    List<FlowRecord> flows = new ArrayList<>();
    for (int i = 1; i <= 50; i++) {
      flows.add(flow("10.0.0.1", 50_000 + i, "10.0.9." + i, 22, 60, SYN));
    }
    flows.add(flow("10.0.9.7", 22, "10.0.0.1", 50_007, 40, 0x14));
    HostFeatures features = count(flows.toArray(FlowRecord[]::new));
    assertThat(features.byHost()).containsOnlyKeys("10.0.0.1", "10.0.9.7");
    assertThat(features.value("10.0.0.1", HostFeature.FAILED_PEERS)).isEqualTo(50);
  }

  @Test
  void aConnectionThatWasNeverAcknowledgedFailed() {
    HostFeatures features =
        count(
            flow("10.0.0.1", 50_000, "10.0.0.2", 445, 60, SYN),
            flow("10.0.0.2", 445, "10.0.0.1", 50_000, 40, 0x14),
            flow("10.0.0.1", 50_001, "10.0.0.3", 445, 60, SYN | ACK),
            flow("10.0.0.1", 50_002, "10.0.0.4", 445, 60, 0));
    assertThat(features.value("10.0.0.1", HostFeature.FAILED_FLOWS)).isEqualTo(1);
  }

  @Test
  void anEdgeIsNewOnItsFirstDayOnly() {
    FlowRecord known = flow("10.0.0.1", 50_000, OUTSIDE, 443, 100, ACK);
    FlowRecord fresh = flow("10.0.0.1", 50_000, OUTSIDE, 8443, 100, ACK);
    assertThat(count(known).value("10.0.0.1", HostFeature.NEW_EDGES)).isEqualTo(1);
    assertThat(count(known, fresh, fresh).value("10.0.0.1", HostFeature.NEW_EDGES)).isEqualTo(1);
    assertThat(count(known).value("10.0.0.1", HostFeature.NEW_EDGES)).isZero();
  }

  @Test
  void anEdgeIsRareByTheShareOfHostsThatHaveOneToTheSameEnd() {
    HostFeatures features =
        count(
            flow("10.0.0.1", 50_000, OUTSIDE, 443, 100, ACK),
            flow("10.0.0.2", 50_000, OUTSIDE, 443, 100, ACK),
            flow("10.0.0.3", 50_000, "198.51.100.8", 443, 100, ACK),
            flow("10.0.0.4", 50_000, "198.51.100.9", 443, 100, ACK));
    assertThat(features.value("10.0.0.1", HostFeature.RARITY)).isEqualTo(1);
    assertThat(features.value("10.0.0.3", HostFeature.RARITY)).isEqualTo(2);
  }

  @Test
  void theOrderOfRowsAndTheirPartsDoNotMatter() {
    List<FlowRecord> office = new ArrayList<>(TestRows.office(5000, 7));
    Map<String, List<Double>> expected =
        all(counter.count(DAY, Observed.counts(List.of(TestRows.flows(office, 5000)))));
    Collections.shuffle(office, new Random(3));
    HostFeatureCounter other = new HostFeatureCounter();
    assertThat(all(other.count(DAY, Observed.counts(List.of(TestRows.flows(office, 311))))))
        .isEqualTo(expected);
    assertThat(expected).hasSizeGreaterThan(500);
  }

  @Test
  void theMostOfAnyEdgeAndPeerIsKept() {
    FlowRecord web = flow("10.0.0.1", 50_000, OUTSIDE, 443, 100, ACK);
    FlowRecord other = flow("10.0.0.1", 50_001, OUTSIDE, 8443, 30, ACK);
    FlowRecord large = flow("10.0.0.1", 50_002, "10.0.0.9", 445, 120, ACK);
    HostFeatures features = count(web, web, other, large);
    assertThat(features.value("10.0.0.1", HostFeature.MOST_FLOWS)).isEqualTo(2);
    assertThat(features.value("10.0.0.1", HostFeature.MOST_OCTETS_OUT)).isEqualTo(230);
    assertThat(features.value("10.0.0.1", HostFeature.NEW_INTERNAL_EDGES)).isEqualTo(1);
  }

  @Test
  void queriesAndRequestsAreCountedBesideFlows() {
    DnsBuilder missing = TestRows.dns(9);
    missing.query = "no.example";
    missing.rcode = 3;
    RowSource dns =
        TestRows.dns(List.of(TestRows.dns(8).build(), TestRows.dns(9).build(), missing.build()), 2);
    RowSource http = TestRows.http(List.of(TestRows.http(8).build()), 10);
    HostFeatures features = counter.count(DAY, Observed.counts(List.of(dns, http)));
    assertThat(values(features, "172.16.9.132"))
        .isEqualTo(
            Map.of(
                HostFeature.QUERIES, 3.0,
                HostFeature.NAMES, 2.0,
                HostFeature.MOST_NAMES, 1.0,
                HostFeature.NO_SUCH_NAME, 1.0));
    assertThat(values(features, "10.1.1.1"))
        .isEqualTo(Map.of(HostFeature.REQUESTS, 1.0, HostFeature.WEB_HOSTS, 1.0));
  }

  private HostFeatures count(FlowRecord... flows) {
    return counter.count(DAY, Observed.counts(List.of(TestRows.flows(List.of(flows), 2))));
  }

  /** What is not 0. */
  private static Map<HostFeature, Double> values(HostFeatures features, String host) {
    Map<HostFeature, Double> values = new TreeMap<>();
    for (HostFeature feature : HostFeature.values()) {
      if (features.value(host, feature) != 0) {
        values.put(feature, features.value(host, feature));
      }
    }
    return values;
  }

  private static Map<String, List<Double>> all(HostFeatures features) {
    Map<String, List<Double>> all = new TreeMap<>();
    features
        .byHost()
        .forEach((host, values) -> all.put(host, java.util.Arrays.stream(values).boxed().toList()));
    return all;
  }

  private static FlowRecord flow(
      String source, int sourcePort, String destination, int port, long octets, int flags) {
    return builder(source, sourcePort, destination, port, octets, flags).build();
  }

  private static FlowBuilder builder(
      String source, int sourcePort, String destination, int port, long octets, int flags) {
    FlowBuilder flow = TestRows.flow(9);
    flow.sourceAddress = IpAddress.parse(source);
    flow.destinationAddress = IpAddress.parse(destination);
    flow.sourcePort = sourcePort;
    flow.destinationPort = port;
    flow.octets = octets;
    flow.tcpFlags = flags;
    return flow;
  }

  @Test
  void whichDirectionOfAFlowComesFirstDoesNotMatter() {
    FlowRecord there = flow("10.0.0.1", 50_000, OUTSIDE, 443, 100, ACK);
    FlowRecord back = flow(OUTSIDE, 443, "10.0.0.1", 50_000, 9000, ACK);
    HostFeatureCounter other = new HostFeatureCounter();
    HostFeatures reversed =
        other.count(DAY, Observed.counts(List.of(TestRows.flows(List.of(back, there), 2))));
    assertThat(values(reversed, "10.0.0.1")).isEqualTo(values(count(there, back), "10.0.0.1"));
  }

  @Test
  void bytesOfEdgesAreNewOnTheirFirstDayAlone() {
    FlowRecord upload = flow("10.0.0.1", 50_000, OUTSIDE, 443, 100, ACK);
    assertThat(count(upload).value("10.0.0.1", HostFeature.NEW_OCTETS_OUT)).isEqualTo(100);
    assertThat(count(upload).value("10.0.0.1", HostFeature.NEW_OCTETS_OUT)).isZero();
  }

  @Test
  void bytesOfEndsThatFewContactAreToldFromThoseOfManyAndOfInside() {
    List<FlowRecord> flows = new ArrayList<>();
    for (int host = 1; host < 9; host++) {
      flows.add(flow("10.0.0." + host, 50_000, OUTSIDE, 443, 9_000, ACK));
    }
    flows.add(flow("10.0.0.1", 50_000, "203.0.113.9", 443, 300, ACK));
    flows.add(flow("203.0.113.9", 443, "10.0.0.1", 50_000, 40, ACK));
    flows.add(flow("10.0.0.1", 50_000, "10.0.0.2", 445, 20, ACK));
    flows.add(flow("10.0.0.2", 445, "10.0.0.1", 50_000, 7_000, ACK));
    HostFeatures features = count(flows.toArray(FlowRecord[]::new));
    assertThat(features.value("10.0.0.1", HostFeature.RARE_OCTETS_OUT)).isEqualTo(300);
    assertThat(features.value("10.0.0.1", HostFeature.RARE_OCTETS_IN)).isEqualTo(40);
    assertThat(features.value("10.0.0.1", HostFeature.INTERNAL_OCTETS_IN)).isEqualTo(7_000);
    assertThat(features.value("10.0.0.3", HostFeature.RARE_OCTETS_OUT)).isZero();
  }

  @Test
  void bytesInHoursThatAreQuietOtherwiseAreOdd() {
    count(builder("10.0.0.1", 50_000, OUTSIDE, 443, 100_000, ACK).build());
    FlowBuilder night = builder("10.0.0.1", 50_000, OUTSIDE, 443, 700, ACK);
    night.eventTimeMicros += 15 * 3_600_000_000L;
    HostFeatures features =
        count(builder("10.0.0.1", 50_000, OUTSIDE, 443, 100_000, ACK).build(), night.build());
    assertThat(features.value("10.0.0.1", HostFeature.ODD_HOUR_OCTETS)).isEqualTo(700);
  }

  @Test
  void logonsAreThoseOfOneEdgeToAServiceThatPeopleLogOnTo() {
    HostFeatures features =
        count(
            flow("10.0.0.1", 50_000, "10.0.0.2", 22, 100, ACK),
            flow("10.0.0.1", 50_001, "10.0.0.2", 22, 100, ACK),
            flow("10.0.0.1", 50_002, "10.0.0.3", 22, 100, ACK),
            flow("10.0.0.1", 50_003, "10.0.0.2", 443, 100, ACK));
    assertThat(features.value("10.0.0.1", HostFeature.LOGON_FLOWS)).isEqualTo(2);
    assertThat(features.value("10.0.0.1", HostFeature.NEW_LOGON_FLOWS)).isEqualTo(2);
    HostFeatures next = count(flow("10.0.0.1", 50_000, "10.0.0.2", 22, 100, ACK));
    assertThat(next.value("10.0.0.1", HostFeature.LOGON_FLOWS)).isEqualTo(1);
    assertThat(next.value("10.0.0.1", HostFeature.NEW_LOGON_FLOWS)).isZero();
  }
}
