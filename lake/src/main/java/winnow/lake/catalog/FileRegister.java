// SPDX-License-Identifier: Apache-2.0
package winnow.lake.catalog;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known about files beyond the tables' metadata: digests of data files, which snapshots
 * must stay readable, and which files nothing refers to any more.
 */
public final class FileRegister {
  private final Database database;

  FileRegister(Database database) {
    this.database = database;
  }

  /** What is known about the data files at {@code locations}, in their order. */
  public List<StoredFile> files(Collection<String> locations) {
    return database.read(sql ->
        sql.lookUp(
            "SELECT path, size_bytes, records, sha256 FROM data_file WHERE path = ?",
            row ->
                new StoredFile(row.getString(1), row.getLong(2), row.getLong(3), row.getString(4)),
            locations));
  }

  /** When the data file was deleted, for each of {@code paths} that was. */
  public Map<String, Instant> deletions(Collection<String> paths) {
    return database.read(sql -> {
      Map<String, Instant> deletions = new HashMap<>();
      for (String path : paths) {
        sql.first(
                "SELECT deleted_at FROM data_file WHERE path = ? AND deleted_at IS NOT NULL",
                row -> Ledger.instant(row.getLong(1)),
                path)
            .ifPresent(at -> deletions.put(path, at));
      }
      return deletions;
    });
  }

  static void add(Sql sql, String table, StoredFile file) throws SQLException {
    sql.update(
        "INSERT INTO data_file (path, table_name, size_bytes, records, sha256) VALUES (?, ?, ?, ?, ?)",
        file.location(),
        table,
        file.sizeBytes(),
        file.rows(),
        file.sha256());
  }

  /**
   * Remembers that a snapshot is being read, so that it stays readable for a while; not where this
   * user may only read.
   */
  public void markScanned(String table, long snapshotId, Instant now) {
    if (database.isReadOnly()) {
      return;
    }
    database.write(sql ->
        sql.update(
            "INSERT OR REPLACE INTO scanned (table_name, snapshot_id, at) VALUES (?, ?, ?)",
            table,
            snapshotId,
            Ledger.micros(now)));
  }

  /**
   * Snapshots that somebody reads since {@code scannedSince}, or that a run read that ended since.
   */
  public Set<Long> neededSnapshots(String table, Instant scannedSince, Instant runSince) {
    return database.read(sql ->
        new HashSet<>(
            sql.list(
                """
                SELECT snapshot_id FROM scanned WHERE table_name = ? AND at >= ?
                UNION
                SELECT snapshot_id FROM run_snapshot JOIN run ON run.id = run_id
                WHERE table_name = ? AND finished_at >= ?\
                """,
                row -> row.getLong(1),
                table,
                Ledger.micros(scannedSince),
                table,
                Ledger.micros(runSince))));
  }

  /** Forgets reads that began before {@code time}. */
  public void forgetScannedBefore(Instant time) {
    database.write(sql -> sql.update("DELETE FROM scanned WHERE at < ?", Ledger.micros(time)));
  }

  static void addGarbage(Sql sql, String location, Instant now) throws SQLException {
    sql.update(
        "INSERT OR IGNORE INTO garbage (path, since) VALUES (?, ?)", location, Ledger.micros(now));
  }

  /** All files that nothing refers to and that are not deleted yet. */
  List<String> garbage() {
    return database.read(sql -> sql.list("SELECT path FROM garbage", row -> row.getString(1)));
  }

  /** Files that nothing refers to since {@code time} or earlier, at most {@code limit}. */
  public List<String> garbage(Instant time, int limit) {
    return database.read(sql ->
        sql.list(
            "SELECT path FROM garbage WHERE since <= ? ORDER BY since, path LIMIT ?",
            row -> row.getString(1),
            Ledger.micros(time),
            limit));
  }

  /** Notes that files are gone. */
  public void markDeleted(Collection<String> locations, Instant now) {
    database.write(sql -> {
      for (String location : locations) {
        sql.update("DELETE FROM garbage WHERE path = ?", location);
        sql.update(
            "UPDATE data_file SET deleted_at = ? WHERE path = ?", Ledger.micros(now), location);
      }
      return locations.size();
    });
  }
}
