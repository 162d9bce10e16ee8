// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dnstap;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;
import winnow.decode.Collected;

class DnstapFuzzTest {
  @Tag("long")
  @FuzzTest(maxDuration = "30s")
  void readsOrRefusesAnyBytes(byte[] stream) {
    Collected.from(new DnstapDecoder(), stream);
    FrameStream.recognizes(stream);
  }
}
