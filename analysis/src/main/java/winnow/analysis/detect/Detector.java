// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.detect;

import java.time.LocalDate;
import java.util.List;
import winnow.analysis.count.RowSource;

/**
 * Looks for one kind of behaviour, day after day. Days have to be given in their order: a day is
 * judged by those before it and learnt afterwards. The order of rows does not matter. Not
 * thread-safe.
 */
public interface Detector {
  /** Its name, such as {@code beacon}. */
  String family();

  /**
   * What the next day shows, at most one for each host and peer, in no particular order.
   *
   * @param sources the rows of the day, of each kind that there are
   */
  List<Evidence> next(LocalDate day, List<RowSource> sources);
}
