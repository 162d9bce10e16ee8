// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static winnow.lake.LakeRows.rows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.junit.jupiter.api.Test;
import winnow.lake.catalog.Catalog;
import winnow.lake.catalog.InputCounts;
import winnow.lake.catalog.LakeException;
import winnow.lake.catalog.LedgerEntry;
import winnow.lake.catalog.RunEntry;
import winnow.lake.catalog.TableSchema;
import winnow.lake.file.LocalFileIO;
import winnow.lake.search.Search;
import winnow.lake.search.SearchRows;
import winnow.schema.FlowBuilder;
import winnow.schema.FlowRecord;
import winnow.schema.TelemetryKind;
import winnow.schema.column.FlowColumns;
import winnow.schema.column.TelemetryTable;

class LocalLakeTest extends LakeContract {
  private Path place() {
    return folder.resolve("lake");
  }

  @Override
  public Lake open(LakeSettings settings, InstantSource clock) {
    return Lake.open(place(), settings, location -> new LocalFileIO(location, place()), clock);
  }

  @Override
  public long dataFiles() throws IOException {
    try (Stream<Path> files = Files.walk(place())) {
      return files
          .filter(file -> file.getFileName().toString().contains(".parquet"))
          .filter(Files::isRegularFile)
          .count();
    }
  }

  @Test
  void aTaskCanBeReadElsewhereFromItsBytes() throws IOException {
    ScanRequest afternoon =
        ScanRequest.of(FlowColumns.TABLE)
            .between(
                Samples.DAY_START + 12 * Samples.HOUR + 5, Samples.DAY_START + 20 * Samples.HOUR);
    List<byte[]> tasks;
    List<Long> expected;
    try (Lake lake = open()) {
      try (Ingest ingest = lake.beginIngest(Samples.input(1))) {
        for (int i = 0; i < 2_400; i++) {
          ingest.append(Samples.flow(Samples.DAY_START + i % 24 * Samples.HOUR + i % 11, i));
        }
        ingest.commit(InputCounts.accepted(2_400));
      }
      expected = LakeRows.octets(lake, afternoon);
      tasks = lake.scan(afternoon).tasks().stream().map(ScanTask::toBytes).toList();
    }
    Path moved = folder.resolve("moved");
    Files.move(place(), moved);
    List<Long> octets = new ArrayList<>();
    for (byte[] task : tasks) {
      ScanTask.of(task, moved)
          .select(List.of("octets"))
          .read(batch -> {
            for (int row = 0; row < batch.rows(); row++) {
              octets.add(batch.longs("octets").value(row));
            }
          });
    }
    assertThat(octets).hasSizeBetween(700, 799).isEqualTo(expected);
  }

  private void sql(String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + place().resolve("catalog.db"));
        Statement runner = connection.createStatement()) {
      for (String statement : statements) {
        runner.execute(statement);
      }
    }
  }

  @Test
  void countsAsStrayOnlyWhatLiesAmongTheFilesOfATable() throws IOException {
    try (Lake lake = open(LakeSettings.defaults(), InstantSource.system())) {
      for (String name : List.of("flow/data/old.parquet", "quarantine/input.parquet")) {
        Path file = place().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
      }
      assertThat(lake.strayFiles()).containsExactly("flow/data/old.parquet");
    }
  }

  @Test
  void refusesALakeOfANewerVersion() throws SQLException {
    open().close();
    sql("PRAGMA user_version = 4");
    assertThatThrownBy(this::open)
        .isInstanceOf(LakeException.class)
        .hasMessage(
            "the lake "
                + place()
                + " has layout version 4, made by a newer Winnow; this one reads versions up to 3");
  }

  @Test
  void upgradesALakeOfTheFirstVersionAndKnowsItsInputs() throws SQLException {
    try (Lake lake = open()) {
      Samples.ingest(lake, 1, 100, 2);
    }
    makeKindOfRunsRequired();
    sql("DROP TABLE input_stored");
    sql("DROP TABLE input_content");
    sql("PRAGMA user_version = 1");
    try (Lake lake = open()) {
      assertThat(lake.findInput(Samples.input(1).sha256())).isPresent();
      assertThat(lake.beginnings(new byte[9]).sizes()).isEmpty();
      Samples.ingest(lake, 2, 100, 2);
      assertThat(rows(lake, FlowColumns.TABLE)).isEqualTo(200);
    }
  }

  @Test
  void upgradesALakeOfTheSecondVersionAndKeepsItsRunsAndWhatTheyRead() throws SQLException {
    RunEntry run;
    try (Lake lake = open()) {
      LedgerEntry input = Samples.ingest(lake, 1, 100, 2);
      run = Samples.run("run-1", input.snapshotIds(), 1);
      lake.runs().publish(run, List.of(Samples.finding("run-1", 1)));
    }
    makeKindOfRunsRequired();
    sql("DELETE FROM iceberg_tables WHERE table_name = 'cases'");
    sql("PRAGMA user_version = 2");
    try (Lake lake = open()) {
      assertThat(lake.runs().list()).containsExactly(run);
      assertThat(run.snapshotIds()).isNotEmpty();
      assertThat(lake.runs().findings("run-1", 0, 9)).containsExactly(Samples.finding("run-1", 1));
      RunEntry cases = Samples.caseRun("cases-1", 1);
      lake.runs().publishCases(cases, List.of(Samples.caseOf("cases-1", 1)));
      assertThat(lake.runs().find("cases-1")).contains(cases);
      assertThat(lake.catalogProblems()).isEmpty();
    }
    assertThatThrownBy(() -> sql("PRAGMA foreign_keys = ON", "DELETE FROM run WHERE id = 'run-1'"))
        .as("what a run read still refers to it")
        .isInstanceOf(SQLException.class);
  }

  /** Puts table run back to how the second version of the layout had it. */
  private void makeKindOfRunsRequired() throws SQLException {
    sql(
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = replace(sql, 'kind TEXT,', 'kind TEXT NOT NULL,')"
            + " WHERE name = 'run'",
        "PRAGMA writable_schema = RESET");
    assertThatThrownBy(() -> sql("INSERT INTO run VALUES ('r', 'm', NULL, 'd', 0, 0, 'l', '{}')"))
        .hasMessageContaining("NOT NULL constraint failed: run.kind");
  }

  @Test
  void saysThatAFileIsNotACatalogue() throws IOException {
    Files.createDirectories(place());
    Files.writeString(place().resolve("catalog.db"), "not a database, whatever its name says");
    assertThatThrownBy(this::open)
        .isInstanceOf(LakeException.class)
        .hasMessageStartingWith("cannot open the catalogue " + place().resolve("catalog.db"));
  }

  @Test
  void isReadByWhoMayNotWriteIt() throws IOException {
    Lake owner = open();
    try {
      Samples.ingest(owner, 1, 100, 2);
      permit("r-xr-xr-x");
      assumeFalse(Files.isWritable(place()), "this user may write everything");
      try (Lake reader = open()) {
        assertThat(rows(reader, FlowColumns.TABLE)).isEqualTo(100);
        assertThatThrownBy(() -> Samples.ingest(reader, 2, 100, 2))
            .isInstanceOf(LakeException.class)
            .hasMessage("the lake " + place() + " can only be read: this user may not write it");
        permit("rwxrwxrwx");
        owner.close();
        permit("r-xr-xr-x");
        assertThat(rows(reader, FlowColumns.TABLE)).as("while nobody writes").isEqualTo(100);
        permit("rwxrwxrwx");
        owner = open();
        Samples.ingest(owner, 2, 100, 2);
        permit("r-xr-xr-x");
        assertThat(rows(reader, FlowColumns.TABLE)).as("written since").isEqualTo(200);
      }
    } finally {
      permit("rwxrwxrwx");
      owner.close();
    }
  }

  private void permit(String permissions) throws IOException {
    try (Stream<Path> all = Files.walk(place())) {
      for (Path path : all.toList()) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
      }
    }
  }

  @Test
  void isReadWhereverItIsMovedTo() throws IOException {
    try (Lake lake = open()) {
      Samples.ingest(lake, 1, 100, 2);
    }
    Path moved = folder.resolve("elsewhere");
    Files.move(place(), moved);
    try (Lake lake = Lake.open(moved);
        Search search = lake.search();
        SearchRows rows = search.query("SELECT count(*) FROM flow", null)) {
      Samples.ingest(lake, 2, 100, 2);
      assertThat(rows(lake, FlowColumns.TABLE)).isEqualTo(200);
      assertThat(rows.next()).containsExactly(100L);
      assertThat(place()).doesNotExist();
    }
  }

  @Test
  void isAnOrdinaryJdbcCatalogueToOtherIcebergClients() {
    try (Lake lake = open()) {
      Samples.ingest(lake, 1, 100, 2);
      try (JdbcCatalog other =
          new JdbcCatalog(
              properties -> new LocalFileIO("file://" + place(), place()), null, false)) {
        other.initialize(
            "winnow",
            Map.of(
                "uri", "jdbc:sqlite:" + place().resolve("catalog.db"),
                "warehouse", "file://" + place(),
                "jdbc.schema-version", "V1"));
        org.apache.iceberg.Table flow = other.loadTable(TableIdentifier.of("lake", "flow"));
        assertThat(flow.currentSnapshot().snapshotId())
            .isEqualTo(lake.scan(ScanRequest.of(FlowColumns.TABLE)).snapshotId());
        assertThat(flow.schema().asStruct())
            .isEqualTo(TableSchema.of(FlowColumns.TABLE).asStruct());
        assertThat(flow.spec().fields().getFirst().transform()).hasToString("hour");
        flow.newDelete()
            .deleteFromRowFilter(org.apache.iceberg.expressions.Expressions.alwaysTrue())
            .commit();
      }
      assertThat(rows(lake, FlowColumns.TABLE)).isZero();
    }
  }

  @Test
  void addsColumnsThatAnOlderVersionDidNotHave() {
    TelemetryTable<FlowRecord, FlowBuilder> older =
        new TelemetryTable<>(
            TelemetryKind.FLOW, FlowColumns.TABLE.columns().subList(0, 30), FlowBuilder::new);
    Catalog.open(
            place(),
            List.of(older),
            location -> new LocalFileIO(location, place()),
            InstantSource.system())
        .close();
    try (Lake lake = open();
        Lake another = open()) {
      Samples.ingest(lake, 1, 100, 2);
      assertThat(rows(another, FlowColumns.TABLE)).isEqualTo(100);
      try (Search search = another.search();
          SearchRows rows = search.query("SELECT count(ja4) FROM flow", null)) {
        assertThat(rows.next()).containsExactly(0L);
      }
    }
  }
}
