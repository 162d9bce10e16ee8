// SPDX-License-Identifier: Apache-2.0
package winnow.casebook;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What suppressions do to a list.
 *
 * @param rows rows that they hide
 * @param lessened rows that stay, with less evidence
 * @param by the suppressions that do so, in the order they were added
 */
public record HiddenRows(long rows, long lessened, List<By> by) {
  /** Takes a copy. */
  public HiddenRows {
    by = List.copyOf(by);
  }

  /**
   * One suppression.
   *
   * @param id its number
   * @param scope what it applies to, in words
   * @param author who wants it
   * @param reason why
   * @param rows rows that it hides or lessens
   */
  public record By(long id, String scope, String author, String reason, long rows) {}

  /** Counts rows. Not thread-safe. */
  public static final class Counter {
    private final Map<Long, By> bySuppression = new TreeMap<>();
    private long rows;
    private long lessened;

    /** Counts a row to which suppressions apply, if any do. */
    public void add(Collection<Suppression> by, boolean isGone) {
      if (!by.isEmpty()) {
        rows += isGone ? 1 : 0;
        lessened += isGone ? 0 : 1;
      }
      for (Suppression one : by) {
        String scope = one.scope().toString();
        By first = new By(one.id(), scope, one.terms().author(), one.terms().reason(), 1);
        bySuppression.merge(one.id(), first, Counter::plus);
      }
    }

    private static By plus(By by, By more) {
      return new By(by.id(), by.scope(), by.author(), by.reason(), by.rows() + more.rows());
    }

    /** What was counted so far. */
    public HiddenRows count() {
      return new HiddenRows(rows, lessened, List.copyOf(bySuppression.values()));
    }
  }
}
