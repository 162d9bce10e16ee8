// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.column.CaseColumns;
import winnow.schema.column.Column;
import winnow.schema.column.DnsColumns;
import winnow.schema.column.FindingColumns;
import winnow.schema.column.FlowColumns;
import winnow.schema.column.HttpColumns;
import winnow.schema.column.Table;

/** What we write is read back equal, by ourselves and by DuckDB. */
class ParquetRoundTripTest {
  @TempDir Path folder;

  static List<Table<?, ?>> tables() {
    return List.of(
        FlowColumns.TABLE,
        DnsColumns.TABLE,
        HttpColumns.TABLE,
        FindingColumns.TABLE,
        CaseColumns.TABLE);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void duckDbAndWeReadEveryValueThatWasWritten(Table<?, ?> table) throws Exception {
    int[] sizes = {1, 7, 8, 9, 63, 64, 65, 129, 1000, 4099};
    try (DuckDb duck = new DuckDb()) {
      for (int seed = 0; seed < 10; seed++) {
        RandomBatches random = new RandomBatches(seed);
        ColumnBatch first = random.next(table, sizes[seed]);
        ColumnBatch second = random.next(table, sizes[9 - seed]);
        byte[] bytes = Files.write(table, first, second);
        Path file = folder.resolve(table.name() + seed + ".parquet");
        java.nio.file.Files.write(file, bytes);

        ParquetReader reader = ParquetReader.open(SeekableSource.of("it", bytes), table);
        ColumnBatch firstRead = reader.read(0, Files.names(table));
        ColumnBatch secondRead = reader.read(1, Files.names(table));
        for (int i = 0; i < table.columns().size(); i++) {
          Column<?, ?> column = table.columns().get(i);
          List<Object> expected = Files.values(first.vectors().get(i));
          assertThat(Files.values(firstRead.vectors().get(i)))
              .as("seed %s, %s", seed, column)
              .isEqualTo(expected);
          List<Object> rest = Files.values(second.vectors().get(i));
          assertThat(Files.values(secondRead.vectors().get(i)))
              .as("seed %s, %s", seed, column)
              .isEqualTo(rest);
          expected.addAll(rest);
          assertThat(duck.column(file, column))
              .as("DuckDB, seed %s, %s", seed, column)
              .isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void aFileWithoutRowsIsAFile(Table<?, ?> table) throws Exception {
    ColumnBatch none = new RandomBatches(1).next(table, 0);
    byte[] bytes = Files.write(table, none);
    Path file = folder.resolve("empty.parquet");
    java.nio.file.Files.write(file, bytes);
    ParquetReader reader = ParquetReader.open(SeekableSource.of("empty", bytes), table);

    assertThat(reader.rowGroups()).isZero();
    assertThat(reader.rows()).isZero();
    assertThat(reader.metadata()).containsEntry("made", "by a test");
    try (DuckDb duck = new DuckDb()) {
      assertThat(duck.column(file, table.columns().getFirst())).isEmpty();
    }
  }

  @Test
  void aFileThatWasNotFinishedIsNoFile() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ParquetWriter writer = new ParquetWriter(bytes, FlowColumns.TABLE, Map.of())) {
      writer.write(new RandomBatches(1).next(FlowColumns.TABLE, 10));
    }
    SeekableSource source = SeekableSource.of("half", bytes.toByteArray());
    assertThatThrownBy(() -> ParquetReader.open(source, FlowColumns.TABLE))
        .hasMessage("half: does not end with PAR1: not a Parquet file, or cut off");
  }

  @Test
  void seventyThousandDistinctTextsSurvive() throws Exception {
    ColumnBatch batch = new RandomBatches(5).next(FlowColumns.TABLE, 70_000);
    Column<?, ?> uid = FlowColumns.TABLE.column("uid");
    assertThat(batch.rows()).isEqualTo(70_000);
    for (RandomBatches.Shape shape : RandomBatches.Shape.values()) {
      List<Object> expected = Files.values(new RandomBatches(6).vector(uid, 70_000, shape, 0.1));
      ColumnBatch changed = with(batch, uid, shape);
      byte[] bytes = Files.write(FlowColumns.TABLE, changed);
      Path file = folder.resolve(shape + ".parquet");
      java.nio.file.Files.write(file, bytes);
      ParquetReader reader = ParquetReader.open(SeekableSource.of("it", bytes), FlowColumns.TABLE);
      assertThat(Files.values(reader.read(0, List.of("uid")).vector("uid"))).isEqualTo(expected);
      try (DuckDb duck = new DuckDb()) {
        assertThat(duck.column(file, uid)).isEqualTo(expected);
      }
    }
  }

  private static ColumnBatch with(
      ColumnBatch batch, Column<?, ?> column, RandomBatches.Shape shape) {
    List<winnow.schema.batch.ColumnVector> vectors = new java.util.ArrayList<>(batch.vectors());
    for (int i = 0; i < vectors.size(); i++) {
      if (batch.columns().get(i).name().equals(column.name())) {
        vectors.set(i, new RandomBatches(6).vector(column, batch.rows(), shape, 0.1));
      }
    }
    return new ColumnBatch(batch.columns(), vectors, batch.rows());
  }
}
