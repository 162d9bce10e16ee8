// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dns;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;
import winnow.decode.text.BadValueException;

class DnsMessageFuzzTest {
  @Tag("long")
  @FuzzTest(maxDuration = "30s")
  void readsOrRefusesAnyBytes(byte[] message) {
    try {
      new DnsMessageParser().parse(message, 0, message.length, message.length % 2 == 0);
    } catch (BadValueException refused) {
      assert refused.getMessage() != null;
    }
  }
}
