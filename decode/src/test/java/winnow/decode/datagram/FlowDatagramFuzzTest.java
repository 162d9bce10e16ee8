// SPDX-License-Identifier: Apache-2.0
package winnow.decode.datagram;

import static org.assertj.core.api.Assertions.assertThat;
import static winnow.decode.exporter.Messages.data;
import static winnow.decode.exporter.Messages.set;
import static winnow.decode.exporter.Messages.template;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import winnow.decode.CollectingSink;
import winnow.decode.exporter.ExporterSettings;
import winnow.decode.exporter.FlowDatagram;
import winnow.decode.exporter.Messages;

/** Whatever the bytes are, they become records, rejections and skips. */
class FlowDatagramFuzzTest {
  private static final byte[] DATA =
      set(256, data("0a000001 c0000209 00000001 00000002 05 6869686968"), data("00"));
  private static final byte[] TEMPLATE = template(256, 8, 4, 12, 4, 22, 4, 21, 4, 96, 0xffff);
  private static final List<byte[]> SEEDS =
      List.of(
          Messages.version5(3, 3),
          Messages.version9(set(0, TEMPLATE), DATA, DATA),
          Messages.ipfix(
              set(2, TEMPLATE), set(3, Messages.optionsTemplate(400, 302, 4, 311, 8)), DATA));

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
      decoder.decode(new FlowDatagram(null, damaged, 0, damaged.length, 0, null), sink);
      new DatagramFileDecoder().decode(new ByteArrayInputStream(damaged), sink);
      outcomes += sink.records.size() + sink.rejections.size() + sink.skipped.size();
      assertThat(sink.records.size()).isLessThan(1000);
    }
    assertThat(outcomes).isGreaterThan(20_000);
  }

  @FuzzTest
  void decodesAnything(byte[] bytes) throws IOException {
    new DatagramFileDecoder().decode(new ByteArrayInputStream(bytes), new CollectingSink());
  }
}
