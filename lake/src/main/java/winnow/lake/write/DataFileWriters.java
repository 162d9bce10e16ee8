// SPDX-License-Identifier: Apache-2.0
package winnow.lake.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.lake.catalog.Catalog;
import winnow.schema.batch.ColumnBatch;

/**
 * Writes the data files of one publication: one a partition, or more when more partitions are
 * written at a time than files may be open. Not thread-safe.
 */
public final class DataFileWriters implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DataFileWriters.class);
  private static final int MAX_OPEN = 256;

  private final Catalog catalog;
  private final String session;
  private final Map<Partition, DataFileWriter> open = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, org.apache.iceberg.Table> tables = new LinkedHashMap<>();
  private final List<NewFile> finished = new ArrayList<>();
  private final List<String> locations = new ArrayList<>();
  private boolean kept;

  /**
   * Nothing written yet.
   *
   * @param session whose id shall be in the names of the files
   */
  public DataFileWriters(Catalog catalog, String session) {
    this.catalog = catalog;
    this.session = session;
  }

  public String session() {
    return session;
  }

  /** Adds {@code batch}, rows of {@code partition} alone, as one row group. */
  public void write(Partition partition, ColumnBatch batch) throws IOException {
    DataFileWriter writer = open.get(partition);
    if (writer == null) {
      if (open.size() == MAX_OPEN) {
        finishLeastRecentlyWritten();
      }
      writer = create(partition);
      open.put(partition, writer);
    }
    writer.write(batch);
  }

  /** Completes all files, and returns them in the order of their partitions' first rows. */
  public List<NewFile> finish() throws IOException {
    while (!open.isEmpty()) {
      finishLeastRecentlyWritten();
    }
    return List.copyOf(finished);
  }

  /** Completes the file of {@code partition}; more rows of it go to another file. */
  public void finish(Partition partition) throws IOException {
    DataFileWriter writer = open.remove(partition);
    if (writer != null) {
      try (writer) {
        finished.add(writer.finish());
      }
    }
  }

  /** The files are published: they stay when this is closed. */
  public void keep() {
    kept = true;
  }

  /** Deletes the files unless they are to be kept. */
  @Override
  public void close() {
    if (kept) {
      return;
    }
    for (DataFileWriter writer : open.values()) {
      try {
        writer.close();
      } catch (IOException e) {
        LOG.debug("an unfinished data file could not be closed before it is deleted", e);
      }
    }
    open.clear();
    locations.forEach(catalog.files()::deleteFile);
    locations.clear();
  }

  private void finishLeastRecentlyWritten() throws IOException {
    Iterator<DataFileWriter> eldest = open.values().iterator();
    DataFileWriter writer = eldest.next();
    eldest.remove();
    try (writer) {
      finished.add(writer.finish());
    }
  }

  private DataFileWriter create(Partition partition) throws IOException {
    String name = partition.table().name();
    org.apache.iceberg.Table table = tables.computeIfAbsent(name, catalog::load);
    PartitionSpec spec = table.spec();
    String location =
        "%s/data/%s/%s-%08d.parquet"
            .formatted(
                table.location(),
                spec.partitionToPath(partition),
                session,
                catalog.nextFileNumber());
    locations.add(location);
    return new DataFileWriter(partition, spec, catalog.files().newOutputFile(location));
  }
}
