// SPDX-License-Identifier: Apache-2.0
package winnow.decode.sflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import winnow.decode.Fuzzed;
import winnow.decode.exporter.ExporterSettings;
import winnow.decode.exporter.FlowDatagram;

/**
 * Whatever an agent sends becomes flows, rejections and skips, and what is known of it is little.
 */
class SflowFuzzTest {
  @FuzzTest
  void decodesAnyDatagram(byte[] bytes) {
    Fuzzed.observe(
        bytes.length,
        sink -> {
          SflowDecoder decoder = new SflowDecoder(ExporterSettings.DEFAULT);
          SflowDecoder.isPlausible(bytes, 0, bytes.length);
          decoder.decode(new FlowDatagram(null, bytes, 0, bytes.length, 0, 1L), sink);
          decoder.decode(new FlowDatagram(null, bytes, 0, bytes.length, 0, 2L), sink);
          assertThat(sink.outcomes()).isGreaterThanOrEqualTo(bytes.length < 28 ? 1 : 0);
          ByteArrayOutputStream state = new ByteArrayOutputStream();
          decoder.write(new DataOutputStream(state));
          assertThat(state.size()).isLessThanOrEqualTo(256);
          decoder.read(new DataInputStream(new ByteArrayInputStream(state.toByteArray())));
        });
  }
}
