// SPDX-License-Identifier: Apache-2.0
package winnow.server.casebook;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.casebook.Casebook;
import winnow.casebook.Scope;
import winnow.casebook.Suppression;
import winnow.casebook.WhatIf;
import winnow.lake.Runs;
import winnow.lake.catalog.RunEntry;
import winnow.schema.evidence.Importance;
import winnow.server.api.Request;
import winnow.server.api.RequestException;

/** Suppressions: which there are, what one would do, one more, one less. */
final class SuppressionRoutes {
  private static final int ROWS_AT_A_TIME = 10_000;
  private static final int USUAL_DAYS = 14;
  private static final int MOST_DAYS = 3660;
  private static final int MOST_LOSSES = 1000;

  private final Runs runs;
  private final Casebook casebook;
  private final InstantSource clock;

  SuppressionRoutes(Runs runs, Casebook casebook, InstantSource clock) {
    this.runs = runs;
    this.casebook = casebook;
    this.clock = clock;
  }

  record All(List<View> suppressions) {}

  record View(
      long id,
      String state,
      Map<String, String> scope,
      @Nullable Instant expires,
      String author,
      String reason,
      Instant added,
      @Nullable Removal removed) {}

  record Removal(String author, Instant at, @Nullable String reason) {}

  record New(
      @Nullable Map<String, String> scope,
      @Nullable String expires,
      @Nullable String author,
      @Nullable String reason) {}

  record Question(@Nullable Map<String, String> scope, @Nullable Integer days) {}

  record Answer(
      String scope,
      int days,
      long rows,
      long lost,
      long lessened,
      long alarming,
      List<Loss> losses) {}

  record Loss(
      String run,
      LocalDate day,
      int rank,
      String effect,
      String host,
      @Nullable String peer,
      @Nullable String verdict,
      String sentence) {}

  record Removing(@Nullable String author, @Nullable String reason) {}

  /** All suppressions, those that no longer act too. */
  All list(Request request) {
    return new All(casebook.suppressions().stream().map(this::view).toList());
  }

  /** Adds one. */
  View add(Request request) {
    New added = Body.read(request, New.class);
    Suppression.Terms terms =
        new Suppression.Terms(
            scope(added.scope()),
            expiry(added.expires()),
            Author.of(added.author()),
            Body.required("reason", added.reason()));
    return view(casebook.add(terms));
  }

  /** What the lists of the last days would lose. */
  Answer whatIf(Request request) {
    Question question = Body.read(request, Question.class);
    Scope scope = scope(question.scope());
    int days = question.days() == null ? USUAL_DAYS : question.days();
    if (days < 1 || days > MOST_DAYS) {
      throw RequestException.wrong("days is " + days + ": expected 1 to " + MOST_DAYS);
    }
    Suppression.Terms terms = new Suppression.Terms(scope, null, "nobody", "what if");
    Suppression candidate = new Suppression(Long.MAX_VALUE, terms, Instant.EPOCH, null);
    WhatIf whatIf = new WhatIf(candidate, casebook.active(), casebook.verdicts());
    runs.newestLists(days).forEach(run -> look(run, whatIf));
    List<WhatIf.Loss> losses = whatIf.losses();
    return new Answer(
        scope.toString(),
        days,
        whatIf.looked(),
        losses.size(),
        whatIf.lessened(),
        losses.stream().filter(WhatIf.Loss::isAlarming).count(),
        losses.stream().limit(MOST_LOSSES).map(SuppressionRoutes::view).toList());
  }

  /** Takes one back. */
  View remove(Request request) {
    int id = request.wholePart("id");
    Removing removing = Body.read(request, Removing.class);
    if (casebook.suppressions().stream().noneMatch(one -> one.id() == id)) {
      throw RequestException.missing("there is no suppression " + id);
    }
    try {
      String reason = Body.optional("reason", removing.reason());
      return view(casebook.remove(id, Author.of(removing.author()), reason));
    } catch (IllegalArgumentException e) {
      throw RequestException.wrong(String.valueOf(e.getMessage()));
    }
  }

  private void look(RunEntry run, WhatIf whatIf) {
    if (run.hasCases()) {
      whatIf.addCases(runs.cases(run.id(), 0, Integer.MAX_VALUE));
      return;
    }
    for (int offset = 0; offset < run.findings(); offset += ROWS_AT_A_TIME) {
      whatIf.addFindings(runs.findings(run.id(), offset, ROWS_AT_A_TIME));
    }
  }

  private static Scope scope(@Nullable Map<String, String> texts) {
    try {
      return Scope.parse(texts == null ? Map.of() : texts);
    } catch (IllegalArgumentException e) {
      throw RequestException.wrong(String.valueOf(e.getMessage()));
    }
  }

  private @Nullable Instant expiry(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      Instant expiry = Instant.parse(text);
      if (expiry.isAfter(clock.instant())) {
        return expiry;
      }
    } catch (DateTimeException e) {
      // Said below, as for times that are over.
    }
    throw RequestException.wrong(
        "expires is \"" + text + "\": expected a time to come, such as 2126-03-01T08:00:00Z");
  }

  private View view(Suppression one) {
    Suppression.Removal removal = one.removal();
    return new View(
        one.id(),
        removal != null ? "removed" : one.isActive(clock.instant()) ? "active" : "expired",
        one.scope().texts(),
        one.terms().expiresAt(),
        one.terms().author(),
        one.terms().reason(),
        one.addedAt(),
        removal == null ? null : new Removal(removal.author(), removal.at(), removal.reason()));
  }

  private static Loss view(WhatIf.Loss loss) {
    Importance importance = loss.importance();
    return new Loss(
        loss.run(),
        loss.day(),
        loss.rank(),
        loss.effect().name().toLowerCase(Locale.ROOT),
        loss.host(),
        loss.peer(),
        importance == null ? null : importance.text(),
        loss.sentence());
  }
}
