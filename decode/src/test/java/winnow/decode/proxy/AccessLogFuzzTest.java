// SPDX-License-Identifier: Apache-2.0
package winnow.decode.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import winnow.decode.Collected;
import winnow.decode.DecodeOptions;
import winnow.decode.Fuzzed;
import winnow.decode.format.Formats;
import winnow.decode.text.LineReader;

/** Whatever the bytes are, every line is a record, a rejection or skipped. */
class AccessLogFuzzTest {
  private static final List<String> FORMATS =
      List.of(
          "proxy",
          "squid",
          "combined",
          "vhost_combined",
          "web-gateway",
          "zscaler",
          "cef",
          "leef",
          "fortigate",
          "layout");
  private static final String LAYOUT = "$remote_addr:$remote_port [$time_local] \"$request\" $host";
  private static final List<String> SEEDS =
      List.of(
          "#Fields: date time c-ip cs-uri\n2026-01-02 03:04:05 ::1 http://h:1/p?q\n",
          "1767323045.049 5006 192.0.2.10 TCP_MISS/200 19763 GET http://h/ a%5c DIRECT/::1 -\n",
          "192.0.2.1 - - [02/Jan/2026:04:04:05 +0100] \"GET / HTTP/1.1\" 200 2 \"-\" \"\\x41\"\n",
          "time_stamp src_ip \"req_line\"\n[02/Jan/2026:04:04:05 +0100] ::1 \"GET h:1 HTTP/1.1\"\n",
          "{\"event\":{\"time\":\"Fri Jan 02 03:04:05 2026\",\"cip\":\"::1\",\"eurl\":\"h/p\"}}\n",
          "CEF:0|V|P|1|1|n|3|rt=Jan 02 2026 03:04:05 src=::1 request=http://h/\\=\n",
          "<13>1 2026-01-02T03:04:05Z h LEEF:2.0|V|P|1|e|^|src=::1^dst=::2^proto=tcp\n",
          "date=2026-01-02 time=03:04:05 logid=\"1\" srcip=::1 dstip=::2 proto=6 app=\"a\"\n",
          "[::1]:80 ::1:5 [02/Jan/2026:04:04:05 +0100] \"GET / HTTP/1.1\" h\n");

  @Test
  void everyLineIsAccountedForWhereverAnInputEnds() throws IOException {
    SplittableRandom random = new SplittableRandom(8080);
    for (String seed : SEEDS) {
      byte[] bytes = (seed + seed).getBytes(StandardCharsets.UTF_8);
      for (int length = 0; length < bytes.length; length += 17) {
        byte[] cut = Arrays.copyOf(bytes, length);
        if (length > 0) {
          cut[random.nextInt(length)] = (byte) random.nextInt(256);
        }
        accountsForEveryLine(cut);
      }
    }
  }

  private static void accountsForEveryLine(byte[] log) throws IOException {
    LineReader reader = new LineReader(new ByteArrayInputStream(log));
    long lines = 0;
    while (reader.next()) {
      lines++;
    }
    for (String format : FORMATS) {
      DecodeOptions options =
          new DecodeOptions("x", ZoneOffset.UTC, format.equals("layout") ? LAYOUT : null, null);
      Collected decoded = Collected.from(Formats.named(format).newDecoder().create(options), log);
      long skipped = decoded.skipped.values().stream().mapToLong(Long::longValue).sum();
      // A header line that is refused is both a comment and a rejection.
      assertThat(decoded.records.size() + decoded.rejections.size() + skipped)
          .as(format)
          .isBetween(lines, format.equals("proxy") ? 2 * lines : lines);
    }
  }

  @FuzzTest
  void compilesOrRefusesAnyLayout(byte[] text) {
    String layout = new String(text, StandardCharsets.UTF_8);
    Fuzzed.observe(
        text.length,
        told -> {
          try {
            Layouts.compile(layout, true);
          } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageMatching("(?s)(layout|time pattern).*");
          }
        });
  }
}
