// SPDX-License-Identifier: Apache-2.0
package winnow.collector.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.collector.live.SourceStatus;
import winnow.collector.live.SourceTally;
import winnow.collector.spool.Arrivals;

class SourceTableTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @TempDir Path folder;

  @Test
  void keepsWhenASenderWasHeardThatNothingElseIsKnownOf() throws IOException {
    write(
        "syslog,,2026-03-02T11:00:00Z,9\r\n"
            + "syslog,192.0.2.5,2026-03-02T11:00:00Z,5\r\n"
            + "syslog,192.0.2.6,2026-03-02T11:30:00Z,4\r\n"
            + "syslog,192.0.2.7,,0\r\n"
            + "gone,192.0.2.8,2026-03-02T11:00:00Z,9\r\n");
    restart();
    restart();
    assertThat(SourceRow.read(file()))
        .extracting(
            row -> row.get("exporter"),
            row -> row.get("last_received"),
            row -> row.get("messages"),
            row -> row.get("updated_at"))
        .containsExactly(
            tuple("", "2026-03-02T11:00:00Z", "0", "2026-03-02T12:00:02Z"),
            tuple("192.0.2.6", "2026-03-02T11:30:00Z", "", "2026-03-02T12:00:02Z"),
            tuple("192.0.2.5", "2026-03-02T11:00:00Z", "", "2026-03-02T12:00:02Z"));
  }

  @Test
  void forgetsTheSendersHeardLongestAgoWhenThereAreTooMany() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i <= SourceTally.MAX_EXPORTERS; i++) {
      Instant last = NOON.minusSeconds(1 + i);
      rows.append("syslog,10.0.%d.%d,%s,1\r\n".formatted(i / 256, i % 256, last));
    }
    write(rows.toString());
    restart();
    List<SourceRow> written = SourceRow.read(file());
    assertThat(written).hasSize(1 + SourceTally.MAX_EXPORTERS);
    assertThat(written.get(1).get("exporter")).isEqualTo("10.0.0.0");
    assertThat(written.getLast().get("exporter")).isEqualTo("10.0.39.15");
  }

  private Path file() {
    return folder.resolve("table.csv");
  }

  private void write(String rows) throws IOException {
    Files.writeString(
        file(),
        "source,exporter,last_received,messages,updated_at\r\n"
            + rows.replace("\r\n", "," + NOON + "\r\n"));
  }

  /** A collector that receives nothing writes the table twice. */
  private void restart() throws IOException {
    SourceTable table = new SourceTable(file(), folder.toString());
    table.recall(List.of());
    SourceTally tally = new SourceTally("syslog", new Arrivals());
    SourceStatus status = new SourceStatus(List.of("udp *:514"), tally.counts(), 0, 0, null);
    table.write(List.of(status), NOON);
    table.write(List.of(status), NOON.plusSeconds(2));
  }
}
