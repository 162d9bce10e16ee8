// SPDX-License-Identifier: Apache-2.0
package winnow.decode.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import winnow.decode.ByteWriter;
import winnow.decode.CollectingSink;
import winnow.decode.DecodeOptions;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.exporter.Messages;
import winnow.decode.format.Format;
import winnow.decode.format.Formats;
import winnow.decode.sflow.Samples;
import winnow.schema.FlowRecord;

class DatagramFileDecoderTest {
  private static final Instant WRITTEN = Instant.parse("2026-03-02T10:15:00Z");

  /** A TCP packet from 10.0.0.1:1025 to 192.0.2.9:443, of 40 bytes. */
  private static final byte[] PACKET =
      ByteWriter.bigEndian()
          .hex("4500 0028 0001 4000 4006 0000 0a000001 c0000209")
          .hex("0401 01bb 00000001 00000000 5002 ffff 0000 0000")
          .toBytes();

  private static final byte[] ONE = Samples.flow(Samples.header(11, 40, PACKET));

  private static CollectingSink decode(byte[] file, @Nullable Instant writtenAt)
      throws IOException {
    CollectingSink sink = new CollectingSink();
    DecodeOptions options = new DecodeOptions("file", ZoneOffset.UTC, null, writtenAt);
    new DatagramFileDecoder(options).decode(new ByteArrayInputStream(file), sink);
    return sink;
  }

  private static byte[] sflow() {
    return ByteWriter.bigEndian()
        .bytes(Samples.datagram(1, ONE, Samples.counters()))
        .bytes(Samples.datagram(2))
        .bytes(Samples.datagram(3, ONE, ONE))
        .toBytes();
  }

  @Test
  void readsSflowOneDatagramAfterAnotherAtTheTimeOfTheFile() throws IOException {
    CollectingSink sink = decode(sflow(), WRITTEN);

    assertThat(sink.rejections).isEmpty();
    assertThat(sink.flows()).hasSize(3);
    assertThat(sink.skipped).isEqualTo(Map.of(SkipReason.COUNTERS, 1L));
    FlowRecord flow = sink.flows().getLast();
    assertThat(flow.destination().port()).isEqualTo(443);
    assertThat(flow.forward().octets()).isEqualTo(40);
    assertThat(flow.eventTimeMicros()).isEqualTo(WRITTEN.getEpochSecond() * 1_000_000);
    assertThat(flow.observer().exporter()).isEqualTo("192.0.2.1");
  }

  @Test
  void tellsSflowByItsContent() {
    assertThat(Formats.detect(sflow(), "any").map(Format::name)).contains("netflow");
  }

  @Test
  void rejectsSflowWhoseTimeNobodyKnows() throws IOException {
    assertThat(decode(sflow(), null).rejections)
        .extracting(Rejection::reason)
        .containsOnly(RejectReason.MISSING_FIELD);
  }

  @Test
  void readsWhatIsWholeOfAFileThatIsCutAnywhere() throws IOException {
    byte[] file = sflow();
    int all = 0;
    for (int length = 0; length <= file.length; length++) {
      CollectingSink sink = decode(Arrays.copyOf(file, length), WRITTEN);
      assertThat(sink.records.size()).as("%d bytes", length).isGreaterThanOrEqualTo(all);
      assertThat(sink.rejections.size()).as("%d bytes", length).isLessThanOrEqualTo(1);
      all = sink.records.size();
    }
    assertThat(all).isEqualTo(3);
  }

  @Test
  void readsNetflowAndSflowInOneFile() throws IOException {
    byte[] file =
        ByteWriter.bigEndian()
            .bytes(Messages.version5(2, 2))
            .bytes(sflow())
            .bytes(Messages.version7())
            .toBytes();
    CollectingSink sink = decode(file, WRITTEN);

    assertThat(sink.rejections).isEmpty();
    assertThat(sink.flows()).hasSize(6);
    assertThat(sink.flows().getFirst().receivedTimeMicros()).isNull();
  }
}
