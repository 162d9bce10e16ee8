// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.lake.parquet.encoding.ByteSink;
import winnow.lake.parquet.encoding.MalformedParquetException;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.column.DnsColumns;
import winnow.schema.column.Table;

/** Damaged files end in one kind of exception, soon and without much memory, or in other values. */
class DamagedFileTest {
  private static final Table<?, ?> TABLE = DnsColumns.TABLE;

  @TempDir Path folder;

  @Test
  void damageToOurFilesIsNoticedOrHarmless() throws Exception {
    assertThat(damage(ours(), 600, 3)).isGreaterThan(300);
  }

  /** DuckDB writes no CRCs, so the damage reaches the decoders. */
  @ParameterizedTest
  @CsvSource({"uncompressed, V1", "uncompressed, V2", "snappy, V2", "zstd, V1", "gzip, V1"})
  void damageToFilesWithoutCrcDoesNoMore(String codec, String version) throws Exception {
    assertThat(damage(theirs(codec, version), 250, 5)).isGreaterThan(10);
  }

  @ParameterizedTest
  @CsvSource({"uncompressed, V1", "uncompressed, V2", "snappy, V2", "zstd, V1", "gzip, V1"})
  @Tag("long")
  void muchDamageDoesNoMore(String codec, String version) throws Exception {
    assertThat(damage(ours(), 4_000, codec.hashCode())).isGreaterThan(2_000);
    assertThat(damage(theirs(codec, version), 4_000, codec.hashCode())).isGreaterThan(200);
  }

  private static byte[] ours() throws IOException {
    return Files.write(
        TABLE, new RandomBatches(1).next(TABLE, 300), new RandomBatches(2).next(TABLE, 90));
  }

  private byte[] theirs(String codec, String version) throws Exception {
    Path ours = folder.resolve("ours.parquet");
    Path theirs = folder.resolve("theirs.parquet");
    java.nio.file.Files.write(ours, Files.write(TABLE, new RandomBatches(4).next(TABLE, 400)));
    try (DuckDb duck = new DuckDb()) {
      duck.execute(
          "COPY (SELECT * FROM read_parquet('%s')) TO '%s' (FORMAT parquet, CODEC '%s', PARQUET_VERSION %s)"
              .formatted(ours, theirs, codec, version));
    }
    return java.nio.file.Files.readAllBytes(theirs);
  }

  /** Damages {@code file} in many ways and reads all of it; how often that was noticed. */
  private static int damage(byte[] file, int times, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int noticed = 0;
    for (int i = 0; i < times; i++) {
      byte[] damaged = damaged(file, random);
      try {
        readAll(damaged);
      } catch (MalformedParquetException e) {
        assertThat(e).hasMessageStartingWith("damaged");
        noticed++;
      } catch (IOException | RuntimeException | Error e) {
        throw new AssertionError("time " + i, e);
      }
    }
    return noticed;
  }

  private static byte[] damaged(byte[] file, SplittableRandom random) {
    byte[] damaged = file.clone();
    int changes = 1 + random.nextInt(3);
    for (int c = 0; c < changes; c++) {
      int at =
          random.nextBoolean()
              ? random.nextInt(damaged.length)
              : damaged.length - 1 - random.nextInt(Math.min(8_000, damaged.length));
      byte[] odd = {0, 1, -1, 127, -128, (byte) random.nextInt()};
      int length = random.nextInt(4) == 0 ? Math.min(5, damaged.length - at) : 1;
      Arrays.fill(damaged, at, at + length, odd[random.nextInt(odd.length)]);
    }
    return random.nextInt(20) == 0
        ? Arrays.copyOf(damaged, random.nextInt(damaged.length))
        : damaged;
  }

  private static void readAll(byte[] bytes) throws IOException {
    ParquetReader reader = ParquetReader.open(SeekableSource.of("damaged", bytes), TABLE);
    for (int group = 0; group < reader.rowGroups(); group++) {
      reader.mayContain(group, "event_time", 0, 1);
      ColumnBatch batch = reader.read(group, Files.names(TABLE));
      batch.vectors().forEach(Files::values);
    }
  }

  @Test
  void messagesNameFilePlaceAndValue() throws Exception {
    byte[] file = Files.write(TABLE, new RandomBatches(1).next(TABLE, 1000));
    assertThatThrownBy(() -> open(new byte[5]))
        .hasMessage("cut.parquet: 5 bytes are too few for a Parquet file");
    assertThatThrownBy(() -> open(Arrays.copyOf(file, file.length - 1)))
        .hasMessage("cut.parquet: does not end with PAR1: not a Parquet file, or cut off");
    byte[] longFooter = file.clone();
    ByteSink.INTS.set(longFooter, file.length - 8, Integer.MAX_VALUE);
    assertThatThrownBy(() -> open(longFooter))
        .hasMessage(
            "cut.parquet: the footer cannot have 2147483647 bytes in a file of " + file.length);
    byte[] damagedPage = file.clone();
    ParquetReader intact = open(file);
    damagedPage[(int) intact.offset(0) + 40] ^= 1;
    assertThatThrownBy(() -> open(damagedPage).read(0, List.of("event_time")))
        .isInstanceOf(MalformedParquetException.class)
        .hasMessage(
            "cut.parquet, row group 0, column event_time: page at byte 4: its CRC is wrong: the"
                + " file was damaged");
  }

  private static ParquetReader open(byte[] bytes) throws IOException {
    return ParquetReader.open(SeekableSource.of("cut.parquet", bytes), TABLE);
  }
}
