// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

import java.util.List;
import winnow.analysis.count.Counted;
import winnow.analysis.count.Progress;
import winnow.analysis.word.DomainClasses;
import winnow.schema.TelemetryKind;

/**
 * The rows of one analysis, wherever they are. What comes out does not depend on where, but for the
 * shares that the rows are counted in.
 */
public interface SpotRows {
  /** The kind of the rows. */
  TelemetryKind kind();

  /** Reads all rows once and counts their words. */
  Counted count(DomainClasses classes, Progress progress);

  /**
   * Reads the rows of the lowest scores in full; only after {@link #count}.
   *
   * @param scores score of every pair of document and word, by share and number in the share; a row
   *     has the lower one of its two pairs
   * @param threshold highest score that is wanted
   * @param most how many rows are wanted; 0 for all
   * @return the rows in the order of {@link LowRow}
   */
  List<LowRow> findLowest(double[][] scores, double threshold, int most, Progress progress);
}
