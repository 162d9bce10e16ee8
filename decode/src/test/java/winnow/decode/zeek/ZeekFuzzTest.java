// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;
import winnow.decode.Collected;

class ZeekFuzzTest {
  @Tag("long")
  @FuzzTest(maxDuration = "30s")
  void readsOrRefusesAnyBytes(byte[] log) {
    Collected.from(new ZeekDecoder(), log);
    ZeekSigns.of(log);
  }
}
