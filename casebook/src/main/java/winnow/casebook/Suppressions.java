// SPDX-License-Identifier: Apache-2.0
package winnow.casebook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The suppressions that act.
 *
 * @param list in the order they were added
 */
public record Suppressions(List<Suppression> list) {
  /** Nothing is suppressed. */
  public static final Suppressions NONE = new Suppressions(List.of());

  /** Takes a copy. */
  public Suppressions {
    list = List.copyOf(list);
  }

  /** Those of {@code all} that act at {@code now}. */
  static Suppressions active(List<Suppression> all, Instant now) {
    return new Suppressions(all.stream().filter(one -> one.isActive(now)).toList());
  }

  /** The first that applies to {@code sighting}; empty when it is to be shown. */
  public Optional<Suppression> of(Sighting sighting) {
    for (Suppression suppression : list) {
      if (suppression.scope().matches(sighting)) {
        return Optional.of(suppression);
      }
    }
    return Optional.empty();
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return list.isEmpty();
  }
}
