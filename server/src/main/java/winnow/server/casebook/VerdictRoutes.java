// SPDX-License-Identifier: Apache-2.0
package winnow.server.casebook;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.casebook.AuditEntry;
import winnow.casebook.Casebook;
import winnow.casebook.Verdicts;
import winnow.lake.Runs;
import winnow.lake.catalog.RunEntry;
import winnow.schema.evidence.Importance;
import winnow.schema.evidence.Verdict;
import winnow.server.api.Request;
import winnow.server.api.RequestException;

/** Verdicts: which there are, a new one, one that is withdrawn; and who did what. */
final class VerdictRoutes {
  private final Runs runs;
  private final Casebook casebook;
  private final InstantSource clock;

  VerdictRoutes(Runs runs, Casebook casebook, InstantSource clock) {
    this.runs = runs;
    this.casebook = casebook;
    this.clock = clock;
  }

  record All(List<View> verdicts) {}

  record View(
      LocalDate day,
      String host,
      String family,
      String peer,
      String verdict,
      String author,
      Instant at,
      @Nullable String note) {}

  record Audit(List<AuditEntry> entries) {}

  /**
   * A verdict on a row.
   *
   * @param run the row's list
   * @param rank its place
   * @param family of a case, only evidence of this family
   * @param peer of a case, only evidence on this peer
   * @param verdict the importance; absent to withdraw
   */
  record Judgement(
      @Nullable String run,
      @Nullable Integer rank,
      @Nullable String family,
      @Nullable String peer,
      @Nullable String verdict,
      @Nullable String author,
      @Nullable String note) {}

  /** The verdicts that count. */
  All list(Request request) {
    return all(casebook.verdicts().list());
  }

  /** Sets the verdict on a row; on a case, on each piece of its evidence that is chosen. */
  All set(Request request) {
    Judgement judgement = Body.read(request, Judgement.class);
    Importance importance = importance(judgement);
    String author = Author.of(judgement.author());
    String note = Body.optional("note", judgement.note());
    Instant now = clock.instant();
    List<Verdict> verdicts =
        subjects(judgement).stream()
            .map(one ->
                new Verdict(
                    one.day(), one.host(), one.family(), one.peer(), importance, author, now, note))
            .toList();
    casebook.set(verdicts);
    return all(verdicts);
  }

  /** Withdraws the verdicts on a row, where there are any. */
  All withdraw(Request request) {
    Judgement judgement = Body.read(request, Judgement.class);
    if (judgement.verdict() != null) {
      throw RequestException.wrong("verdict has no place here: every verdict is withdrawn");
    }
    Verdicts verdicts = casebook.verdicts();
    List<Verdict> withdrawn =
        subjects(judgement).stream()
            .flatMap(one -> verdicts.of(one.day(), one.host(), one.family(), one.peer()).stream())
            .toList();
    String author = Author.of(judgement.author());
    String note = Body.optional("note", judgement.note());
    for (Verdict verdict : withdrawn) {
      casebook.withdraw(verdict.subject(), author, note);
    }
    return all(withdrawn);
  }

  /** Who did what, the newest last. */
  Audit audit(Request request) {
    return new Audit(casebook.audit());
  }

  private List<Verdict.Subject> subjects(Judgement judgement) {
    String run = Body.required("run", judgement.run());
    Integer rank = judgement.rank();
    RunEntry entry =
        runs.find(run).orElseThrow(() -> RequestException.missing("there is no run " + run));
    if (rank == null || rank < 1 || rank > entry.findings()) {
      throw RequestException.missing("run " + run + " has no rank " + rank);
    }
    List<Verdict.Subject> all =
        entry.hasCases()
            ? Verdicts.subjects(runs.cases(run, rank - 1, 1).getFirst())
            : List.of(Verdicts.subject(runs.findings(run, rank - 1, 1).getFirst()));
    String family = judgement.family();
    String peer = judgement.peer();
    List<Verdict.Subject> chosen =
        all.stream()
            .filter(one -> family == null || family.equals(one.family()))
            .filter(one -> peer == null || peer.equals(one.peer()))
            .toList();
    if (chosen.isEmpty()) {
      throw RequestException.missing("row " + rank + " of run " + run + " has no such evidence");
    }
    return chosen;
  }

  private static Importance importance(Judgement judgement) {
    try {
      return Importance.named(Body.required("verdict", judgement.verdict()));
    } catch (IllegalArgumentException e) {
      throw RequestException.wrong(String.valueOf(e.getMessage()));
    }
  }

  private static All all(List<Verdict> verdicts) {
    return new All(verdicts.stream().map(VerdictRoutes::view).toList());
  }

  private static View view(Verdict verdict) {
    return new View(
        verdict.day(),
        verdict.host(),
        verdict.family(),
        verdict.peer(),
        verdict.importance().text(),
        verdict.author(),
        verdict.at(),
        verdict.note());
  }
}
