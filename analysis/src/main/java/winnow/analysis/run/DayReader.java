// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import java.util.List;
import winnow.analysis.day.DayRows;
import winnow.analysis.day.LocalDay;
import winnow.lake.Lake;

/** Says who reads the rows of days of a lake: this process, or a cluster. */
@FunctionalInterface
public interface DayReader {
  /**
   * The rows of a day.
   *
   * @param rows what is to be read of each kind
   */
  DayRows open(Lake lake, List<LakeRows> rows);

  /** Reads with so many threads of this process. */
  static DayReader local(int threads) {
    return (lake, rows) -> new LocalDay(List.copyOf(rows), threads);
  }
}
