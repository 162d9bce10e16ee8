// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.day;

import java.util.BitSet;

/** The rows of a day, wherever they are. What comes out does not depend on where. */
public interface DayRows {
  /**
   * Counts all rows.
   *
   * @param hosts whose rows they are, as it is known of the day
   */
  DayCounts count(OwnHosts hosts);

  /**
   * Reads the rows again.
   *
   * @param counts what was counted of them
   * @param edges rows of {@link DayCounts#edges} that are wanted
   * @param sites rows of {@link DayCounts#sites} that are wanted
   */
  ContactTimes readContacts(DayCounts counts, BitSet edges, BitSet sites);
}
