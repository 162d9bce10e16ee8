// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import winnow.collector.spool.Sender;
import winnow.collector.spool.SourceSpool;
import winnow.collector.spool.Spool;
import winnow.decode.exporter.SequenceUnit;
import winnow.schema.IpAddress;

/** What a process leaves, and what the next one makes of it. */
class CollectorRestartTest extends CollectorOnLoopback {
  @Test
  void knowsTemplatesOfAnEarlierProcess() throws Exception {
    try (DatagramChannel exporter = DatagramChannel.open()) {
      run(source -> send(exporter, source, FlowDatagrams.ipfixTemplate()));
      run(source -> send(exporter, source, FlowDatagrams.ipfixData(1)));
    }
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void tellsAtOnceWhatExportersMissedAndWaitForBeforeItWasStarted() throws Exception {
    Sender gaps = new Sender(IpAddress.parse("192.0.2.5"), 2055);
    Sender mute = new Sender(IpAddress.parse("192.0.2.10"), 2055);
    try (Spool spool = spool(LONG);
        Collector collector = collector(spool)) {
      SourceSpool kept = collector.flowSpool("edge");
      kept.append(gaps, 1, FlowDatagrams.version5(0, 30));
      kept.append(gaps, 2, FlowDatagrams.version5(40, 30));
      kept.append(mute, 3, FlowDatagrams.ipfixData(1));
      collector.tally(kept);
      collector.start();
    }
    try (Spool spool = spool(Duration.ofMillis(50));
        Collector collector = collector(spool)) {
      SourceTally tally = collector.tally(collector.flowSpool("edge"));
      collector.start();
      SourceCounts counts = tally.counts();
      assertThat(counts.exporters()).as("nothing came").isEmpty();
      assertThat(counts.missed()).containsEntry(gaps.address(), Map.of(SequenceUnit.RECORDS, 10L));
      assertThat(counts.domains())
          .filteredOn(domain -> mute.address().equals(domain.domain().exporter()))
          .singleElement()
          .satisfies(domain -> assertThat(domain.waiting().sets()).isEqualTo(1));
      collector.flowSpool("edge").append(gaps, 4, FlowDatagrams.version5(71, 30));
      Map<SequenceUnit, Long> oneMore = Map.of(SequenceUnit.RECORDS, 11L);
      await(() -> oneMore.equals(tally.counts().missed().get(gaps.address())));
    }
  }

  @Test
  void keepsApartTheTemplatesOfTwoConnectionsOfAnExporter() throws Exception {
    try (Spool spool = spool(LONG);
        Collector collector = collector(spool)) {
      SourceSpool kept = collector.flowSpool("edge");
      Sender first = new Sender(IpAddress.parse("192.0.2.1"), 4739, true);
      Sender second = new Sender(IpAddress.parse("192.0.2.1"), 4740, true);
      kept.boundary(first, 1);
      kept.append(first, 1, FlowDatagrams.ipfixTemplate());
      kept.append(second, 2, FlowDatagrams.ipfixData(1));
      kept.append(first, 3, FlowDatagrams.ipfixData(2));
      kept.boundary(first, 4);
      kept.append(first, 5, FlowDatagrams.ipfixData(3));
      collector.tally(kept);
      collector.start();
    }
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void keepsDataForATemplateThatComesToALaterProcess() throws Exception {
    try (DatagramChannel exporter = DatagramChannel.open()) {
      run(source -> send(exporter, source, FlowDatagrams.ipfixData(1)));
      assertThat(rows()).isZero();
      assertThat(lake.inputs().getFirst().counts().rejected()).isEmpty();
      run(source -> send(exporter, source, FlowDatagrams.ipfixTemplate()));
    }
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void publishesASegmentOnceThoughItIsStillThereAfterAKill() throws Exception {
    try (Spool spool = spool(LONG)) {
      SourceSpool left = spool.source("edge", "flow-datagrams");
      left.append(null, 1, FlowDatagrams.ipfixTemplate());
      left.append(null, 2, FlowDatagrams.ipfixData(1));
    }
    Path open = files(".open").getFirst();
    byte[] content = Files.readAllBytes(open);
    run(source -> {});
    assertThat(rows()).isEqualTo(1);

    // As if the process had been killed after the commit and before the segment was deleted.
    Files.write(open, content);
    run(source -> send(source, FlowDatagrams.ipfixData(2)));
    assertThat(rows()).as("without a sender the later one has no template").isEqualTo(1);
    assertThat(segments()).isEmpty();
    assertThat(lake.inputs()).hasSize(2);
  }

  @Test
  void publishesWhatWasLeftOfASourceThatIsNoLongerListenedTo() throws Exception {
    try (Spool spool = spool(LONG)) {
      spool.source("gone", "flow-datagrams").append(null, 1, FlowDatagrams.version5(0, 7));
    }
    run(source -> {});
    assertThat(rows()).isEqualTo(7);
    assertThat(lake.inputs().getFirst().input().source()).isEqualTo("gone");
  }

  @Test
  void setsAsideWhatNobodyDecodes() throws Exception {
    try (Spool spool = spool(LONG)) {
      spool.source("edge", "smoke-signals").append(null, 1, ByteBuffer.wrap(new byte[9]));
    }
    run(source -> send(source, FlowDatagrams.version5(0, 7)));
    assertThat(rows()).isEqualTo(7);
    assertThat(folder.resolve("quarantine/segments")).isNotEmptyDirectory();
  }

  @Test
  void countsSegmentsThatAreSetAside() throws Exception {
    try (Spool spool = spool(LONG)) {
      spool.source("edge", "smoke-signals").append(null, 1, ByteBuffer.wrap(new byte[9]));
      spool.sources().getFirst().closeOlderThan(Duration.ZERO);
      try (Collector collector = collector(spool)) {
        SourceTally tally = collector.tally(spool.sources().getFirst());
        collector.start();
        await(() -> tally.counts().failedFiles() == 1);
      }
    }
  }

  @Test
  void countsWhatIsTornOffAtTheEndOfASegment() throws Exception {
    try (Spool spool = spool(LONG)) {
      SourceSpool left = spool.source("edge", "flow-datagrams");
      left.append(null, 1, FlowDatagrams.version5(0, 7));
      left.append(null, 2, FlowDatagrams.version5(7, 7));
    }
    Path open = files(".open").getFirst();
    byte[] content = Files.readAllBytes(open);
    Files.write(open, Arrays.copyOf(content, content.length - 3));
    run(source -> {});
    assertThat(rows()).isEqualTo(7);
    assertThat(lake.inputs().getFirst().counts().rejected()).containsEntry("truncated", 1L);
  }
}
