// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.lake.catalog.InputCounts;
import winnow.lake.search.Search;
import winnow.lake.search.SearchException;
import winnow.lake.search.SearchRows;
import winnow.lake.search.SqlLiteral;
import winnow.schema.TelemetryKind;
import winnow.schema.column.Column;
import winnow.schema.column.FlowColumns;
import winnow.schema.column.TelemetryTable;

class SearchTest {
  @TempDir static Path folder;
  private static Lake lake;
  private static Search shared;

  @BeforeAll
  static void fill() {
    lake = Lake.open(folder);
    try (Ingest ingest = lake.beginIngest(Samples.input(1))) {
      for (int i = 0; i < 6_000; i++) {
        TelemetryKind kind = TelemetryKind.values()[i % 3];
        ingest.append(Samples.any(kind, Samples.DAY_START + i * 1_000_000L, i));
      }
      ingest.commit(InputCounts.accepted(6_000));
    }
    shared = lake.search();
  }

  @AfterAll
  static void close() {
    shared.close();
    lake.close();
  }

  private static List<@Nullable Object> firstColumn(Search search, String sql) {
    try (SearchRows rows = search.query(sql, null)) {
      List<@Nullable Object> values = new ArrayList<>();
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        values.add(row[0]);
      }
      return values;
    }
  }

  @Test
  void countsTheRowsThatAScanReads() {
    try (Search search = lake.search()) {
      for (TelemetryKind kind : TelemetryKind.values()) {
        assertThat(firstColumn(search, "SELECT count(*) FROM " + kind.tableName()))
            .containsExactly(LakeRows.rows(lake, TelemetryTable.of(kind)));
      }
      assertThat(firstColumn(search, "SELECT count(*) FROM finding")).containsExactly(0L);
    }
  }

  @Test
  void showsEveryColumnOfEveryTable() {
    try (Search search = lake.search()) {
      for (TelemetryKind kind : TelemetryKind.values()) {
        assertThat(firstColumn(search, "DESCRIBE " + kind.tableName()))
            .containsExactlyElementsOf(
                TelemetryTable.of(kind).columns().stream().<Object>map(Column::name).toList());
      }
    }
  }

  @Test
  void readsTimesAddressesAndLists() {
    try (Search search = lake.search();
        SearchRows rows =
            search.query(
                "SELECT event_time, client_addr, answers FROM dns WHERE answered ORDER BY 1",
                null)) {
      assertThat(rows.columns()).containsExactly("event_time", "client_addr", "answers");
      assertThat(rows.next())
          .containsExactly(
              Instant.EPOCH.plus(Duration.ofNanos((Samples.DAY_START + 4_000_000L) * 1_000)),
              "10.0.0.4",
              List.of("a4.example"));
    }
  }

  @Test
  void takesValuesAsParameters() {
    Instant third = Instant.EPOCH.plus(Duration.ofNanos((Samples.DAY_START + 3_000_000L) * 1_000));
    try (Search search = lake.search();
        SearchRows rows =
            search.query(
                "SELECT octets, ? FROM flow WHERE event_time >= ? AND octets <= ? ORDER BY 1",
                List.of("'; DROP VIEW flow; --", third, 6),
                null)) {
      assertThat(rows.next()).containsExactly(3L, "'; DROP VIEW flow; --");
      assertThat(rows.next()).containsExactly(6L, "'; DROP VIEW flow; --");
      assertThat(rows.next()).isNull();
    }
  }

  @Test
  void showsOnlyTheTimeRangeAskedFor() {
    try (Search search =
        lake.search(Samples.DAY_START + 3_000_000L, Samples.DAY_START + 9_000_000L)) {
      assertThat(firstColumn(search, "SELECT octets FROM flow ORDER BY 1")).containsExactly(3L, 6L);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, 10.0.0.0/8, true",
    "11.1.2.3, 10.0.0.0/8, false",
    "10.1.2.3, 0.0.0.0/0, true",
    "10.1.2.3, 10.1.2.3, true",
    "10.1.2.2, 10.1.2.3/32, false",
    "10.1.2.2, 10.1.2.3/31, true",
    "2001:db8::1, 2001:db8::/32, true",
    "2001:db9::1, 2001:db8::/32, false",
    "2001:db8:0:0:8000::, 2001:db8::/65, false",
    "fe80::1, ::/0, true",
    "10.1.2.3, ::/0, false",
    "fe80::1, 0.0.0.0/0, false",
    "not-an-address, 0.0.0.0/0, false"
  })
  void knowsWhichAddressIsInWhichNetwork(String address, String network, boolean isIn) {
    assertThat(firstColumn(shared, "SELECT in_network('" + address + "', '" + network + "')"))
        .containsExactly(isIn);
  }

  @Test
  void filtersByNetwork() {
    try (Search search = lake.search()) {
      List<@Nullable Object> counts =
          firstColumn(
              search,
              "SELECT count(*) FROM flow WHERE in_network(src_addr, '10.0.0.0/28') "
                  + "UNION ALL SELECT count(*) FROM flow WHERE src_addr IN ("
                  + "SELECT '10.0.0.' || i FROM range(16) t(i))");
      assertThat(counts.get(0)).isEqualTo(counts.get(1)).isNotEqualTo(0L);
      assertThat(firstColumn(search, "SELECT in_network(NULL, '10.0.0.0/8')"))
          .containsExactly((Object) null);
      assertThatThrownBy(
              () -> firstColumn(search, "SELECT in_network(src_addr, '10.0.0.0/40') FROM flow"))
          .isInstanceOf(SearchException.class)
          .hasMessageContaining("the prefix length is from 0 to 32");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COPY flow TO '/tmp/x'",
        "ATTACH '/tmp/x.db'",
        "INSTALL httpfs",
        "SET memory_limit = '100GB'",
        "CREATE TABLE x AS SELECT 1",
        "DROP VIEW flow",
        "PRAGMA enable_profiling",
        "EXPORT DATABASE '/tmp/x'",
        "SELECT 1; SELECT 2",
        "SELECT 1; DROP VIEW flow",
        "",
        "SELEC 1",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM read_csv('/etc/hostname')",
        "SELECT * FROM '/etc/hostname'",
        "SELECT * FROM glob('/etc/*')",
        "SELECT no_such_column FROM flow"
      })
  void refusesWhatIsNotAQueryOverTheLake(String sql) {
    assertThatThrownBy(() -> firstColumn(shared, sql)).isInstanceOf(SearchException.class);
    assertThat(firstColumn(shared, "SELECT 1")).containsExactly(1);
  }

  @Test
  void saysWhereAStatementIsWrong() {
    try (Search search = lake.search()) {
      assertThatThrownBy(() -> search.query("SELEC 1", null))
          .hasMessage("syntax error at or near \"SELEC\"");
      assertThatThrownBy(() -> search.query("DROP VIEW flow", null))
          .hasMessage("only statements that read are allowed: SELECT or FROM");
    }
  }

  @Test
  void cannotOverwriteADataFile() throws IOException {
    Path file =
        folder.resolve(lake.scan(ScanRequest.of(FlowColumns.TABLE)).files().getFirst().path());
    byte[] before = Files.readAllBytes(file);
    String copy = "COPY (SELECT 1) TO '" + file + "' (FORMAT parquet, USE_TMP_FILE false)";
    try (Search search = lake.search()) {
      for (String sql :
          List.of(copy, "WITH x AS (" + copy + ") FROM x", "FROM query('" + copy + "')")) {
        assertThatThrownBy(() -> firstColumn(search, sql)).isInstanceOf(SearchException.class);
      }
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void stopsAStatementThatTakesTooLong() {
    try (Search search = lake.search()) {
      assertThatThrownBy(() ->
              search
                  .query(
                      "SELECT count(*) FROM range(10000000000) a(x) WHERE hash(x) = 1",
                      Duration.ofMillis(200))
                  .next())
          .isInstanceOf(SearchException.class)
          .hasMessage("the search took longer than 200 ms and was stopped");
      assertThat(firstColumn(search, "SELECT 1")).containsExactly(1);
    }
  }

  @Test
  void stopsAStatementWhenToldTo() throws InterruptedException {
    try (Search search = lake.search()) {
      Thread impatient =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  Thread.sleep(300);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                search.cancel();
              });
      assertThatThrownBy(() ->
              firstColumn(search, "SELECT count(*) FROM range(10000000000) a(x) WHERE hash(x) = 1"))
          .hasMessage("the search was cancelled");
      impatient.join();
    }
  }

  @Test
  void streamsRows() {
    try (Search search = lake.search();
        SearchRows rows = search.query("FROM range(1000000000000)", null)) {
      assertThat(rows.next()).containsExactly(0L);
      assertThat(rows.next()).containsExactly(1L);
    }
  }

  @Test
  void seesTheCasesOfAnalyses(@TempDir Path place) {
    try (Lake other = Lake.open(place)) {
      other
          .runs()
          .publishCases(
              Samples.caseRun("cases-1", 3),
              List.of(
                  Samples.caseOf("cases-1", 1),
                  Samples.caseOf("cases-1", 2),
                  Samples.caseOf("cases-1", 3)));
      try (Search search = other.search()) {
        assertThat(
                firstColumn(
                    search,
                    "SELECT host FROM cases WHERE notable AND list_contains(families, 'beacon')"
                        + " AND technique IS NULL AND day = '2023-11-15'"))
            .containsExactly("10.0.0.2");
      }
      try (Search later = other.search(Samples.DAY_START + 3, Long.MAX_VALUE)) {
        assertThat(firstColumn(later, "SELECT rank FROM cases")).containsExactly(3);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "it's",
        "a\u001b[31mb",
        "\u202efdp.exe",
        "nul\u0000byte",
        "\ue000\n",
        "' || '",
        "\ud83d\ude80"
      })
  void readsValuesThatAreWrittenForPeopleAsTheyWere(String value) {
    String literal = SqlLiteral.of(value);
    assertThat(firstColumn(shared, "SELECT " + literal)).containsExactly(value);
    assertThat(literal).doesNotContainPattern("\\p{Cc}|\\p{Cf}|\\p{Co}|\\p{Cs}");
  }
}
