// SPDX-License-Identifier: Apache-2.0
package winnow.decode.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import winnow.decode.Collected;
import winnow.decode.DecodeOptions;
import winnow.decode.SkipReason;
import winnow.schema.TelemetryKind;

class KindsTest {
  private static final String LINES =
      """
      {"event_time":"2026-03-02T00:00:00Z","src_addr":"10.0.0.1","dst_addr":"10.0.0.2"}
      {"event_time":"2026-03-02T00:00:00Z","client_addr":"10.0.0.1","server_addr":"10.0.0.2","query":"a.example","answered":false}
      """;

  @Test
  void decodersOfSeveralKindsYieldThoseThatAreWanted() {
    Format format = Formats.named("ndjson");
    DecodeOptions options = DecodeOptions.named("x");
    Collected all = Collected.from(format.newDecoder().create(options), LINES);
    Collected dns =
        Collected.from(format.newDecoder().create(options.only(Set.of(TelemetryKind.DNS))), LINES);

    assertThat(all.records)
        .extracting(record -> record.kind())
        .containsExactly(TelemetryKind.FLOW, TelemetryKind.DNS);
    assertThat(dns.records).extracting(record -> record.kind()).containsExactly(TelemetryKind.DNS);
    assertThat(dns.skipped).containsEntry(SkipReason.OTHER_KIND, 1L);
  }
}
