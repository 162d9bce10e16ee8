// SPDX-License-Identifier: Apache-2.0
package winnow.lake.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import winnow.schema.TelemetryKind;

/** The ledger of inputs: which are in the lake, and what became of them. */
public final class Ledger {
  private final Database database;

  Ledger(Database database) {
    this.database = database;
  }

  /** The entry of the input with this digest, of its bytes or of how they are stored. */
  public Optional<LedgerEntry> find(String sha256) {
    return database.read(sql -> find(sql, sha256));
  }

  /** Inputs that start as {@code bytes} do, and may be their beginning. */
  public InputContent.Beginnings beginnings(byte[] bytes) {
    return database.read(sql -> InputContent.beginnings(sql, bytes));
  }

  /** Notes that bytes with the digest {@code storedSha256} are, decompressed, those of an input. */
  public void addStored(String storedSha256, LedgerEntry entry) {
    database.write(sql -> {
      InputContent.addStored(sql, storedSha256, entry.id());
      return entry;
    });
  }

  /** All entries, the newest first. */
  public List<LedgerEntry> list() {
    return list(0, Integer.MAX_VALUE);
  }

  /** Entries, the newest first, after skipping {@code offset}, at most {@code limit}. */
  public List<LedgerEntry> list(int offset, int limit) {
    return database.read(sql ->
        sql.list(
            "SELECT * FROM input ORDER BY id DESC LIMIT ? OFFSET ?",
            row -> read(sql, row),
            limit,
            offset));
  }

  /** Number of entries. */
  public int count() {
    return database.read(
        sql -> sql.first("SELECT count(*) FROM input", row -> row.getInt(1)).orElseThrow());
  }

  /** When the ingest of an input last began; empty while there is none. */
  public Optional<Instant> lastIngest() {
    return database.read(sql ->
        sql.first(
            "SELECT ingested_at FROM input ORDER BY ingested_at DESC LIMIT 1",
            row -> instant(row.getLong(1))));
  }

  /**
   * Adds {@code entry}; its id is ignored, and its snapshots are taken from {@code snapshotIds}, by
   * name of the table.
   *
   * @throws DuplicateInputException when an input with its digest is there
   * @throws InputContent.OvertakenException when one that may be its beginning came in meanwhile
   */
  static void add(
      Sql sql, LedgerEntry entry, @Nullable InputContent content, Map<String, Long> snapshotIds)
      throws SQLException {
    InputIdentity input = entry.input();
    Optional<LedgerEntry> existing = find(sql, input.sha256());
    if (existing.isPresent()) {
      throw new DuplicateInputException(existing.get());
    }
    EventSpan events = entry.events();
    sql.update(
        """
        INSERT INTO input (sha256, name, source, format, size_bytes, accepted, ingested_at,
                           first_event, last_event)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """,
        input.sha256(),
        input.name(),
        input.source(),
        input.format(),
        input.sizeBytes(),
        entry.counts().accepted(),
        micros(entry.ingestedAt()),
        events == null ? null : events.firstMicros(),
        events == null ? null : events.lastMicros());
    long id = sql.lastInsertId();
    if (content != null) {
      content.add(sql, id, input);
    }
    addCounts(sql, id, "rejected", entry.counts().rejected());
    addCounts(sql, id, "skipped", entry.counts().skipped());
    for (Map.Entry<TelemetryKind, Long> rows : entry.rows().entrySet()) {
      String table = rows.getKey().tableName();
      sql.update(
          "INSERT INTO input_table (input_id, table_name, records, snapshot_id) VALUES (?, ?, ?, ?)",
          id,
          table,
          rows.getValue(),
          snapshotIds.get(table));
    }
  }

  private static void addCounts(Sql sql, long id, String outcome, Map<String, Long> counts)
      throws SQLException {
    for (Map.Entry<String, Long> count : counts.entrySet()) {
      sql.update(
          "INSERT INTO input_count (input_id, outcome, reason, records) VALUES (?, ?, ?, ?)",
          id,
          outcome,
          count.getKey(),
          count.getValue());
    }
  }

  private static Optional<LedgerEntry> find(Sql sql, String sha256) throws SQLException {
    return sql.first(
        """
        SELECT * FROM input WHERE sha256 = ?
        UNION ALL
        SELECT input.* FROM input_stored JOIN input ON id = input_id WHERE input_stored.sha256 = ?\
        """,
        row -> read(sql, row),
        sha256,
        sha256);
  }

  private static LedgerEntry read(Sql sql, ResultSet row) throws SQLException {
    long id = row.getLong("id");
    InputIdentity input =
        new InputIdentity(
            row.getString("sha256"),
            row.getString("name"),
            row.getString("source"),
            row.getString("format"),
            row.getLong("size_bytes"));
    InputCounts counts =
        new InputCounts(
            row.getLong("accepted"), counts(sql, id, "rejected"), counts(sql, id, "skipped"));
    Long first = Sql.nullableLong(row, "first_event");
    Long last = Sql.nullableLong(row, "last_event");
    EventSpan events = first == null || last == null ? null : new EventSpan(first, last);
    Instant ingestedAt = instant(row.getLong("ingested_at"));
    Map<TelemetryKind, Long> rows = new EnumMap<>(TelemetryKind.class);
    Map<TelemetryKind, Long> snapshots = new EnumMap<>(TelemetryKind.class);
    sql.list(
        "SELECT table_name, records, snapshot_id FROM input_table WHERE input_id = ?",
        table -> {
          TelemetryKind kind = TelemetryKind.named(table.getString(1));
          rows.put(kind, table.getLong(2));
          return snapshots.put(kind, table.getLong(3));
        },
        id);
    return new LedgerEntry(id, input, counts, rows, ingestedAt, events, snapshots);
  }

  private static Map<String, Long> counts(Sql sql, long id, String outcome) throws SQLException {
    Map<String, Long> counts = new TreeMap<>();
    sql.list(
        "SELECT reason, records FROM input_count WHERE input_id = ? AND outcome = ?",
        row -> counts.put(row.getString(1), row.getLong(2)),
        id,
        outcome);
    return counts;
  }

  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
