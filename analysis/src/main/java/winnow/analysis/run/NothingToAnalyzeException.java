// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import winnow.analysis.count.RowCounts;

/** No row can be scored. */
public final class NothingToAnalyzeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RowCounts counts;

  /**
   * No row can be scored.
   *
   * @param message what there was instead
   * @param counts what became of the rows there are
   */
  public NothingToAnalyzeException(String message, RowCounts counts) {
    super(message);
    this.counts = counts;
  }

  /** What became of the rows there are. */
  public RowCounts counts() {
    return counts;
  }
}
