// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dnslog;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Tag;
import winnow.decode.Collected;
import winnow.decode.DecodeOptions;

class DnsLogFuzzTest {
  private static final DecodeOptions OPTIONS =
      new DecodeOptions(
          "x", ZoneId.of("Europe/Berlin"), null, Instant.parse("2026-03-03T00:00:00Z"));

  @Tag("long")
  @FuzzTest(maxDuration = "30s")
  void readsOrRefusesAnyBytes(byte[] log) {
    Collected.from(new BindQueryDecoder(OPTIONS), log);
    Collected.from(new UnboundDecoder(OPTIONS), log);
    Collected.from(new DnsmasqDecoder(OPTIONS), log);
    Collected.from(new WindowsDnsDecoder(OPTIONS), log);
    String text = new String(log, StandardCharsets.UTF_8);
    BindQueryDecoder.recognizes(text);
    UnboundDecoder.recognizes(text);
    DnsmasqDecoder.recognizes(text);
    WindowsDnsDecoder.recognizes(text);
  }
}
