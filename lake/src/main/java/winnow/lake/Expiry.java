// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import winnow.lake.catalog.Catalog;
import winnow.lake.catalog.FileRegister;
import winnow.lake.catalog.Orphans;

/** Drops snapshots that nobody needs, and deletes files that nothing refers to. */
final class Expiry {
  /** How long a session must be silent at least before it is taken for dead. */
  private static final Duration SILENCE = Duration.ofMinutes(2);

  private static final int GARBAGE_AT_ONCE = 1_000;

  private final Catalog catalog;
  private final LakeSettings settings;

  Expiry(Catalog catalog, LakeSettings settings) {
    this.catalog = catalog;
    this.settings = settings;
  }

  /** Drops old snapshots of {@code table}; returns how many. */
  int expireSnapshots(String table) {
    if (expendable(catalog.load(table)).isEmpty()) {
      return 0;
    }
    int[] expired = {0};
    catalog
        .publication(catalog.sessions().id())
        .change(
            table,
            (staged, unreferenced) -> {
              List<String> synchronizedList = Collections.synchronizedList(unreferenced);
              ExpireSnapshots expire =
                  staged.expireSnapshots().expireOlderThan(0).deleteWith(synchronizedList::add);
              List<Long> snapshots = expendable(staged);
              snapshots.forEach(expire::expireSnapshotId);
              expire.commit();
              expired[0] = snapshots.size();
            })
        .publish();
    return expired[0];
  }

  private List<Long> expendable(Table table) {
    List<Snapshot> snapshots = new ArrayList<>();
    table.snapshots().forEach(snapshots::add);
    if (snapshots.size() <= settings.keepSnapshots()) {
      return List.of();
    }
    snapshots.sort(Comparator.comparingLong(Snapshot::sequenceNumber).reversed());
    Instant now = catalog.clock().instant();
    FileRegister register = catalog.register();
    Set<Long> needed =
        register.neededSnapshots(
            table.name(), now.minus(settings.keepScanned()), now.minus(settings.keepRuns()));
    return snapshots.stream()
        .skip(settings.keepSnapshots())
        .map(Snapshot::snapshotId)
        .filter(id -> !needed.contains(id))
        .toList();
  }

  /** Deletes what nothing refers to for long enough. */
  HousekeepingReport deleteGarbage() {
    Instant now = catalog.clock().instant();
    catalog.register().forgetScannedBefore(now.minus(settings.keepScanned()));
    Instant since = now.minus(settings.grace());
    HousekeepingReport report = HousekeepingReport.NOTHING;
    List<String> garbage = catalog.register().garbage(since, GARBAGE_AT_ONCE);
    while (!garbage.isEmpty()) {
      report = report.plus(delete(garbage));
      catalog.register().markDeleted(garbage, now);
      garbage = catalog.register().garbage(since, GARBAGE_AT_ONCE);
    }
    Orphans orphans = new Orphans(catalog);
    Instant heard = now.minus(settings.grace().compareTo(SILENCE) > 0 ? settings.grace() : SILENCE);
    for (String session : catalog.sessions().silentSince(heard)) {
      if (catalog.sessions().bar(session, heard)) {
        report = report.plus(delete(orphans.of(session)));
        catalog.sessions().forget(session);
      }
    }
    return report;
  }

  private HousekeepingReport delete(List<String> locations) {
    long bytes = 0;
    int files = 0;
    for (String location : new HashSet<>(locations)) {
      org.apache.iceberg.io.InputFile file = catalog.files().newInputFile(location);
      if (file.exists()) {
        bytes += file.getLength();
        files++;
      }
      catalog.files().deleteFile(location);
    }
    return new HousekeepingReport(0, 0, 0, files, bytes);
  }
}
