// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.io.FileInfo;
import winnow.lake.catalog.Catalog;
import winnow.lake.write.Partition;
import winnow.schema.TelemetryKind;
import winnow.schema.column.TelemetryTable;

/** Keeps a lake within a quota: finds out which days have to go. */
final class Retention {
  private final Catalog catalog;

  Retention(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Bytes of all files of all tables that are on disk now, referred to or not. */
  long bytesOnDisk() {
    return StreamSupport.stream(
            catalog.files().listPrefix(catalog.location() + "/").spliterator(), false)
        .filter(file -> isOfTable(file.location()))
        .mapToLong(FileInfo::size)
        .sum();
  }

  private boolean isOfTable(String location) {
    String path = location.substring(catalog.location().length());
    return path.contains("/data/") || path.contains("/metadata/");
  }

  /**
   * The days whose telemetry has to go so that no more than {@code mostBytes} is there: the oldest
   * first, then those after {@code today}, the farthest first, which clocks that are wrong make.
   * The newest day that is not after today always stays, and the first of the others when there is
   * none.
   *
   * @param bytes what is there now
   */
  List<DayUsage> toForget(long bytes, long mostBytes, LocalDate today) {
    NavigableMap<LocalDate, DayUsage> days = days();
    if (days.isEmpty()) {
      return List.of();
    }
    LocalDate current = days.floorKey(today);
    LocalDate kept = current == null ? days.firstKey() : current;
    List<DayUsage> inOrder = new ArrayList<>(days.headMap(kept, false).values());
    inOrder.addAll(days.tailMap(kept, false).descendingMap().values());
    List<DayUsage> forgotten = new ArrayList<>();
    long left = bytes;
    for (DayUsage day : inOrder) {
      if (left <= mostBytes) {
        break;
      }
      forgotten.add(day);
      left -= day.bytes();
    }
    return forgotten;
  }

  /** What the telemetry of each day takes. */
  NavigableMap<LocalDate, DayUsage> days() {
    NavigableMap<LocalDate, DayUsage> days = new TreeMap<>();
    for (TelemetryKind kind : TelemetryKind.values()) {
      long length = Partition.lengthMicros(TelemetryTable.of(kind));
      for (DataFile file : ScanPlanner.files(catalog.load(kind.tableName()).newScan())) {
        long micros = file.partition().get(0, Integer.class) * length;
        LocalDate day =
            LocalDate.ofEpochDay(
                Math.floorDiv(micros, ChronoUnit.DAYS.getDuration().toNanos() / 1000));
        DayUsage usage =
            new DayUsage(day, Map.of(kind, file.recordCount()), file.fileSizeInBytes());
        days.merge(day, usage, DayUsage::plus);
      }
    }
    return days;
  }
}
