// SPDX-License-Identifier: Apache-2.0
package winnow.collector.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.collector.live.SourceStatus;
import winnow.collector.live.SourceTally;
import winnow.collector.spool.Arrivals;

class SourceTablesTest {
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  @TempDir Path lake;
  @TempDir Path elsewhere;
  private SourceTables tables;

  @BeforeEach
  void makeSpools() throws IOException {
    tables = new SourceTables(lake);
    Files.createDirectories(lake.resolve("spool"));
    Files.createDirectories(elsewhere.resolve("one/spool"));
    Files.createDirectories(elsewhere.resolve("two/spool"));
  }

  @Test
  void keepTheCollectorsOfALakeApartAndReadThemTogether() throws IOException {
    write(lake.resolve("spool"), "edge");
    write(elsewhere.resolve("one/spool"), "core");
    write(elsewhere.resolve("two/spool"), "core");
    write(lake.resolve("spool"), "edge");
    assertThat(tables.files()).hasSize(3).contains(lake.resolve("sources/spool.csv"));
    assertThat(tables.rows())
        .extracting(row -> row.get("source") + " " + row.get("spool"))
        .containsExactlyInAnyOrder(
            "edge " + lake.resolve("spool"),
            "core " + elsewhere.resolve("one/spool"),
            "core " + elsewhere.resolve("two/spool"));
    assertThat(tables.csv().lines())
        .hasSize(4)
        .filteredOn(line -> line.startsWith("source,"))
        .hasSize(1);
  }

  @Test
  void readTheTableThatAllCollectorsSharedUntilOneHasItsOwn() throws IOException {
    Path shared = lake.resolve("sources.csv");
    Files.writeString(shared, "source,exporter,messages\r\nedge,,7\r\n");
    assertThat(tables.rows()).extracting(row -> row.get("messages")).containsExactly("7");
    Path claimed = tables.claim(lake.resolve("spool"));
    assertThat(SourceRow.read(claimed)).extracting(row -> row.get("source")).contains("edge");
    assertThat(shared).doesNotExist();

    Files.writeString(shared, "source,exporter,messages\r\nold,,7\r\n");
    assertThat(tables.claim(lake.resolve("spool"))).isEqualTo(claimed);
    assertThat(tables.rows()).extracting(row -> row.get("source")).containsExactly("edge");
  }

  @Test
  void areNoneWhereNobodyCollected() throws IOException {
    assertThat(tables.files()).isEmpty();
    assertThat(tables.rows()).isEmpty();
  }

  private void write(Path spool, String source) throws IOException {
    SourceTally tally = new SourceTally(source, new Arrivals());
    SourceStatus status = new SourceStatus(List.of(), tally.counts(), 0, 0, null);
    new SourceTable(tables.claim(spool), spool).write(List.of(status), NOW);
  }
}
