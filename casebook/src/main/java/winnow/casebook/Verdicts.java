// SPDX-License-Identifier: Apache-2.0
package winnow.casebook;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import winnow.schema.Case;
import winnow.schema.Finding;
import winnow.schema.evidence.Importance;
import winnow.schema.evidence.Verdict;

/** Verdicts by what they are about, no two about the same. */
public final class Verdicts {
  private final List<Verdict> list;
  private final Map<Verdict.Subject, Verdict> bySubject = new HashMap<>();

  Verdicts(List<Verdict> list) {
    this.list = List.copyOf(list);
    list.forEach(verdict -> bySubject.put(verdict.subject(), verdict));
  }

  /** All, in the order they were set. */
  public List<Verdict> list() {
    return list;
  }

  /**
   * The verdict on a finding. Which of its two ends a finding is about may change from run to run,
   * so one about the other end counts as well.
   */
  public Optional<Verdict> of(Finding finding) {
    Verdict.Subject subject = subject(finding);
    Verdict verdict = bySubject.get(subject);
    return Optional.ofNullable(verdict != null ? verdict : bySubject.get(turned(subject)));
  }

  /** The verdict on a piece of evidence. */
  public Optional<Verdict> of(LocalDate day, String host, String family, String peer) {
    return Optional.ofNullable(bySubject.get(new Verdict.Subject(day, host, family, peer)));
  }

  /** The most alarming of the verdicts about {@code subjects}. */
  public Optional<Importance> mostAlarming(List<Verdict.Subject> subjects) {
    return subjects.stream()
        .map(bySubject::get)
        .filter(Objects::nonNull)
        .map(Verdict::importance)
        .min(Comparator.naturalOrder());
  }

  /** What verdicts on the evidence of a case are about, in the order of its explanation. */
  public static List<Verdict.Subject> subjects(Case one) {
    return Explanation.of(one).evidence().stream()
        .map(evidence ->
            new Verdict.Subject(one.day(), one.host(), evidence.family(), evidence.peer()))
        .distinct()
        .toList();
  }

  /** What a verdict on {@code finding} is about. */
  public static Verdict.Subject subject(Finding finding) {
    @Nullable String peer = finding.peer();
    return new Verdict.Subject(
        finding.day(), finding.entity(), finding.method(), peer == null ? "" : peer);
  }

  private static Verdict.Subject turned(Verdict.Subject subject) {
    return new Verdict.Subject(subject.day(), subject.peer(), subject.family(), subject.host());
  }
}
