// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.exceptions.ValidationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.lake.catalog.Catalog;
import winnow.lake.catalog.LakeException;
import winnow.lake.catalog.Publication;
import winnow.lake.parquet.ParquetReader;
import winnow.lake.write.DataFileWriters;
import winnow.lake.write.NewFile;
import winnow.lake.write.Partition;
import winnow.lake.write.RowGroups;
import winnow.schema.column.Column;
import winnow.schema.column.Table;

/**
 * Merges small files of one table that follow one another in the order of scans, so that scans
 * yield the same rows in the same order before and after.
 */
final class Compaction {
  private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);
  private static final int MOST_GROUPS_OF_COMMIT = 64;

  private final Catalog catalog;
  private final LakeSettings settings;
  private final Table<?, ?> table;
  private final List<String> columns;
  private long plannedSnapshot;
  private HousekeepingReport report = HousekeepingReport.NOTHING;

  Compaction(Catalog catalog, LakeSettings settings, Table<?, ?> table) {
    this.catalog = catalog;
    this.settings = settings;
    this.table = table;
    columns = table.columns().stream().<String>map(Column::name).toList();
  }

  /**
   * Files to become one.
   *
   * @param sequence the sequence number that keeps the place of their rows
   */
  private record Group(Partition partition, List<DataFile> files, long sequence) {}

  /** Merges what is to be merged until {@code stop}. */
  HousekeepingReport run(BooleanSupplier stop) {
    Map<Long, List<Group>> bySequence = new TreeMap<>();
    for (Group group : groups()) {
      bySequence.computeIfAbsent(group.sequence, sequence -> new ArrayList<>()).add(group);
    }
    for (List<Group> groups : bySequence.values()) {
      for (int i = 0; i < groups.size() && !stop.getAsBoolean(); i += MOST_GROUPS_OF_COMMIT) {
        rewrite(groups.subList(i, Math.min(groups.size(), i + MOST_GROUPS_OF_COMMIT)));
      }
    }
    return report;
  }

  private List<Group> groups() {
    org.apache.iceberg.Table stored = catalog.load(table.name());
    plannedSnapshot = stored.currentSnapshot().snapshotId();
    long newest = stored.currentSnapshot().sequenceNumber();
    int open = Partition.of(table, Lake.micros(catalog.clock().instant())).number();
    Map<Integer, List<DataFile>> byPartition = new TreeMap<>();
    for (DataFile file : ScanPlanner.files(stored.newScan())) {
      int number = file.partition().get(0, Integer.class);
      if (number != open) {
        byPartition.computeIfAbsent(number, key -> new ArrayList<>()).add(file);
      }
    }
    List<Group> groups = new ArrayList<>();
    byPartition.forEach(
        (number, files) -> addGroups(new Partition(table, number), files, newest, groups));
    return groups;
  }

  /** Cuts the files of a partition, in the order of scans, into runs of small ones. */
  private void addGroups(
      Partition partition, List<DataFile> files, long newest, List<Group> groups) {
    int start = 0;
    long rows = 0;
    for (int i = 0; i <= files.size(); i++) {
      boolean isEnd = i == files.size();
      if (isEnd || files.get(i).recordCount() >= settings.compactRows()) {
        addGroup(partition, files, start, i, newest, groups);
        start = i + 1;
        rows = 0;
      } else {
        rows += files.get(i).recordCount();
        if (rows >= settings.compactRows()) {
          addGroup(partition, files, start, i + 1, newest, groups);
          start = i + 1;
          rows = 0;
        }
      }
    }
  }

  private void addGroup(
      Partition partition,
      List<DataFile> files,
      int start,
      int end,
      long newest,
      List<Group> groups) {
    if (end - start >= settings.compactFiles()) {
      boolean isLast = end == files.size();
      long sequence = isLast ? newest : files.get(end - 1).dataSequenceNumber();
      groups.add(new Group(partition, List.copyOf(files.subList(start, end)), sequence));
    }
  }

  private void rewrite(List<Group> groups) {
    try (DataFileWriters writers = new DataFileWriters(catalog, catalog.sessions().id())) {
      List<DataFile> old = new ArrayList<>();
      for (Group group : groups) {
        merge(group, writers);
        old.addAll(group.files);
      }
      List<NewFile> merged = writers.finish();
      publish(old, merged, groups.getFirst().sequence, writers.session());
      writers.keep();
      report = report.plus(new HousekeepingReport(old.size(), merged.size(), 0, 0, 0));
    } catch (ValidationException e) {
      LOG.info("files of table {} were merged or removed by another process", table.name(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot compact table " + table.name() + ": " + e.getMessage(), e);
    }
  }

  private void publish(List<DataFile> old, List<NewFile> merged, long sequence, String session) {
    Publication publication = catalog.publication(session);
    publication
        .register(table.name(), merged.stream().map(NewFile::stored).toList())
        .change(
            table.name(),
            (staged, unreferenced) -> {
              RewriteFiles rewrite =
                  staged
                      .newRewrite()
                      .dataSequenceNumber(sequence)
                      .validateFromSnapshot(plannedSnapshot);
              old.forEach(rewrite::deleteFile);
              merged.forEach(file -> rewrite.addFile(file.file()));
              rewrite.commit();
            })
        .publish();
  }

  private void merge(Group group, DataFileWriters writers) throws IOException {
    RowGroups merged = new RowGroups(group.partition, settings.rowGroupRows(), writers);
    for (DataFile file : group.files) {
      try (InputFileSource source =
          new InputFileSource(
              catalog.files().newInputFile(file.location()), file.fileSizeInBytes())) {
        ParquetReader reader = ParquetReader.open(source, table);
        for (int rowGroup = 0; rowGroup < reader.rowGroups(); rowGroup++) {
          merged.add(reader.read(rowGroup, columns));
        }
      } catch (IOException e) {
        throw new LakeException("cannot read " + file.location() + ": " + e.getMessage(), e);
      }
    }
    merged.finish();
  }
}
