// SPDX-License-Identifier: Apache-2.0
package winnow.collector.piece;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import winnow.decode.DecodeOptions;
import winnow.decode.format.Formats;

class ContinuationTest {
  @Test
  void theLatestFieldsOfAProxyLogApplyToWhatFollows() throws IOException {
    String start =
        """
        #Version: 1.0
        #Fields: date time c-ip cs-uri
        2026-03-02 10:00:00 10.0.0.1 http://a.example/
        #Fields: c-ip date time cs-uri
        10.0.0.1 2026-03-02 10:00:01 http://b.example/
        """;
    String added = "10.0.0.1 2026-03-02 10:00:02 http://c.example/\n";
    assertThat(rest("proxy", start, added))
        .isEqualTo(
            """
            #Version: 1.0
            #Fields: date time c-ip cs-uri
            #Fields: c-ip date time cs-uri
            10.0.0.1 2026-03-02 10:00:02 http://c.example/
            """);
  }

  @Test
  void aFirstLineIsAHeaderOrARow() throws IOException {
    String header = "event_time,src_addr,src_port,dst_addr,dst_port,protocol,packets,octets\n";
    String row = "2026-03-02T10:00:00Z,10.0.0.1,1024,192.0.2.1,443,6,5,700\n";
    assertThat(rest("csv", header + row, row)).isEqualTo(header + row);

    String json = "{\"event_time\":\"2026-03-02T10:00:00Z\",\"src_addr\":\"10.0.0.1\"}\n";
    assertThat(rest("ndjson", json, json)).isEqualTo(json);
  }

  @Test
  void formatsThatAreNoLinesCannotBeReadFromTheMiddle() throws IOException {
    assertThat(of("pcap", "whatever", 3)).isNull();
  }

  private static String rest(String format, String start, String added) throws IOException {
    Continuation continuation = Objects.requireNonNull(of(format, start + added, start.length()));
    try (InputStream input = continuation.open()) {
      return new String(input.readAllBytes(), UTF_8);
    }
  }

  private static @Nullable Continuation of(String format, String text, long readBytes)
      throws IOException {
    return Continuation.of(
        Formats.named(format),
        DecodeOptions.named("log"),
        () -> new ByteArrayInputStream(text.getBytes(UTF_8)),
        readBytes);
  }
}
