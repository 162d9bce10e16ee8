// SPDX-License-Identifier: Apache-2.0
package winnow.lake.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import winnow.lake.catalog.StoredFile;
import winnow.lake.parquet.Bounds;
import winnow.lake.parquet.ColumnStatistics;
import winnow.lake.parquet.FileStatistics;
import winnow.lake.parquet.ParquetWriter;
import winnow.schema.batch.ColumnBatch;

/** Writes one data file of a partition, and its digest on the way. Not thread-safe. */
final class DataFileWriter implements AutoCloseable {
  private final Partition partition;
  private final PartitionSpec spec;
  private final String location;
  private final MessageDigest digest = sha256();
  private final ParquetWriter parquet;

  DataFileWriter(Partition partition, PartitionSpec spec, OutputFile file) throws IOException {
    this.partition = partition;
    this.spec = spec;
    location = file.location();
    parquet =
        new ParquetWriter(
            new DigestOutputStream(file.create(), digest), partition.table(), Map.of());
  }

  void write(ColumnBatch batch) throws IOException {
    parquet.write(batch);
  }

  NewFile finish() throws IOException {
    FileStatistics statistics = parquet.finish();
    String sha256 = HexFormat.of().formatHex(digest.digest());
    return new NewFile(
        partition.table().name(),
        DataFiles.builder(spec)
            .withPath(location)
            .withFormat("PARQUET")
            .withPartition(partition)
            .withFileSizeInBytes(statistics.bytes())
            .withSplitOffsets(statistics.rowGroupOffsets())
            .withMetrics(metrics(statistics))
            .build(),
        new StoredFile(location, statistics.bytes(), statistics.rows(), sha256));
  }

  /** Counts of all columns; bounds of those that a scan can be pruned by. */
  private Metrics metrics(FileStatistics statistics) {
    Map<Integer, Long> sizes = new HashMap<>();
    Map<Integer, Long> values = new HashMap<>();
    Map<Integer, Long> absent = new HashMap<>();
    Map<Integer, ByteBuffer> lower = new HashMap<>();
    Map<Integer, ByteBuffer> upper = new HashMap<>();
    for (ColumnStatistics column : statistics.columns()) {
      Type type = spec.schema().findType(column.fieldId());
      sizes.put(column.fieldId(), column.bytes());
      values.put(column.fieldId(), column.values());
      absent.put(column.fieldId(), column.absent());
      switch (column.bounds()) {
        case Bounds.Integers integers when type.typeId() == Type.TypeID.TIMESTAMP -> {
          lower.put(column.fieldId(), Conversions.toByteBuffer(type, integers.min()));
          upper.put(column.fieldId(), Conversions.toByteBuffer(type, integers.max()));
        }
        case Bounds.Texts texts when texts.minIsExact() && texts.max() != null -> {
          lower.put(column.fieldId(), Conversions.toByteBuffer(type, texts.min()));
          upper.put(column.fieldId(), Conversions.toByteBuffer(type, texts.max()));
        }
        case null, default -> {}
      }
    }
    return new Metrics(statistics.rows(), sizes, values, absent, null, lower, upper);
  }

  @Override
  public void close() throws IOException {
    parquet.close();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
