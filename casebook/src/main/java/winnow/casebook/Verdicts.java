// SPDX-License-Identifier: Apache-2.0
package winnow.casebook;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import winnow.schema.Finding;
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
