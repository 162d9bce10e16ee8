// SPDX-License-Identifier: Apache-2.0
package winnow.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.app.doctor.Finding.Level;

class LiveChecksTest {
  private static final String HEADER =
      "source,exporter,updated_at,messages,rows,dropped,lost,missed_records,missed_percent,"
          + "clock_skew_seconds,sets_without_template,template_missing_since,lag_seconds,"
          + "same_flows_as,same_flows_percent,trouble\r\n";

  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  @TempDir Path folder;

  @Test
  void findNothingWrongWhereAllIsWell() throws IOException {
    List<Finding> findings =
        findings(
            "edge,,2026-03-02T11:59:59Z,9000,90000,0,0,,,,,,0.000,,,",
            "edge,192.0.2.1,2026-03-02T11:59:59Z,9000,90000,,,1,0.001,-0.250,"
                + "3,2026-03-02T11:55:00Z,,192.0.2.2,2,");
    assertThat(findings).hasSize(7).extracting(Finding::level).containsOnly(Level.OK);
  }

  @Test
  void nameTheSourceOrExporterAndWhatToDo() throws IOException {
    List<Finding> findings =
        findings(
            "edge,,2026-03-02T11:59:59Z,9000,90000,4,17,,,,,,75.5,,,\"the spool is full, alas\"",
            "edge,192.0.2.1,2026-03-02T11:59:59Z,9000,90000,,,1800,2.000,-95.1,"
                + "30,2026-03-02T11:48:00Z,,192.0.2.2,98,");
    assertThat(findings)
        .extracting(Finding::level, Finding::check)
        .containsExactly(
            tuple(Level.WARN, "live sources"),
            tuple(Level.WARN, "lost by the system"),
            tuple(Level.WARN, "dropped by the spool"),
            tuple(Level.WARN, "sequence numbers"),
            tuple(Level.WARN, "exporters' clocks"),
            tuple(Level.WARN, "lag"),
            tuple(Level.WARN, "same flows"));
    assertThat(findings.stream().map(Finding::text))
        .anyMatch(text -> text.equals("edge is in trouble: the spool is full, alas"))
        .anyMatch(text -> text.startsWith("edge lost 17 ") && text.contains("rmem_max"))
        .anyMatch(text -> text.startsWith("192.0.2.1 (edge) sent 1800 records that never came"))
        .anyMatch(text -> text.contains("is 95 s behind: set its clock by NTP"))
        .anyMatch(text -> text.contains("98 % of its flows also come from 192.0.2.2"));
  }

  @Test
  void sayNothingOfTheTroubleThatACollectorWasInWhenItEnded() throws IOException {
    List<Finding> findings =
        findings("edge,,2026-03-02T08:00:00Z,9000,90000,4,0,,,,,,,,,messages are dropped");
    assertThat(findings)
        .extracting(Finding::level, Finding::check)
        .contains(tuple(Level.OK, "live sources"), tuple(Level.WARN, "dropped by the spool"));
  }

  @Test
  void tellTheCollectorsOfALakeApart() throws IOException {
    Files.createDirectories(folder.resolve("sources"));
    String header = "source,updated_at,dropped,spool\r\n";
    Files.writeString(
        folder.resolve("sources/spool.csv"), header + "edge,2026-03-02T11:59:59Z,0,/lake/spool");
    Files.writeString(
        folder.resolve("sources/b-1.csv"), header + "edge,2026-03-02T08:00:00Z,4,/fast/b");
    LiveStatus live = LiveStatus.read(folder);
    assertThat(live.collectors())
        .extracting(CollectorStatus::spool, collector -> collector.rows().size())
        .containsExactly(tuple(Path.of("/fast/b"), 1), tuple(Path.of("/lake/spool"), 1));
    assertThat(CollectorCheck.check(live.collectors().getFirst(), NOW).text())
        .contains("it last told of itself at 2026-03-02T08:00:00Z");
    assertThat(LiveChecks.of(live, NOW).stream().map(Finding::text))
        .anyMatch(text -> text.startsWith("edge with the spool /fast/b dropped 4 messages"));
  }

  private List<Finding> findings(String... rows) throws IOException {
    Files.createDirectories(folder.resolve("sources"));
    Path table = folder.resolve("sources/spool.csv");
    Files.writeString(table, HEADER + String.join("\r\n", rows) + "\r\n");
    return LiveChecks.of(LiveStatus.read(folder), NOW);
  }
}
