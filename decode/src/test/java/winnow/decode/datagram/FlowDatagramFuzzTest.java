// SPDX-License-Identifier: Apache-2.0
package winnow.decode.datagram;

import static org.assertj.core.api.Assertions.assertThat;
import static winnow.decode.exporter.Messages.data;
import static winnow.decode.exporter.Messages.set;
import static winnow.decode.exporter.Messages.template;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import winnow.decode.ByteWriter;
import winnow.decode.CollectingSink;
import winnow.decode.DecodeOptions;
import winnow.decode.Fuzzed;
import winnow.decode.exporter.ConfiguredSampling;
import winnow.decode.exporter.DomainStatistics;
import winnow.decode.exporter.ExporterSettings;
import winnow.decode.exporter.FlowDatagram;
import winnow.decode.exporter.Messages;
import winnow.decode.netflow.NetflowDecoder;
import winnow.decode.sflow.Samples;

/** Whatever the bytes are, they become records, rejections and skips. */
class FlowDatagramFuzzTest {
  private static final int STATE_HEADER_BYTES = 6;
  private static final byte[] DATA =
      set(256, data("0a000001 c0000209 00000001 00000002 05 6869686968"), data("00"));
  private static final byte[] TEMPLATE = template(256, 8, 4, 12, 4, 22, 4, 21, 4, 96, 0xffff);
  private static final List<byte[]> SEEDS =
      List.of(
          Messages.version5(3, 3),
          Messages.version9(set(0, TEMPLATE), DATA, DATA),
          Messages.ipfix(
              set(2, TEMPLATE), set(3, Messages.optionsTemplate(400, 302, 4, 311, 8)), DATA),
          Messages.version1(),
          Messages.version7(),
          Samples.datagram(
              1, Samples.flow(Samples.header(1, 64, new byte[60])), Samples.counters()));

  @Test
  void survivesAnyDamage() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    FlowDatagramDecoder decoder = new FlowDatagramDecoder(ExporterSettings.DEFAULT);
    int outcomes = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = SEEDS.get(round % SEEDS.size()).clone();
      for (int i = random.nextInt(8); i > 0; i--) {
        bytes[random.nextInt(bytes.length)] =
            (byte) (random.nextBoolean() ? random.nextInt() : 255);
      }
      byte[] damaged = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      CollectingSink sink = new CollectingSink();
      Long received = round % 3 == 0 ? null : Long.valueOf(round);
      decoder.decode(new FlowDatagram(null, damaged, 0, damaged.length, 0, received), sink);
      decoder().decode(new ByteArrayInputStream(damaged), sink);
      outcomes += sink.records.size() + sink.rejections.size() + sink.skipped.size();
      assertThat(sink.records.size()).isLessThan(1000);
    }
    decoder.finish(new CollectingSink());
    assertThat(outcomes).isGreaterThan(20_000);
  }

  private static DatagramFileDecoder decoder() {
    return new DatagramFileDecoder(
        new DecodeOptions("payloads", ZoneOffset.UTC, null, Instant.EPOCH));
  }

  /** Several datagrams, cut out of the bytes, to a decoder that may hold little. */
  @FuzzTest
  void decodesAnyRowOfDatagrams(byte[] bytes) {
    ExporterSettings settings =
        new ExporterSettings(4096, Duration.ofSeconds(1), exporter -> ConfiguredSampling.NONE);
    Fuzzed.observe(
        bytes.length,
        sink -> {
          FlowDatagramDecoder decoder = new FlowDatagramDecoder(settings);
          int at = 0;
          while (at < bytes.length) {
            int length = Math.min(bytes[at] & 0xff, bytes.length - at - 1);
            decoder.decode(new FlowDatagram(null, bytes, at + 1, length, at, (long) at), sink);
            at += length + 1;
          }
          int held = decoder.statistics().stream().mapToInt(d -> d.waiting().bytes()).sum();
          assertThat(held).isLessThanOrEqualTo(4096);
          decoder.finish(sink);
          assertThat(decoder.statistics()).allMatch(domain -> domain.waiting().sets() == 0);
          long records = decoder.statistics().stream().mapToLong(DomainStatistics::records).sum();
          assertThat(sink.records()).isEqualTo(records);
          byte[] state = decoder.state();
          assertThat(decoder.restore(state)).isTrue();
          assertThat(decoder.state()).isEqualTo(state);
        });
  }

  @FuzzTest
  void cutsAnyStream(byte[] bytes) {
    Fuzzed.observe(
        bytes.length,
        sink -> {
          MessageStream stream = new MessageStream(new ByteArrayInputStream(bytes), null);
          FlowDatagramDecoder decoder = new FlowDatagramDecoder(ExporterSettings.DEFAULT);
          while (stream.next(sink)) {
            decoder.decode(stream.message(null), sink);
          }
          decoder.finish(sink);
        });
  }

  /** State whose checksum is right, whatever it says. */
  @FuzzTest
  void restoresAnyState(byte[] bytes) {
    Fuzzed.observe(
        bytes.length,
        told -> {
          FlowDatagramDecoder decoder = new FlowDatagramDecoder(ExporterSettings.DEFAULT);
          byte[] header = Arrays.copyOf(decoder.state(), STATE_HEADER_BYTES);
          ByteWriter state = ByteWriter.bigEndian().bytes(header).bytes(bytes);
          CRC32C checksum = new CRC32C();
          checksum.update(state.toBytes());
          boolean restored = decoder.restore(state.u32(checksum.getValue()).toBytes());
          assertThat(decoder.statistics().size())
              .isLessThanOrEqualTo(2 * NetflowDecoder.MAX_DOMAINS);
          assertThat(restored || decoder.statistics().isEmpty()).isTrue();
          decoder.decode(new FlowDatagram(null, SEEDS.get(1), 0, SEEDS.get(1).length, 0, 0L), told);
        });
  }

  /** What {@link #restoresAnyState} must be able to reach. */
  @Test
  void restoresHalfOfNoState() {
    FlowDatagramDecoder decoder = new FlowDatagramDecoder(ExporterSettings.DEFAULT);
    decoder.decode(
        new FlowDatagram(null, SEEDS.get(2), 0, SEEDS.get(2).length, 0, 0L), new CollectingSink());
    byte[] whole = decoder.state();
    byte[] content = Arrays.copyOfRange(whole, STATE_HEADER_BYTES, whole.length - 4);
    restoresAnyState(content);
    for (int length = 0; length < content.length; length++) {
      restoresAnyState(Arrays.copyOf(content, length));
      byte[] damaged = content.clone();
      damaged[length] ^= (byte) 0xff;
      restoresAnyState(damaged);
    }
  }
}
