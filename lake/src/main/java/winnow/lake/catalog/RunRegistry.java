// SPDX-License-Identifier: Apache-2.0
package winnow.lake.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import winnow.schema.TelemetryKind;

/** The registry of finished analyses. */
public final class RunRegistry {
  private final Database database;

  RunRegistry(Database database) {
    this.database = database;
  }

  /** The run with this id. */
  public Optional<RunEntry> find(String id) {
    return database.read(sql -> find(sql, id));
  }

  private static Optional<RunEntry> find(Sql sql, String id) throws SQLException {
    return sql.first("SELECT * FROM run WHERE id = ?", row -> read(sql, row), id);
  }

  /** All runs, the one that finished last first. */
  public List<RunEntry> list() {
    return database.read(
        sql -> sql.list("SELECT * FROM run ORDER BY finished_at DESC, id", row -> read(sql, row)));
  }

  /**
   * For each method, the run over a day that finished last; the newest first.
   *
   * @param kind kind of the telemetry; null for the runs over all kinds together
   */
  public List<RunEntry> latest(@Nullable TelemetryKind kind, LocalDate day) {
    return database.read(sql ->
        sql.list(
            """
            SELECT * FROM (
              SELECT *, row_number() OVER (
                PARTITION BY method ORDER BY finished_at DESC, id) AS place
              FROM run WHERE kind IS ? AND day = ?)
            WHERE place = 1 ORDER BY finished_at DESC, id\
            """,
            row -> read(sql, row),
            nameOf(kind),
            day.toString()));
  }

  static void add(Sql sql, RunEntry run) throws SQLException {
    Optional<RunEntry> existing = find(sql, run.id());
    if (existing.isPresent()) {
      throw new DuplicateRunException(existing.get());
    }
    sql.update(
        """
        INSERT INTO run (id, method, kind, day, finished_at, findings, list_digest, manifest)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
        """,
        run.id(),
        run.method(),
        nameOf(run.kind()),
        run.day().toString(),
        Ledger.micros(run.finishedAt()),
        run.findings(),
        run.listDigest(),
        run.manifest());
    for (Map.Entry<TelemetryKind, Long> snapshot : run.snapshotIds().entrySet()) {
      sql.update(
          "INSERT INTO run_snapshot (run_id, table_name, snapshot_id) VALUES (?, ?, ?)",
          run.id(),
          snapshot.getKey().tableName(),
          snapshot.getValue());
    }
  }

  private static RunEntry read(Sql sql, ResultSet row) throws SQLException {
    String id = row.getString("id");
    Map<TelemetryKind, Long> snapshots = new EnumMap<>(TelemetryKind.class);
    sql.list(
        "SELECT table_name, snapshot_id FROM run_snapshot WHERE run_id = ?",
        table -> snapshots.put(TelemetryKind.named(table.getString(1)), table.getLong(2)),
        id);
    String kind = row.getString("kind");
    return new RunEntry(
        id,
        row.getString("method"),
        kind == null ? null : TelemetryKind.named(kind),
        LocalDate.parse(row.getString("day")),
        Ledger.instant(row.getLong("finished_at")),
        row.getLong("findings"),
        row.getString("list_digest"),
        snapshots,
        row.getString("manifest"));
  }

  private static @Nullable String nameOf(@Nullable TelemetryKind kind) {
    return kind == null ? null : kind.tableName();
  }
}
