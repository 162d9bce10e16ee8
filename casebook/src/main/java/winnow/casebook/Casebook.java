// SPDX-License-Identifier: Apache-2.0
package winnow.casebook;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import winnow.schema.evidence.Importance;
import winnow.schema.evidence.Verdict;

/**
 * What people decided about a lake: {@code casebook.db} in its folder. Nothing in it is deleted:
 * what is taken back stays with who took it back and when. Thread-safe; several processes may use
 * it at once, and who may not write it can read it.
 */
public final class Casebook {
  /** The name of its file. */
  public static final String FILE = "casebook.db";

  private final Database database;
  private final InstantSource clock;

  private Casebook(Path folder, InstantSource clock) {
    database = new Database(folder.toAbsolutePath().normalize().resolve(FILE));
    this.clock = clock;
  }

  /** The casebook of the lake in {@code folder}; its file is made when something is written. */
  public static Casebook of(Path folder) {
    return of(folder, InstantSource.system());
  }

  /** The casebook of the lake in {@code folder}, which takes the time from {@code clock}. */
  public static Casebook of(Path folder, InstantSource clock) {
    return new Casebook(folder, clock);
  }

  /** All suppressions, those that no longer act too, in the order they were added. */
  public List<Suppression> suppressions() {
    return database.read(List.of(), Casebook::suppressions);
  }

  /** The suppressions that act now. */
  public Suppressions active() {
    return Suppressions.active(suppressions(), clock.instant());
  }

  /** Adds a suppression; it acts at once. */
  public Suppression add(Suppression.Terms terms) {
    return database.write(sql -> {
      Instant now = now();
      sql.update(
          "INSERT INTO suppression (expires_at, author, reason, added_at) VALUES (?, ?, ?, ?)",
          terms.expiresAt() == null ? null : Sql.micros(terms.expiresAt()),
          terms.author(),
          terms.reason(),
          Sql.micros(now));
      long id = sql.lastInsertId();
      for (Map.Entry<String, String> condition : terms.scope().texts().entrySet()) {
        sql.update(
            "INSERT INTO suppression_condition (suppression_id, name, value) VALUES (?, ?, ?)",
            id,
            condition.getKey(),
            condition.getValue());
      }
      audit(sql, now, terms.author(), "add suppression", subject(id, terms), terms.reason());
      return new Suppression(id, terms, now, null);
    });
  }

  /**
   * Takes a suppression back.
   *
   * @throws IllegalArgumentException when there is none of this number, or it was taken back before
   */
  public Suppression remove(long id, String author, @Nullable String reason) {
    return database.write(sql -> {
      Suppression found =
          suppressions(sql).stream()
              .filter(one -> one.id() == id)
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("there is no suppression " + id));
      if (found.removal() != null) {
        throw new IllegalArgumentException(
            "suppression " + id + " was removed before, by " + found.removal().author());
      }
      Instant now = now();
      sql.update(
          "UPDATE suppression SET removed_by = ?, removed_at = ?, removed_reason = ? WHERE id = ?",
          author,
          Sql.micros(now),
          reason,
          id);
      String words = reason == null ? "" : reason;
      audit(sql, now, author, "remove suppression", subject(id, found.terms()), words);
      return new Suppression(
          id, found.terms(), found.addedAt(), new Suppression.Removal(author, now, reason));
    });
  }

  /** The newest verdict about each subject, unless it was withdrawn; in the order they were set. */
  public Verdicts verdicts() {
    return new Verdicts(database.read(List.of(), Casebook::verdicts));
  }

  /**
   * Sets verdicts, all or none. One that says what the newest about its subject says already, by
   * the same author and with the same note, changes nothing.
   *
   * @return how many were set
   */
  public int set(List<Verdict> verdicts) {
    return database.write(sql -> {
      Map<Verdict.Subject, Verdict> newest = new HashMap<>();
      verdicts(sql).forEach(one -> newest.put(one.subject(), one));
      int set = 0;
      for (Verdict verdict : verdicts) {
        Verdict before = newest.put(verdict.subject(), verdict);
        if (before == null || !saysTheSame(before, verdict)) {
          insert(sql, verdict.subject(), verdict.importance(), verdict);
          set++;
        }
      }
      return set;
    });
  }

  /**
   * Withdraws the verdict about {@code subject}.
   *
   * @throws IllegalArgumentException when there is none
   */
  public void withdraw(Verdict.Subject subject, String author, @Nullable String note) {
    database.<Boolean>write(sql -> {
      Verdict verdict =
          verdicts(sql).stream()
              .filter(one -> one.subject().equals(subject))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("there is no verdict on " + subject));
      Verdict last =
          new Verdict(
              subject.day(),
              subject.host(),
              subject.family(),
              subject.peer(),
              verdict.importance(),
              author,
              now(),
              note);
      insert(sql, subject, null, last);
      return true;
    });
  }

  /** Everything that was done, the newest last. */
  public List<AuditEntry> audit() {
    return database.read(
        List.of(),
        sql ->
            sql.list(
                "SELECT * FROM audit ORDER BY id",
                row ->
                    new AuditEntry(
                        Sql.instant(row.getLong("at")),
                        row.getString("author"),
                        row.getString("action"),
                        row.getString("subject"),
                        row.getString("detail"))));
  }

  private static List<Suppression> suppressions(Sql sql) throws SQLException {
    Map<Long, Map<String, String>> conditions = new HashMap<>();
    sql.list(
        "SELECT * FROM suppression_condition",
        row ->
            conditions
                .computeIfAbsent(row.getLong("suppression_id"), id -> new LinkedHashMap<>())
                .put(row.getString("name"), row.getString("value")));
    return sql.list(
        "SELECT * FROM suppression ORDER BY id",
        row -> suppression(row, conditions.getOrDefault(row.getLong("id"), Map.of())));
  }

  private static Suppression suppression(ResultSet row, Map<String, String> conditions)
      throws SQLException {
    Instant removedAt = Sql.nullableInstant(row, "removed_at");
    return new Suppression(
        row.getLong("id"),
        new Suppression.Terms(
            Scope.parse(conditions),
            Sql.nullableInstant(row, "expires_at"),
            row.getString("author"),
            row.getString("reason")),
        Sql.instant(row.getLong("added_at")),
        removedAt == null
            ? null
            : new Suppression.Removal(
                row.getString("removed_by"), removedAt, row.getString("removed_reason")));
  }

  private static List<Verdict> verdicts(Sql sql) throws SQLException {
    Map<Verdict.Subject, Verdict> newest = new LinkedHashMap<>();
    sql.list(
        "SELECT * FROM verdict ORDER BY id",
        row -> {
          Verdict.Subject subject =
              new Verdict.Subject(
                  LocalDate.parse(row.getString("day")),
                  row.getString("host"),
                  row.getString("family"),
                  row.getString("peer"));
          newest.remove(subject);
          String importance = row.getString("importance");
          if (importance != null) {
            newest.put(subject, verdict(row, subject, Importance.named(importance)));
          }
          return subject;
        });
    return List.copyOf(newest.values());
  }

  private static Verdict verdict(ResultSet row, Verdict.Subject subject, Importance importance)
      throws SQLException {
    return new Verdict(
        subject.day(),
        subject.host(),
        subject.family(),
        subject.peer(),
        importance,
        row.getString("author"),
        Sql.instant(row.getLong("at")),
        row.getString("note"));
  }

  /** Adds a line about a subject; without importance, the verdict is withdrawn. */
  private static void insert(
      Sql sql, Verdict.Subject subject, @Nullable Importance importance, Verdict verdict)
      throws SQLException {
    String text = importance == null ? null : importance.text();
    sql.update(
        """
        INSERT INTO verdict (day, host, family, peer, importance, author, at, note)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
        """,
        subject.day().toString(),
        subject.host(),
        subject.family(),
        subject.peer(),
        text,
        verdict.author(),
        Sql.micros(verdict.at()),
        verdict.note());
    String what = subject.day() + " " + subject.host() + " " + subject.family();
    audit(
        sql,
        verdict.at(),
        verdict.author(),
        text == null ? "withdraw verdict" : "set verdict",
        subject.peer().isEmpty() ? what : what + " " + subject.peer(),
        (text == null ? verdict.importance().text() : text)
            + (verdict.note() == null ? "" : ": " + verdict.note()));
  }

  private static boolean saysTheSame(Verdict before, Verdict verdict) {
    return before.importance() == verdict.importance()
        && before.author().equals(verdict.author())
        && Objects.equals(before.note(), verdict.note());
  }

  private static void audit(
      Sql sql, Instant at, String author, String action, String subject, String detail)
      throws SQLException {
    sql.update(
        "INSERT INTO audit (at, author, action, subject, detail) VALUES (?, ?, ?, ?, ?)",
        Sql.micros(at),
        author,
        action,
        subject,
        detail);
  }

  private static String subject(long id, Suppression.Terms terms) {
    String until = terms.expiresAt() == null ? "" : ", until " + terms.expiresAt();
    return id + ": " + terms.scope() + until;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
