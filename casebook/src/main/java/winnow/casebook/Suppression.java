// SPDX-License-Identifier: Apache-2.0
package winnow.casebook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody does not want to see any more. It acts on lists when they are shown; what was found
 * stays in the lake.
 *
 * @param id its number
 * @param terms what was entered
 * @param addedAt when
 * @param removal by whom and when it was taken back; null while it was not
 */
public record Suppression(long id, Terms terms, Instant addedAt, @Nullable Removal removal) {

  /**
   * What is suppressed, for how long, and why.
   *
   * @param scope what it applies to
   * @param expiresAt from when on it no longer acts; null when it stays
   * @param author who wants it
   * @param reason why, in the author's words
   */
  public record Terms(Scope scope, @Nullable Instant expiresAt, String author, String reason) {
    /** Checks that somebody answers for it. */
    public Terms {
      if (author.isBlank() || reason.isBlank()) {
        throw new IllegalArgumentException("a suppression needs an author and a reason");
      }
    }
  }

  /**
   * That it was taken back.
   *
   * @param author by whom
   * @param at when
   * @param reason why; null when nobody said
   */
  public record Removal(String author, Instant at, @Nullable String reason) {}

  /** What it applies to. */
  public Scope scope() {
    return terms.scope();
  }

  /** Whether it acts at {@code now}. */
  public boolean isActive(Instant now) {
    return removal == null && (terms.expiresAt() == null || now.isBefore(terms.expiresAt()));
  }
}
