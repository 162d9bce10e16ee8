// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import winnow.schema.FlowBuilder;
import winnow.schema.FlowRecord;
import winnow.schema.IpAddress;

class SharedFlowsTest {
  private static final IpAddress EDGE = IpAddress.parse("192.0.2.1");
  private static final IpAddress CORE = IpAddress.parse("192.0.2.2");
  private static final IpAddress BRANCH = IpAddress.parse("2001:db8::3");
  private static final long SECOND = 1_000_000;

  private final SharedFlows shared = new SharedFlows();

  @Test
  void tellsWhichPartOfItsFlowsAnExporterSharesWithAnother() {
    Random random = new Random(7);
    for (int i = 0; i < 40_000; i++) {
      FlowRecord flow = flow(random, i * SECOND / 100);
      shared.saw(CORE, flow.eventTimeMicros(), flow);
      if (i % 4 == 0) {
        shared.saw(EDGE, flow.eventTimeMicros(), flow);
      }
      shared.saw(BRANCH, 0, flow(random, i * SECOND / 100));
    }
    assertThat(shared.other(BRANCH)).isNull();
    OtherExporter ofEdge = Objects.requireNonNull(shared.other(EDGE));
    OtherExporter ofCore = Objects.requireNonNull(shared.other(CORE));
    assertThat(ofEdge.exporter()).isEqualTo(CORE);
    assertThat(ofEdge.share()).isEqualTo(1);
    assertThat(ofCore.exporter()).isEqualTo(EDGE);
    assertThat(ofCore.share()).isCloseTo(0.25, Offset.offset(0.08));
  }

  @Test
  void takesNoFlowForAnotherThatBeganLater() {
    Random random = new Random(8);
    for (int i = 0; i < 40_000; i++) {
      long seed = random.nextLong();
      shared.saw(EDGE, 0, flow(new Random(seed), 0));
      shared.saw(CORE, 600 * SECOND, flow(new Random(seed), 600 * SECOND));
    }
    assertThat(shared.other(EDGE)).isNull();
  }

  @Test
  void knowsTheFlowsOfAnExporterWhoseClockIsOff() {
    Random random = new Random(11);
    for (int i = 0; i < 40_000; i++) {
      long seed = random.nextLong();
      shared.saw(EDGE, 60 * SECOND, flow(new Random(seed), 0));
      shared.saw(CORE, 90 * SECOND, flow(new Random(seed), 600 * SECOND));
    }
    assertThat(Objects.requireNonNull(shared.other(EDGE)).exporter()).isEqualTo(CORE);
  }

  @Test
  void findsNothingOddInAnExporterThatRepeatsItself() {
    Random random = new Random(9);
    for (int i = 0; i < 40_000; i++) {
      FlowRecord flow = flow(random, 0);
      shared.saw(EDGE, flow.eventTimeMicros(), flow);
      shared.saw(EDGE, flow.eventTimeMicros(), flow);
    }
    assertThat(shared.other(EDGE)).isNull();
  }

  @Test
  void forgetsWhatWasOnce() {
    Random random = new Random(10);
    for (int i = 0; i < 40_000; i++) {
      FlowRecord flow = flow(random, 0);
      shared.saw(EDGE, flow.eventTimeMicros(), flow);
      shared.saw(CORE, flow.eventTimeMicros(), flow);
    }
    for (int i = 0; i < 2_000_000; i++) {
      shared.saw(EDGE, 0, flow(random, 0));
    }
    OtherExporter other = shared.other(EDGE);
    assertThat(other == null ? 0 : other.share()).isLessThan(0.01);
  }

  @Test
  void knowsTheSameFlowsStillAfterManyExportersThatCameOnce() {
    Random random = new Random(12);
    for (int i = 0; i < 200_000; i++) {
      shared.saw(IpAddress.ofIpv4(0xcb00_0000 | i), 0, flow(random, 0));
    }
    for (int i = 0; i < 40_000; i++) {
      FlowRecord flow = flow(random, 0);
      shared.saw(EDGE, 0, flow);
      shared.saw(CORE, 0, flow);
    }
    for (int i = 0; i < 30_000; i++) {
      shared.saw(IpAddress.ofIpv4(0xcc00_0000 | i), 0, flow(random, 0));
    }
    assertThat(Objects.requireNonNull(shared.other(EDGE)).exporter()).isEqualTo(CORE);
    assertThat(Objects.requireNonNull(shared.other(CORE)).exporter()).isEqualTo(EDGE);
  }

  private static FlowRecord flow(Random random, long micros) {
    FlowBuilder flow = new FlowBuilder();
    flow.eventTimeMicros = micros;
    flow.sourceAddress = IpAddress.ofIpv4(0x0a00_0000 | random.nextInt(1 << 16));
    flow.destinationAddress = IpAddress.ofIpv4(0xc633_6400 | random.nextInt(256));
    flow.sourcePort = 1024 + random.nextInt(60_000);
    flow.destinationPort = 443;
    flow.protocol = 6;
    flow.packets = 1 + random.nextInt(20);
    flow.octets = flow.packets * 60 + random.nextInt(1000);
    return flow.build();
  }
}
