// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;
import winnow.lake.parquet.encoding.ByteSink;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.column.Column;
import winnow.schema.column.Table;

/**
 * Writes one Parquet file; each batch becomes a row group. {@link #finish} completes the file;
 * closing without it leaves a file that no reader accepts. Not thread-safe.
 *
 * <p>Text that is not well-formed UTF-16 is stored with `?` in place of lone surrogates.
 */
public final class ParquetWriter implements AutoCloseable {
  static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int ZSTD_LEVEL = 1;

  private final OutputStream stream;
  private final ChunkOutput out;
  private final Table<?, ?> table;
  private final List<KeyValue> metadata = new ArrayList<>();
  private final ColumnEncoder encoder = new ColumnEncoder();
  private final EncodedChunk chunk = new EncodedChunk();
  private final List<RowGroup> rowGroups = new ArrayList<>();
  private final List<ColumnStatistics> statistics = new ArrayList<>();
  private long rows;
  private boolean closed;

  /**
   * Starts a file.
   *
   * @param stream where the file goes, from its first byte; closed with the writer
   * @param table the table of the rows
   * @param metadata key-value metadata of the footer
   */
  public ParquetWriter(OutputStream stream, Table<?, ?> table, Map<String, String> metadata)
      throws IOException {
    this.stream = stream;
    this.table = table;
    metadata.forEach((key, value) -> this.metadata.add(new KeyValue(key).setValue(value)));
    for (Column<?, ?> column : table.columns()) {
      boolean list = FileSchema.isList(column.type());
      statistics.add(ColumnStatistics.none(list ? FileSchema.elementId(column) : column.id()));
    }
    out = new ChunkOutput(stream, ZSTD_LEVEL);
    out.write(MAGIC, 0, MAGIC.length);
  }

  /** Rows written so far. */
  public long rows() {
    return rows;
  }

  /** Bytes written so far. */
  public long bytes() {
    return out.position();
  }

  /**
   * Writes {@code batch} as one row group; an empty batch leaves no trace.
   *
   * @throws IllegalArgumentException when the batch lacks a column of the table, or a row a
   *     required value
   */
  public void write(ColumnBatch batch) throws IOException {
    if (batch.rows() == 0) {
      return;
    }
    RowGroup group = new RowGroup(new ArrayList<>(table.columns().size()), 0, batch.rows());
    group.setFile_offset(out.position());
    long rawBytes = 0;
    for (int i = 0; i < table.columns().size(); i++) {
      Column<?, ?> column = table.columns().get(i);
      encoder.encode(column, batch.vector(column.name()), chunk);
      ColumnMetaData written = out.write(column, chunk);
      group.addToColumns(new ColumnChunk(0).setMeta_data(written));
      rawBytes += written.getTotal_uncompressed_size();
      statistics.set(i, statistics.get(i).plus(statistics(written)));
    }
    group.setTotal_byte_size(rawBytes);
    group.setTotal_compressed_size(out.position() - group.getFile_offset());
    rowGroups.add(group);
    rows += batch.rows();
  }

  /** Writes the footer and closes the stream. */
  public FileStatistics finish() throws IOException {
    FileMetaData footer = new FileMetaData(2, FileSchema.elements(table), rows, rowGroups);
    footer.setCreated_by("Winnow version 1");
    footer.setKey_value_metadata(metadata);
    footer.setColumn_orders(
        Collections.nCopies(
            table.columns().size(), ColumnOrder.TYPE_ORDER(new TypeDefinedOrder())));
    ByteSink bytes = new ByteSink();
    Util.writeFileMetaData(footer, bytes);
    bytes.putInt(bytes.size());
    bytes.write(MAGIC, 0, MAGIC.length);
    out.write(bytes.bytes(), 0, bytes.size());
    close();
    List<Long> offsets = rowGroups.stream().map(RowGroup::getFile_offset).toList();
    return new FileStatistics(rows, out.position(), statistics, offsets);
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      out.close();
      stream.close();
    }
  }

  private ColumnStatistics statistics(ColumnMetaData written) {
    return new ColumnStatistics(
        0,
        written.getTotal_compressed_size(),
        chunk.places,
        chunk.absent,
        chunk.notNumbers,
        chunk.bounds);
  }
}
