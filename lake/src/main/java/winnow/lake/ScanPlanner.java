// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;
import winnow.lake.catalog.Catalog;
import winnow.lake.catalog.EventSpan;
import winnow.lake.catalog.LakeException;
import winnow.lake.catalog.StoredFile;
import winnow.schema.TelemetryKind;

/** Finds the data files that a scan has to read, in the order of their rows. Thread-safe. */
final class ScanPlanner {
  private static final int ROW_GROUPS_OF_TASK = 4;
  private static final Duration REMARK = Duration.ofHours(1);
  private static final String EVENT_TIME = "event_time";
  private static final int EVENT_TIME_ID = 1;
  private static final int HOURS_OF_DAY = 24;

  /** By partition, then by when the rows entered the lake. */
  static final Comparator<DataFile> ORDER =
      Comparator.<DataFile>comparingInt(file -> file.partition().get(0, Integer.class))
          .thenComparingLong(DataFile::dataSequenceNumber)
          .thenComparing(DataFile::location);

  private final Catalog catalog;
  private final Map<Long, Instant> marked = new ConcurrentHashMap<>();

  ScanPlanner(Catalog catalog) {
    this.catalog = catalog;
  }

  Scan plan(ScanRequest request) {
    Table table = catalog.load(request.table().name());
    Snapshot snapshot = snapshot(table, request.snapshotId());
    markScanned(table.name(), snapshot.snapshotId());
    TableScan scan =
        table.newScan().useSnapshot(snapshot.snapshotId()).includeColumnStats(Set.of(EVENT_TIME));
    List<DataFile> files = files(between(scan, request.fromMicros(), request.toMicros()));
    List<StoredFile> stored =
        catalog.register().files(files.stream().map(DataFile::location).toList());
    if (stored.size() != files.size()) {
      throw new LakeException(
          "table "
              + table.name()
              + " has files of another writer, without digests: "
              + files.size()
              + " files, "
              + stored.size()
              + " digests");
    }
    List<DataFileInfo> infos = new ArrayList<>(files.size());
    List<ScanTask> tasks = new ArrayList<>(files.size());
    for (int i = 0; i < files.size(); i++) {
      StoredFile file = stored.get(i);
      String path = file.location().substring(catalog.location().length() + 1);
      DataFileInfo info = new DataFileInfo(path, file.sizeBytes(), file.rows(), file.sha256());
      infos.add(info);
      addTasks(request, files.get(i), info, tasks);
    }
    return new Scan(snapshot.snapshotId(), infos, tasks);
  }

  /** Makes sure that the snapshot, and with it the files, stay for the time of a scan. */
  private void markScanned(String table, long snapshotId) {
    Instant now = catalog.clock().instant();
    Instant last = marked.get(snapshotId);
    if (last == null || last.isBefore(now.minus(REMARK))) {
      catalog.register().markScanned(table, snapshotId, now);
      marked.put(snapshotId, now);
      marked.values().removeIf(time -> time.isBefore(now.minus(REMARK)));
    }
  }

  private static Snapshot snapshot(Table table, @Nullable Long wanted) {
    Snapshot snapshot = wanted == null ? table.currentSnapshot() : table.snapshot(wanted);
    if (snapshot == null) {
      throw new LakeException("table " + table.name() + " has no snapshot " + wanted + " any more");
    }
    return snapshot;
  }

  /** The data files that may have rows of a run's list. */
  List<DataFile> rowsOf(winnow.schema.column.Table<?, ?> results, String runId) {
    Table table = catalog.load(results.name());
    return files(table.newScan().filter(Expressions.equal("run_id", runId)));
  }

  /** Days, UTC, that have rows of {@code kind}, in order; reads metadata alone. */
  List<LocalDate> days(TelemetryKind kind) {
    return files(catalog.load(kind.tableName()).newScan()).stream()
        .map(file -> Math.floorDiv(file.partition().get(0, Integer.class), HOURS_OF_DAY))
        .distinct()
        .map(LocalDate::ofEpochDay)
        .toList();
  }

  /** Event times of the rows of {@code kind}; null when there are none. Reads metadata alone. */
  @Nullable EventSpan events(TelemetryKind kind) {
    TableScan scan =
        catalog.load(kind.tableName()).newScan().includeColumnStats(Set.of(EVENT_TIME));
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (DataFile file : files(scan)) {
      first = Math.min(first, bound(file.lowerBounds()));
      last = Math.max(last, bound(file.upperBounds()));
    }
    return first > last ? null : new EventSpan(first, last);
  }

  private static TableScan between(TableScan scan, long fromMicros, long toMicros) {
    TableScan narrowed = scan;
    if (fromMicros > Long.MIN_VALUE) {
      narrowed = narrowed.filter(Expressions.greaterThanOrEqual(EVENT_TIME, fromMicros));
    }
    if (toMicros < Long.MAX_VALUE) {
      narrowed = narrowed.filter(Expressions.lessThan(EVENT_TIME, toMicros));
    }
    return narrowed;
  }

  /** The data files of a scan, in the order of their rows. */
  static List<DataFile> files(TableScan scan) {
    List<DataFile> files = new ArrayList<>();
    try (CloseableIterable<org.apache.iceberg.FileScanTask> planned = scan.planFiles()) {
      planned.forEach(task -> files.add(task.file()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot plan a scan of table " + scan.table().name(), e);
    }
    files.sort(ORDER);
    return files;
  }

  private void addTasks(
      ScanRequest request, DataFile file, DataFileInfo info, List<ScanTask> tasks) {
    boolean within =
        bound(file.lowerBounds()) >= request.fromMicros()
            && bound(file.upperBounds()) < request.toMicros();
    List<Long> offsets = file.splitOffsets();
    int rowGroups = offsets == null ? 1 : offsets.size();
    for (int first = 0; first < rowGroups; first += ROW_GROUPS_OF_TASK) {
      int end =
          first + ROW_GROUPS_OF_TASK < rowGroups ? first + ROW_GROUPS_OF_TASK : Integer.MAX_VALUE;
      FileScanTask.RowGroups range = new FileScanTask.RowGroups(first, end);
      tasks.add(new FileScanTask(catalog.files(), file.location(), info, request, range, within));
    }
  }

  private static long bound(Map<Integer, ByteBuffer> bounds) {
    return Conversions.<Long>fromByteBuffer(
        Types.TimestampType.withZone(), bounds.get(EVENT_TIME_ID));
  }
}
