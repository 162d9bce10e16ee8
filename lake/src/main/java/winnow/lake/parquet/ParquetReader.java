// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;
import winnow.lake.parquet.encoding.BitPacking;
import winnow.lake.parquet.encoding.ByteSink;
import winnow.lake.parquet.encoding.Decompressor;
import winnow.lake.parquet.encoding.MalformedParquetException;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.ColumnVector;
import winnow.schema.column.Column;
import winnow.schema.column.Table;

/**
 * Reads one Parquet file as batches of a table, one row group each. Immutable; row groups may be
 * read from several threads when the source allows it. Columns are matched by field id, in files
 * without ids by name; a column that the file lacks is absent, or 0, empty text or an empty list
 * where the table requires a value.
 */
public final class ParquetReader {
  private final SeekableSource source;
  private final Table<?, ?> table;
  private final Footer footer;

  private ParquetReader(SeekableSource source, Table<?, ?> table, Footer footer) {
    this.source = source;
    this.table = table;
    this.footer = footer;
  }

  /**
   * Reads the footer.
   *
   * @param source the file; not closed by the reader
   * @param table the table the rows are read as
   * @throws MalformedParquetException when it is no Parquet file, or a broken one
   */
  public static ParquetReader open(SeekableSource source, Table<?, ?> table) throws IOException {
    return new ParquetReader(source, table, Footer.read(source));
  }

  /** Number of rows. */
  public long rows() {
    return footer.metadata().getNum_rows();
  }

  /** Number of row groups. */
  public int rowGroups() {
    return footer.metadata().getRow_groupsSize();
  }

  /** Number of rows of row group {@code rowGroup}. */
  public int rows(int rowGroup) {
    return (int) footer.metadata().getRow_groups().get(rowGroup).getNum_rows();
  }

  /** Where row group {@code rowGroup} starts, to tell which split of a file it belongs to. */
  public long offset(int rowGroup) {
    List<Leaf> leaves = footer.leaves();
    return leaves.isEmpty() ? 0 : Footer.start(footer.chunk(rowGroup, leaves.getFirst()));
  }

  /** The key-value metadata of the footer. */
  public Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    if (footer.metadata().isSetKey_value_metadata()) {
      for (KeyValue entry : footer.metadata().getKey_value_metadata()) {
        metadata.put(entry.getKey(), entry.isSetValue() ? entry.getValue() : "");
      }
    }
    return metadata;
  }

  /**
   * Whether the statistics allow that a row of row group {@code rowGroup} has a value from {@code
   * least} to {@code greatest}, both included, in integer or time column {@code name}.
   */
  public boolean mayContain(int rowGroup, String name, long least, long greatest)
      throws MalformedParquetException {
    Column<?, ?> column = table.column(name);
    Leaf leaf = footer.find(column);
    if (leaf == null || !column.type().isInteger() || leaf.maxRepetition() != 0) {
      return true;
    }
    ColumnMetaData chunk = footer.chunk(rowGroup, leaf);
    Statistics statistics = chunk.getStatistics();
    if (statistics == null || TimeScale.isUnsigned(leaf.element())) {
      return true;
    }
    TimeScale scale = TimeScale.of(leaf.element(), column.type());
    Long min = integer(statistics.getMin_value());
    Long max = integer(statistics.getMax_value());
    return min == null
        || max == null
        || scale.toMicros(min) <= greatest && scale.toMicros(max) >= least;
  }

  /**
   * Reads columns of a row group; only their bytes are read.
   *
   * @param rowGroup number of the row group, from 0
   * @param columns names of columns of the table
   * @throws MalformedParquetException naming file, column and offset of what is broken
   */
  public ColumnBatch read(int rowGroup, List<String> columns) throws IOException {
    List<Column<?, ?>> wanted = new ArrayList<>(columns.size());
    List<ColumnVector> vectors = new ArrayList<>(columns.size());
    int rows = rows(rowGroup);
    try (Decompressor decompressor = new Decompressor()) {
      for (String name : columns) {
        Column<?, ?> column = table.column(name);
        wanted.add(column);
        vectors.add(read(rowGroup, column, rows, decompressor));
      }
    }
    return new ColumnBatch(wanted, vectors, rows);
  }

  private ColumnVector read(int rowGroup, Column<?, ?> column, int rows, Decompressor decompressor)
      throws IOException {
    try {
      Leaf leaf = footer.find(column);
      if (leaf == null) {
        return VectorReader.missing(column, rows);
      }
      ColumnMetaData chunk = footer.chunk(rowGroup, leaf);
      VectorReader reader = new VectorReader(column, leaf, chunk, rows);
      long start = Footer.start(chunk);
      int length = length(chunk);
      byte[] bytes = new byte[length + BitPacking.SLACK];
      source.readFully(start, bytes, 0, length);
      return reader.read(bytes, 0, start, decompressor);
    } catch (MalformedParquetException e) {
      throw new MalformedParquetException(
          source.name() + ", row group " + rowGroup + ", column " + column + ": " + e.getMessage(),
          e);
    }
  }

  private static int length(ColumnMetaData chunk) throws MalformedParquetException {
    long length = chunk.getTotal_compressed_size();
    if (length > Integer.MAX_VALUE - BitPacking.SLACK) {
      throw new MalformedParquetException(length + " bytes are too many for one read");
    }
    return (int) length;
  }

  private static @Nullable Long integer(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    return switch (bytes.length) {
      case 1 -> Long.valueOf(bytes[0]);
      case 4 -> Long.valueOf((int) ByteSink.INTS.get(bytes, 0));
      case 8 -> Long.valueOf((long) ByteSink.LONGS.get(bytes, 0));
      default -> null;
    };
  }
}
