// SPDX-License-Identifier: Apache-2.0
package winnow.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.app.doctor.Finding.Level;
import winnow.collector.spool.Spool;
import winnow.collector.spool.SpoolSettings;

class SilenceCheckTest {
  private static final String HEADER = "source,exporter,endpoint,updated_at,last_received\r\n";
  private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

  @TempDir Path lake;

  @Test
  void namesTheLongestSilentFirstWithTheExporterBehindAPortThatIsHeard() throws IOException {
    Finding finding =
        found(
            Map.of("zeek", NINE, "conn.log", NINE.minusSeconds(1)),
            "edge,,udp 0.0.0.0:2055,2026-03-02T12:00:00Z,2026-03-02T11:59:58Z",
            "edge,192.0.2.1,,2026-03-02T12:00:00Z,2026-03-02T11:59:58Z",
            "edge,192.0.2.2,,2026-03-02T12:00:00Z,2026-03-02T10:40:00Z",
            "edge,192.0.2.3,,2026-03-02T12:00:00Z,",
            "logs,,udp 0.0.0.0:514,2026-03-02T12:00:00Z,2026-02-26T12:00:00Z",
            "logs,192.0.2.9,,2026-03-02T12:00:00Z,2026-02-26T12:00:00Z",
            "zeek,,folder /srv/zeek,2026-03-02T12:00:00Z,");
    assertThat(finding.level()).isEqualTo(Level.WARN);
    assertThat(finding.text())
        .startsWith("silent: logs for 4 days; zeek for 3 h; 192.0.2.2 (edge) for 80 min: look");
  }

  @Test
  void expectsNothingOfFilesNorOfWhatWasNeverHeardNorOfWhatNobodyListensTo() throws IOException {
    Finding finding =
        found(
            Map.of("access.log.gz", NINE, "cut.pcap", NINE, "old", NINE),
            "dns,,tcp 0.0.0.0:6000,2026-03-02T12:00:00Z,",
            "edge,,udp 0.0.0.0:2055,2026-03-02T12:00:00Z,2026-03-02T11:00:00Z",
            "folder-1,,folder /srv/drop,2026-03-02T12:00:00Z,2026-03-02T09:00:00Z",
            "old,,,2026-03-02T12:00:00Z,",
            "old,192.0.2.7,,2026-03-02T12:00:00Z,2026-03-02T09:00:00Z");
    assertThat(finding)
        .isEqualTo(Finding.ok("sources", "2 live sources, none that was heard is silent"));
    assertThat(found(Map.of("cut.pcap", NINE))).isEqualTo(Finding.ok("sources", "no live ones"));
  }

  private Finding found(Map<String, Instant> published, String... rows) throws IOException {
    Files.writeString(lake.resolve("sources.csv"), HEADER + String.join("\r\n", rows) + "\r\n");
    try (Spool running =
        Spool.open(SpoolSettings.in(lake.resolve("spool")), InstantSource.system())) {
      assertThat(running.heldBytes()).isZero();
      return SilenceCheck.check(LiveStatus.read(lake), published, Duration.ofMinutes(60));
    }
  }
}
