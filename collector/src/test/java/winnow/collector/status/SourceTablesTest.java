// SPDX-License-Identifier: Apache-2.0
package winnow.collector.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
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
    elsewhere = elsewhere.toRealPath();
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
    assertThat(rows())
        .extracting(row -> row.get("source") + " " + row.get("spool"))
        .containsExactlyInAnyOrder(
            "edge spool",
            "core " + elsewhere.resolve("one/spool"),
            "core " + elsewhere.resolve("two/spool"));
    assertThat(tables.csv(Assertions::fail).lines())
        .hasSize(4)
        .filteredOn(line -> line.startsWith("source,"))
        .hasSize(1);
  }

  @Test
  void readTheTableThatAllCollectorsSharedUntilOneHasItsOwn() throws IOException {
    Path shared = lake.resolve("sources.csv");
    Files.writeString(shared, "source,updated_at,messages\r\nedge,2026-03-02T11:00:00Z,7\r\n");
    assertThat(rows()).extracting(row -> row.get("messages")).containsExactly("7");
    Path claimed = tables.claim(lake.resolve("spool"));
    assertThat(SourceRow.read(claimed)).extracting(row -> row.get("source")).contains("edge");
    assertThat(shared).doesNotExist();

    Files.writeString(shared, "source,updated_at,messages\r\nold,2026-03-02T11:00:00Z,7\r\n");
    assertThat(tables.claim(lake.resolve("spool"))).isEqualTo(claimed);
    assertThat(rows()).extracting(row -> row.get("source")).containsExactly("edge");
  }

  @Test
  void areNoneWhereNobodyCollected() throws IOException {
    assertThat(tables.files()).isEmpty();
  }

  @Test
  void findASpoolInTheLakeAgainAfterTheLakeWasMoved() throws IOException {
    Path own = Files.createDirectories(lake.resolve("fast/spool"));
    Path table = tables.claim(own);
    Files.createFile(table);
    assertThat(tables.place(own)).isEqualTo("fast/spool");
    assertThat(tables.place(lake.resolve("spool"))).isEqualTo("spool");

    Path moved = Files.move(lake, elsewhere.resolve("moved"));
    SourceTables there = new SourceTables(moved);
    assertThat(there.spool("fast/spool")).isEqualTo(moved.resolve("fast/spool"));
    assertThat(there.claim(moved.resolve("fast/spool"))).isEqualTo(there.files().getFirst());
    Files.createDirectory(lake);
  }

  @Test
  void tellOfCollectorsThatLeftTheirStateAlone() throws IOException {
    Path table = tables.claim(lake.resolve("spool"));
    new CollectorState("spool", NOW, null).write(SourceTables.state(table));
    assertThat(tables.files()).containsExactly(table);
    assertThat(CollectorState.read(SourceTables.state(table)))
        .isEqualTo(new CollectorState("spool", NOW, null));
    assertThat(tables.csv(Assertions::fail).lines()).hasSize(1);
  }

  @Test
  void findTheStateBesideATableWhoseNameIsNoText() throws IOException {
    Files.createDirectories(lake.resolve("sources/folder.csv"));
    URI place = lake.resolve("sources").toUri();
    new CollectorState("/fast", NOW, null).write(Path.of(place.resolve("%FC.properties")));
    assertThat(tables.files()).containsExactly(Path.of(place.resolve("%FC.csv")));
    assertThat(SourceTables.state(tables.files().getFirst())).exists();
  }

  private List<SourceRow> rows() throws IOException {
    List<SourceRow> rows = new ArrayList<>();
    for (Path table : tables.files()) {
      rows.addAll(SourceRow.read(table));
    }
    return rows;
  }

  private void write(Path spool, String source) throws IOException {
    SourceTally tally = new SourceTally(source, new Arrivals());
    SourceStatus status = new SourceStatus(List.of(), tally.counts(), 0, 0, null);
    new SourceTable(tables.claim(spool), tables.place(spool)).write(List.of(status), NOW);
  }
}
