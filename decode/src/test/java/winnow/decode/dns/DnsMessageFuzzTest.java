// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dns;

import com.code_intelligence.jazzer.junit.FuzzTest;
import winnow.decode.Fuzzed;
import winnow.decode.text.BadValueException;

class DnsMessageFuzzTest {
  @FuzzTest
  void readsOrRefusesAnyBytes(byte[] message) {
    Fuzzed.observe(
        message.length,
        told -> {
          try {
            new DnsMessageParser().parse(message, 0, message.length, message.length % 2 == 0);
          } catch (BadValueException refused) {
            assert refused.getMessage() != null;
          }
        });
  }
}
