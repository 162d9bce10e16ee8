// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import com.code_intelligence.jazzer.junit.FuzzTest;
import winnow.decode.Collected;

class ZeekFuzzTest {
  @FuzzTest(maxDuration = "30s")
  void readsOrRefusesAnyBytes(byte[] log) {
    Collected.from(new ZeekDecoder(), log);
    ZeekSigns.of(log);
  }
}
