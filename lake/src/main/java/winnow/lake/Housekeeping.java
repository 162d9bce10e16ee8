// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.lake.catalog.Catalog;
import winnow.lake.catalog.Publication;
import winnow.schema.TelemetryKind;
import winnow.schema.column.Table;

/**
 * Keeps the lake small and fast: few files, few snapshots, nothing that nobody refers to. Works on
 * its own, on a thread of its own, when commits have left enough to do. Thread-safe.
 */
public final class Housekeeping {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

  /** How many snapshots more than are kept make it worth while to drop some. */
  private static final int SNAPSHOTS_WORTH_EXPIRING = 16;

  private final Catalog catalog;
  private final LakeSettings settings;
  private final ExecutorService worker;
  private final AtomicBoolean isPending = new AtomicBoolean();
  private volatile boolean closing;

  Housekeeping(Catalog catalog, LakeSettings settings) {
    this.catalog = catalog;
    this.settings = settings;
    worker =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("winnow-lake-housekeeping").factory());
  }

  /** Merges the small files of closed hours; what scans yield stays the same. */
  public synchronized HousekeepingReport compact() {
    HousekeepingReport report = HousekeepingReport.NOTHING;
    for (Table<?, ?> table : Lake.tables()) {
      report = report.plus(new Compaction(catalog, settings, table).run(() -> closing));
    }
    return report;
  }

  /** Drops old snapshots that no run needs, and deletes files that nothing refers to. */
  public synchronized HousekeepingReport expire() {
    Expiry expiry = new Expiry(catalog, settings);
    int snapshots = 0;
    for (Table<?, ?> table : Lake.tables()) {
      snapshots += expiry.expireSnapshots(table.name());
    }
    return expiry.deleteGarbage().plus(new HousekeepingReport(0, 0, snapshots, 0, 0));
  }

  /**
   * Takes telemetry of the days before {@code day} out of the lake, in all tables at once. Its
   * files are deleted by {@link #expire} when no run or scan needs them any more. The ledger keeps
   * its inputs, so they are not ingested again.
   */
  public synchronized List<DayUsage> forgetBefore(LocalDate day) {
    List<DayUsage> forgotten = List.copyOf(new Retention(catalog).days().headMap(day).values());
    delete(Expressions.lessThan("event_time", micros(day)));
    return forgotten;
  }

  private static long micros(LocalDate day) {
    return Lake.micros(day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private void delete(Expression rows) {
    Publication publication = catalog.publication(catalog.sessions().id());
    for (TelemetryKind kind : TelemetryKind.values()) {
      publication.change(
          kind.tableName(),
          (staged, unreferenced) -> staged.newDelete().deleteFromRowFilter(rows).commit());
    }
    publication.publish();
  }

  /**
   * Deletes telemetry until the files of all tables take no more than {@code mostBytes}: of the
   * oldest days, then of those that are still to come by {@code today}, the farthest first, but
   * never of the newest that has come; and none before all that only readers of earlier snapshots
   * need. The files are gone when it returns: runs that read them can no longer be verified, and
   * scans of them that are under way fail.
   *
   * @param today the day that it is, UTC; a day on which an input came in has come, whatever a
   *     clock that was set back says
   */
  public synchronized QuotaReport keepWithin(long mostBytes, LocalDate today) {
    Retention retention = new Retention(catalog);
    long before = retention.bytesOnDisk();
    if (before <= mostBytes) {
      return new QuotaReport(before, before, List.of(), HousekeepingReport.NOTHING);
    }
    // What nobody needs any more goes first, then what is kept for readers alone; it may be enough.
    HousekeepingReport work = expire();
    if (retention.bytesOnDisk() > mostBytes) {
      work = work.plus(deleteAllOld());
    }
    List<DayUsage> days =
        retention.toForget(retention.bytesOnDisk(), mostBytes, newestThatHasCome(today));
    if (!days.isEmpty()) {
      days.stream().map(day -> rowsOf(day.day())).reduce(Expressions::or).ifPresent(this::delete);
      work = work.plus(deleteAllOld());
    }
    return new QuotaReport(before, retention.bytesOnDisk(), days, work);
  }

  private LocalDate newestThatHasCome(LocalDate today) {
    return catalog
        .ledger()
        .lastIngest()
        .map(last -> LocalDate.ofInstant(last, ZoneOffset.UTC))
        .filter(today::isBefore)
        .orElse(today);
  }

  private static Expression rowsOf(LocalDate day) {
    return Expressions.and(
        Expressions.greaterThanOrEqual("event_time", micros(day)),
        Expressions.lessThan("event_time", micros(day.plusDays(1))));
  }

  /** Deletes all that is not in the newest snapshot, whoever may read it. */
  private HousekeepingReport deleteAllOld() {
    Expiry expiry = new Expiry(catalog, settings.withNothingOld());
    int snapshots = 0;
    for (TelemetryKind kind : TelemetryKind.values()) {
      snapshots += expiry.expireSnapshots(kind.tableName());
    }
    return expiry.deleteGarbage().plus(new HousekeepingReport(0, 0, snapshots, 0, 0));
  }

  /** To be called after each commit: starts to work when there is enough to do. */
  void afterCommit() {
    if (!closing && isDue() && isPending.compareAndSet(false, true)) {
      worker.execute(this::work);
    }
  }

  private boolean isDue() {
    for (Table<?, ?> table : Lake.tables()) {
      int snapshots = 0;
      for (org.apache.iceberg.Snapshot ignored : catalog.load(table.name()).snapshots()) {
        snapshots++;
      }
      if (snapshots % SNAPSHOTS_WORTH_EXPIRING == 0
          && snapshots >= settings.keepSnapshots() + SNAPSHOTS_WORTH_EXPIRING) {
        return true;
      }
    }
    return false;
  }

  private void work() {
    try {
      // What is deleted first makes room for what compaction writes.
      HousekeepingReport report = expire().plus(compact());
      LOG.debug("housekeeping: {}", report);
    } catch (RuntimeException e) {
      LOG.warn("housekeeping failed; the lake is intact, and it is tried again later", e);
    } finally {
      isPending.set(false);
    }
  }

  /** Waits for what is under way. */
  void close() {
    closing = true;
    worker.close();
  }
}
