// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.lake.parquet.encoding.MalformedParquetException;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.column.Column;
import winnow.schema.column.DnsColumns;
import winnow.schema.column.FindingColumns;
import winnow.schema.column.FlowColumns;
import winnow.schema.column.Table;

/** Files that DuckDB wrote, which has no field ids and other habits, are read as it reads them. */
class ForeignFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "uncompressed, V1",
    "uncompressed, V2",
    "zstd, V1",
    "zstd, V2",
    "gzip, V1",
    "gzip, V2",
    "snappy, V1",
    "snappy, V2"
  })
  void readsWhatDuckDbWrote(String codec, String version) throws Exception {
    try (DuckDb duck = new DuckDb()) {
      for (Table<?, ?> table : List.of(FlowColumns.TABLE, DnsColumns.TABLE, FindingColumns.TABLE)) {
        for (int seed = 0; seed < 4; seed++) {
          ColumnBatch batch = new RandomBatches(seed).next(table, seed == 3 ? 5_000 : 700);
          Path ours = folder.resolve("ours.parquet");
          Path theirs = folder.resolve("theirs.parquet");
          java.nio.file.Files.write(ours, Files.write(table, batch));
          duck.execute(
              "COPY (SELECT * FROM read_parquet('%s')) TO '%s' (FORMAT parquet, CODEC '%s', PARQUET_VERSION %s, ROW_GROUP_SIZE 2048)"
                  .formatted(ours, theirs, codec, version));
          assertReadsEqual(theirs, table, batch);
        }
      }
    }
  }

  private static void assertReadsEqual(Path file, Table<?, ?> table, ColumnBatch expected)
      throws Exception {
    byte[] bytes = java.nio.file.Files.readAllBytes(file);
    ParquetReader reader = ParquetReader.open(SeekableSource.of("theirs", bytes), table);
    assertThat(reader.rows()).isEqualTo(expected.rows());
    int from = 0;
    for (int group = 0; group < reader.rowGroups(); group++) {
      ColumnBatch read = reader.read(group, Files.names(table));
      for (int i = 0; i < table.columns().size(); i++) {
        List<@Nullable Object> all = Files.values(expected.vectors().get(i));
        assertThat(Files.values(read.vectors().get(i)))
            .as("%s of row group %s", table.columns().get(i), group)
            .isEqualTo(all.subList(from, from + read.rows()));
      }
      from += read.rows();
    }
  }

  @Test
  void convertsTypesThatOthersUse() throws Exception {
    try (DuckDb duck = new DuckDb()) {
      Path file = folder.resolve("types.parquet");
      duck.execute(
          """
          COPY (SELECT TIMESTAMP_MS '2026-01-02 03:04:05.678' AS event_time,
                       TIMESTAMP_NS '1969-12-31 23:59:59.999999999' AS received_time,
                       4000000000::UINTEGER AS octets, 200::UTINYINT AS src_port,
                       true AS direction, ['a', NULL, 'b'] AS ignored)
          TO '%s' (FORMAT parquet)\
          """
              .formatted(file));
      byte[] bytes = java.nio.file.Files.readAllBytes(file);
      ColumnBatch read =
          ParquetReader.open(SeekableSource.of("types", bytes), FlowColumns.TABLE)
              .read(0, Files.names(FlowColumns.TABLE));
      assertThat(read.longs("event_time").value(0)).isEqualTo(1_767_323_045_678_000L);
      assertThat(read.longs("received_time").value(0)).isEqualTo(-1);
      assertThat(read.longs("octets").value(0)).isEqualTo(4_000_000_000L);
      assertThat(read.longs("src_port").value(0)).isEqualTo(200);
      assertThat(read.longs("direction").value(0)).isOne();
    }
  }

  @Test
  void readsListsWithAbsentListsAndElements() throws Exception {
    try (DuckDb duck = new DuckDb()) {
      Path file = folder.resolve("lists.parquet");
      duck.execute(
          """
          COPY (SELECT * FROM (VALUES (['a', NULL, 'b'], [1, NULL]), (NULL, NULL), ([], []))
                AS t(answers, answer_ttls))
          TO '%s' (FORMAT parquet)\
          """
              .formatted(file));
      byte[] bytes = java.nio.file.Files.readAllBytes(file);
      ColumnBatch read =
          ParquetReader.open(SeekableSource.of("lists", bytes), DnsColumns.TABLE)
              .read(0, List.of("answers", "answer_ttls"));
      assertThat(Files.values(read.vector("answers")))
          .isEqualTo(List.of(List.of("a", "", "b"), List.of(), List.of()));
      assertThat(Files.values(read.vector("answer_ttls")))
          .isEqualTo(List.of(List.of(1L, 0L), List.of(), List.of()));
    }
  }

  @Test
  void columnsThatTheFileLacksAreAbsentOrZero() throws Exception {
    try (DuckDb duck = new DuckDb()) {
      Path file = folder.resolve("few.parquet");
      duck.execute(
          "COPY (SELECT 1::BIGINT AS octets, 'x' AS unknown FROM range(70)) TO '%s' (FORMAT parquet)"
              .formatted(file));
      byte[] bytes = java.nio.file.Files.readAllBytes(file);
      for (Table<?, ?> table : List.of(FlowColumns.TABLE, DnsColumns.TABLE, FindingColumns.TABLE)) {
        ColumnBatch read =
            ParquetReader.open(SeekableSource.of("few", bytes), table).read(0, Files.names(table));
        for (int i = 0; i < table.columns().size(); i++) {
          Column<?, ?> column = table.columns().get(i);
          Object value = Files.values(read.vectors().get(i)).get(69);
          assertThat(value).as(column.name()).isEqualTo(missingValue(column));
        }
      }
    }
  }

  private static @Nullable Object missingValue(Column<?, ?> column) {
    if (column.name().equals("octets")) {
      return 1L;
    }
    if (column.isOptional()) {
      return null;
    }
    return switch (column.type()) {
      case INT, LONG, TIMESTAMP, BOOLEAN -> (Object) 0L;
      case DOUBLE -> 0.0;
      case ADDRESS, TEXT -> "";
      case TEXT_LIST, LONG_LIST -> List.of();
    };
  }

  @Test
  void saysWhichColumnCannotBeRead() throws Exception {
    try (DuckDb duck = new DuckDb()) {
      Path file = folder.resolve("wrong.parquet");
      duck.execute(
          """
          COPY (SELECT 'many' AS octets, {'a': 1, 'b': 2} AS packets, ['x'] AS service)
          TO '%s' (FORMAT parquet, CODEC 'brotli')\
          """
              .formatted(file));
      byte[] bytes = java.nio.file.Files.readAllBytes(file);
      ParquetReader reader =
          ParquetReader.open(SeekableSource.of("wrong.parquet", bytes), FlowColumns.TABLE);
      assertThatThrownBy(() -> reader.read(0, List.of("octets")))
          .hasMessage(
              "wrong.parquet, row group 0, column octets: BYTE_ARRAY values cannot be read as LONG");
      assertThatThrownBy(() -> reader.read(0, List.of("packets")))
          .hasMessageContaining("column packets is stored as a structure");
      assertThatThrownBy(() -> reader.read(0, List.of("service")))
          .hasMessage(
              "wrong.parquet, row group 0, column service: it is no plain column in this file");
    }
  }

  @Test
  void saysWhichCodecCannotBeRead() throws Exception {
    try (DuckDb duck = new DuckDb()) {
      Path file = folder.resolve("brotli.parquet");
      duck.execute(
          "COPY (SELECT 'x' || range AS service FROM range(10000)) TO '%s' (FORMAT parquet, CODEC 'brotli')"
              .formatted(file));
      byte[] bytes = java.nio.file.Files.readAllBytes(file);
      ParquetReader reader =
          ParquetReader.open(SeekableSource.of("b.parquet", bytes), FlowColumns.TABLE);
      assertThatThrownBy(() -> reader.read(0, List.of("service")))
          .isInstanceOf(MalformedParquetException.class)
          .hasMessage(
              "b.parquet, row group 0, column service: page at byte 4: codec BROTLI is not"
                  + " supported; rewrite the file with ZSTD");
    }
  }
}
