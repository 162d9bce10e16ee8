// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.detect;

import java.time.LocalDate;
import java.util.BitSet;
import winnow.analysis.day.ContactTimes;
import winnow.analysis.day.DayCounts;
import winnow.analysis.host.HostFeatures;

/**
 * A day, as detectors see it.
 *
 * @param date the day, UTC
 * @param counts its rows, counted
 * @param features what its hosts did
 * @param contacts reads the rows again for what no count tells
 */
public record ObservedDay(
    LocalDate date, DayCounts counts, HostFeatures features, ContactReader contacts) {

  /** Reads the times of contacts. */
  @FunctionalInterface
  public interface ContactReader {
    /**
     * The times of contacts.
     *
     * @param edges rows of {@link DayCounts#edges} that are wanted
     * @param sites rows of {@link DayCounts#sites} that are wanted
     */
    ContactTimes read(BitSet edges, BitSet sites);
  }
}
