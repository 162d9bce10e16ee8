// SPDX-License-Identifier: Apache-2.0
package winnow.decode.format;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.ZoneId;
import org.junit.jupiter.api.Tag;
import winnow.decode.Collected;
import winnow.decode.DecodeOptions;

class FlowLogFuzzTest {
  private static final DecodeOptions OPTIONS = new DecodeOptions("x", ZoneId.of("Europe/Berlin"));

  @Tag("long")
  @FuzzTest(maxDuration = "60s")
  void readsOrRefusesAnyBytes(byte[] log) {
    for (Format format : FlowLogFormats.ALL) {
      format.recognizer().matches(log, "x");
      Collected.from(format.newDecoder().create(OPTIONS), log);
    }
  }
}
