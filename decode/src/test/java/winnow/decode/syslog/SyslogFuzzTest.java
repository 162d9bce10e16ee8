// SPDX-License-Identifier: Apache-2.0
package winnow.decode.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import winnow.decode.Fuzzed;
import winnow.schema.IpAddress;

/** Whatever comes to a syslog port, each message is a record, a rejection or skipped. */
class SyslogFuzzTest {
  /** Mostly of the hooks into regular expressions. */
  private static final int BYTES_OF_DETECTION = 16 << 20;

  private static final Instant NOW = Instant.parse("2026-03-03T00:00:00Z");

  /** Of every message the first byte says who sends it, and the second half of its length. */
  @FuzzTest
  void decodesAnyMessages(byte[] bytes) {
    int messages = 0;
    for (int at = 0; at + 2 < bytes.length; at += 2 + length(bytes, at)) {
      messages++;
    }
    Fuzzed.observe(
        bytes.length,
        BYTES_OF_DETECTION * (1L + messages),
        sink -> {
          SyslogDecoder decoder = new SyslogDecoder(ZoneOffset.UTC);
          for (int at = 0; at + 2 < bytes.length; at += 2 + length(bytes, at)) {
            IpAddress sender = new IpAddress(0, bytes[at] & 3);
            decoder.decode(sender, NOW, bytes, at + 2, length(bytes, at), at, sink);
            assertThat(decoder.heldBytes()).isBetween(0L, 64L * bytes.length + 4096);
            if (bytes[at] < 0) {
              decoder.flush(sink);
              assertThat(decoder.heldBytes()).isZero();
            }
          }
          decoder.flush(sink);
          assertThat(decoder.heldBytes()).isZero();
          assertThat(sink.outcomes() > 0).isEqualTo(bytes.length > 2);
        });
  }

  private static int length(byte[] bytes, int at) {
    return Math.min(2 * (bytes[at + 1] & 0xff), bytes.length - at - 2);
  }

  @FuzzTest
  void cutsAnyStream(byte[] bytes) {
    Fuzzed.observe(
        bytes.length,
        told -> {
          SyslogStream stream = new SyslogStream(new ByteArrayInputStream(bytes));
          int total = 0;
          while (stream.next()) {
            assertThat(stream.length()).isBetween(0, SyslogStream.MAX_BYTES);
            assertThat(stream.wholeLength()).isPositive().isGreaterThanOrEqualTo(stream.length());
            SyslogMessage.parse(stream.bytes(), 0, stream.length());
            total += stream.length();
          }
          assertThat(total).isLessThanOrEqualTo(bytes.length);
        });
  }
}
